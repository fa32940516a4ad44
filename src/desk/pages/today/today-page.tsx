import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readToday } from '#contract/today.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Headline } from '../../headline.tsx';
import { AgreementMark } from '../agreement/agreement-mark.tsx';
import { NoticeMark } from '../correction/notice-mark.tsx';
import { LinkHealth } from '../partner/link-health.tsx';
import { Tri } from '../../sentence.tsx';
import type { Today } from '../../shapes.ts';
import { Ago } from '../../ui/moment.tsx';
import { Empty, Mark, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { StoryMeta } from '../wire/story-meta.tsx';
import { WaitingOverrides } from '../override/waiting-overrides.tsx';
import { UnreadAlerts } from '../alert/unread-alerts.tsx';
import { Removals } from './removals.tsx';
import { LogTroubles } from './log-troubles.tsx';
import { FirstSteps } from './first-steps.tsx';
import { DestinationTroubles } from './destination-troubles.tsx';
import { SourceTroubles } from './source-troubles.tsx';
import { Renewals } from './renewals.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PartyNames } from '../agreement/party-names.tsx';

/** What needs this person now, one card per kind of thing. */
export function TodayPage(): ReactNode {
  const words = useWords();
  const today = useAsk(readToday, {}, { everySeconds: 15 });
  return (
    <>
      <PageHead title={words.today.title} lead={words.today.lead} />
      <Asked query={today}>
        {(data) => (
          <div className="stack today">
            <LogTroubles {...data} />
            <FirstSteps steps={data.firstSteps} />
            <Renewals renewals={data.renewals} seen={data.seen} />
            <UnreadAlerts />
            <WaitingOverrides />
            <Removals removals={data.removals} />
            <DestinationTroubles destinations={data.destinations} />
            <SourceTroubles sources={data.sources} />
            <div className="columns">
              <Arrivals stories={data.arrivals} />
              <Notices today={data} />
              <Translations translations={data.translations} />
              <Agreements agreements={data.agreements} />
              <Partners partners={data.partners} />
            </div>
          </div>
        )}
      </Asked>
    </>
  );
}

function Arrivals({ stories }: { readonly stories: Today['arrivals'] }): ReactNode {
  const words = useWords();
  return (
    <Panel title={words.today.arrivals} count={stories.length}>
      {stories.length === 0 ? <p className="soft">{words.today.noArrivals}</p> : null}
      <ul className="rows">
        {stories.slice(0, 6).map((story) => (
          <li className="row" key={story.id}>
            <Link to="/s/$id" params={{ id: story.id }} className="row-link">
              <Headline text={story.headline} language={story.language} />
            </Link>
            <StoryMeta story={story} />
          </li>
        ))}
      </ul>
      <LinkButton to="/wire" variant="light" size="xs" mt="xs">
        {words.nav.wire}
      </LinkButton>
    </Panel>
  );
}

function Notices({ today }: { readonly today: Today }): ReactNode {
  const words = useWords();
  const { notices, drillsWaiting, recallsOpen, recallsOverdue } = today;
  return (
    <Panel title={words.today.notices} count={notices.length}>
      {notices.length === 0 ? <p className="soft">{words.today.noNotices}</p> : null}
      <ul className="rows">
        {notices.map((notice) => (
          <li className="row" key={notice.id}>
            <Link to="/corrections" search={{ tab: 'received', s: notice.id }} className="row-link">
              <Headline text={notice.headline} language={notice.language} />
            </Link>
            <NoticeMark notice={notice} />
          </li>
        ))}
      </ul>
      {drillsWaiting === 0 ? null : (
        <p>
          <Link to="/corrections" search={{ tab: 'drills' }}>
            {words.drill.waiting(drillsWaiting)}
          </Link>
        </p>
      )}
      <p className="small">
        <Link to="/corrections" search={{ tab: 'sent' }}>
          {recallsOpen === 0 ? words.today.allReached : words.today.recallsOpen(recallsOpen)}
        </Link>{' '}
        {recallsOverdue === 0 ? null : <Mark tone="bad">{words.today.recallsOverdue(recallsOverdue)}</Mark>}
      </p>
    </Panel>
  );
}

function Translations({ translations }: { readonly translations: Today['translations'] }): ReactNode {
  const words = useWords();
  return (
    <Panel title={words.today.translations} count={translations.length}>
      {translations.length === 0 ? <p className="soft">{words.today.noTranslations}</p> : null}
      <ul className="rows">
        {translations.map((one) => (
          <li className="row" key={one.id}>
            <Link to="/t/$id" params={{ id: one.id }} className="row-link" lang={one.language}>
              {one.headline}
            </Link>
            {one.staleBlocks > 0 ? <Mark tone="warn">{words.today.stale(one.staleBlocks)}</Mark> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Agreements({ agreements }: { readonly agreements: Today['agreements'] }): ReactNode {
  const words = useWords();
  return (
    <Panel title={words.today.agreements} count={agreements.length}>
      {agreements.length === 0 ? <p className="soft">{words.today.noAgreements}</p> : null}
      <ul className="rows">
        {agreements.map((one) => (
          <li className="row" key={one.uid}>
            <Link to="/agreements/$uid" params={{ uid: one.uid }} className="row-link">
              <Tri text={one.title} />
            </Link>
            <span className="meta">
              <AgreementMark state={one.state} />
              <span>
                <PartyNames parties={one.parties} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Partners({ partners }: { readonly partners: Today['partners'] }): ReactNode {
  const words = useWords();
  if (partners.length === 0) {
    return (
      <Panel title={words.today.partners}>
        <Empty
          title={words.today.noPartners}
          action={<LinkButton to="/partners/invite">{words.partner.invite}</LinkButton>}
        />
      </Panel>
    );
  }
  return (
    <Panel title={words.today.partners}>
      <ul className="rows">
        {partners.map((one) => (
          <li className="row" key={one.agency.did}>
            <Link to="/partners/$did" params={{ did: one.agency.did }} className="row-link">
              <Tri text={one.agency.name} />
            </Link>
            <span className="meta">
              <LinkHealth partner={one} />
              {one.incoming?.headAt ? <Ago at={one.incoming.headAt} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
