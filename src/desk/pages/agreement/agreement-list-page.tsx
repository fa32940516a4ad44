import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listAgreements } from '#contract/agreement.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Tri } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useDay } from '../../ui/moment.tsx';
import { Empty, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RowList } from '../row-list.tsx';
import { AgreementMark } from './agreement-mark.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** Every agreement with its partner, state and term. */
export function AgreementListPage(): ReactNode {
  const words = useWords();
  const day = useDay();
  const list = useAsk(listAgreements, {}, { everySeconds: 10 });
  const search = useSearch({ from: '/desk/agreements' });
  const navigate = useNavigate();
  const reasons = useSeatReasons()('draft-agreement');
  return (
    <>
      <PageHead
        title={words.agreement.title}
        lead={words.agreement.lead}
        actions={
          <>
            <LinkButton to="/agreements/signing" variant="default">
              {words.signing.rule}
            </LinkButton>
            <GuardedButton reasons={reasons} onClick={() => void navigate({ to: '/agreements/new' })}>
              {words.agreement.new}
            </GuardedButton>
          </>
        }
      />
      <Asked query={list}>
        {({ agreements }) => (
          <Panel title={<span className="visually-hidden">{words.agreement.title}</span>} className="list">
            <RowList
              title={words.agreement.title}
              rows={agreements.map((one) => ({
                id: one.uid,
                link: (
                  <Link to="/agreements/$uid" params={{ uid: one.uid }} className="row-link">
                    <Tri text={one.title} />
                  </Link>
                ),
                meta: (
                  <>
                    <AgreementMark state={one.state} />
                    {one.latest ? (
                      <span>
                        {words.talks.version(one.latest.version)}: <AgreementMark state={one.latest.state} />
                      </span>
                    ) : null}
                    <span>
                      <Tri text={one.partner.name} />
                    </span>
                    <span className="tabular">
                      {day(one.effectiveFrom)} – {day(one.effectiveUntil)}
                    </span>
                    <span>{words.agreement.version(one.version)}</span>
                  </>
                ),
              }))}
              cursor={search.s}
              onCursor={(s) => void navigate({ to: '/agreements', search: { s }, replace: true })}
              onOpen={(uid) => void navigate({ to: '/agreements/$uid', params: { uid } })}
              empty={
                <Empty
                  title={words.agreement.empty}
                  help={words.agreement.emptyHelp}
                  action={<LinkButton to="/agreements/new">{words.agreement.new}</LinkButton>}
                />
              }
            />
          </Panel>
        )}
      </Asked>
    </>
  );
}
