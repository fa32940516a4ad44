import { PASSED_ON } from '#kernel/destination-kind.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Headline } from '../../headline.tsx';
import { Tri, useLanguageName } from '../../sentence.tsx';
import type { Story } from '../../shapes.ts';
import { Ago, BothTimes } from '../../ui/moment.tsx';
import { ByChannel } from '../by-channel.tsx';
import { HeldBy } from '../held-by.tsx';
import { PublicAddress } from '../public-address.tsx';
import { Mark, Panel } from '../../ui/pieces.tsx';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/use-words.tsx';

/** Where the story came from and where it has gone: versions, translations, pages, uses, offers. */
export function StoryRecord({ story }: { readonly story: Story }): ReactNode {
  return (
    <>
      <Topics story={story} />
      <Translations story={story} />
      <Pages story={story} />
      <Uses story={story} />
      <Versions story={story} />
      <Offers story={story} />
      <Origin story={story} />
    </>
  );
}

/** What it is about, the narrowest first; each leads to the other stories on it. */
function Topics({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  if (story.topics.length === 0) return null;
  const from = story.origin === 'own' ? 'own' : 'partners';
  return (
    <Panel title={words.wire.topics}>
      <ul className="plain-list stack tight">
        {story.topics.map(({ code, name }) => (
          <li key={code}>
            <Link to="/wire" search={{ from, topic: code }}>
              <Tri text={name} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Translations({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  if (story.translations.length === 0) return null;
  return (
    <Panel title={words.story.translations}>
      <ul className="plain-list stack tight">
        {story.translations.map((one) => (
          <li key={one.id}>
            <Link to="/t/$id" params={{ id: one.id }}>
              {languageName(one.language)}
            </Link>{' '}
            {one.staleBlocks > 0 ? <Mark tone="warn">{words.today.stale(one.staleBlocks)}</Mark> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Pages({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  if (story.publications.length === 0) return null;
  return (
    <Panel title={words.story.publications} count={story.publications.length}>
      <ul className="plain-list stack tight">
        {story.publications.map((one) => (
          <li key={one.id}>
            <a href={one.url} target="_blank" rel="noreferrer">
              {languageName(one.language)}
            </a>{' '}
            · {words.story.version(one.version)} <PublicationMark state={one.state} />{' '}
            <Ago at={one.publishedAt} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function PublicationMark({ state }: { readonly state: string }): ReactNode {
  const words = useWords();
  if (state === 'live') return <Mark tone="good">{words.publish.states.live}</Mark>;
  if (state === 'stale') return <Mark tone="warn">{words.publish.states.stale}</Mark>;
  if (state === 'withheld') return <Mark tone="warn">{words.publish.states.withheld}</Mark>;
  return <Mark tone="bad">{words.publish.states.withdrawn}</Mark>;
}

function Uses({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  if (story.origin !== 'own' && story.uses.length === 0) return null;
  return (
    <Panel title={words.story.uses} count={story.uses.length}>
      {story.uses.length === 0 ? <p className="soft">{words.story.noUses}</p> : null}
      <ul className="plain-list stack tight">
        {story.uses.map((use) => (
          <li key={`${use.agency.did}${use.holder?.did}${use.url ?? use.publishedAt}${use.version}`}>
            {use.channel === PASSED_ON && use.state === 'live' ? null : (
              <Mark tone={use.state === 'live' ? 'good' : 'plain'}>{words.story[use.state]}</Mark>
            )}{' '}
            <b>
              <Tri text={use.agency.name} />
            </b>{' '}
            · {languageName(use.language)} · {words.story.version(use.version)}
            <ByChannel channel={use.channel} place={use.place} /> <HeldBy holder={use.holder} />
            <br />
            {use.channel === PASSED_ON ? null : (
              <>
                <PublicAddress url={use.url} />
                <br />
              </>
            )}
            <span className="soft small">
              <BothTimes at={use.publishedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Versions({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  return (
    <Panel title={words.story.versions} count={story.versions.length}>
      <ol className="plain-list stack tight">
        {story.versions.toReversed().map((version) => (
          <li key={version.version}>
            <b>{words.story.version(version.version)}</b>{' '}
            {version.correction ? <Mark tone="warn">{words.story.correction}</Mark> : null}{' '}
            <span className="soft small">
              <BothTimes at={version.at} />
            </span>
            <br />
            <Headline text={version.headline} language={story.language} />
            {version.note ? (
              <p className="small" lang={story.language}>
                {version.note}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Offers({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  if (story.offeredTo.length === 0) return null;
  return (
    <Panel title={words.story.offered} count={story.offeredTo.length}>
      <ul className="plain-list stack tight">
        {story.offeredTo.map((offer) => (
          <li key={`${offer.agency.did}${offer.version}`}>
            <Tri text={offer.agency.name} /> · {words.story.version(offer.version)} ·{' '}
            {offerWord(words, offer.state)} <Ago at={offer.at} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function offerWord(words: Words, state: string): string {
  const known: Readonly<Record<string, string>> = words.story.offerStates;
  return known[state] ?? state;
}

/** Identity and what was lost on the way in: a loss is told, never silent. */
function Origin({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  return (
    <details className="panel">
      <summary>{words.act.details}</summary>
      <div className="stack tight">
        <p className="small">
          {words.story.identity}: <span className="mono">{story.guid}</span>
        </p>
        {story.readWith ? (
          <p className="small">
            <Link to="/sources/dialects/$id" params={{ id: story.readWith.id }}>
              {words.dialect.readWith(story.readWith.id)}
            </Link>
            {story.readWith.version === undefined
              ? null
              : ` (${words.dialect.version(story.readWith.version)})`}
          </p>
        ) : null}
        {story.copyrightNotice ? (
          <p className="small">
            {words.story.copyright}: <span lang={story.language}>{story.copyrightNotice}</span>
          </p>
        ) : null}
        {story.dropped.length > 0 ? (
          <>
            <h3>{words.story.dropped}</h3>
            <ul>
              {story.dropped.map((loss) => (
                <li key={`${loss.at}${loss.what}`}>
                  <span className="mono">{loss.at}</span> {loss.what}: {loss.why}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </details>
  );
}
