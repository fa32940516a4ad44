import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listPartners } from '#contract/partner.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Tri } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Ago } from '../../ui/moment.tsx';
import { Empty, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RowList } from '../row-list.tsx';
import { LinkHealth } from './link-health.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** The agencies we know, those that ask first. */
export function PartnerListPage(): ReactNode {
  const words = useWords();
  const list = useAsk(listPartners, {}, { everySeconds: 10 });
  const search = useSearch({ from: '/desk/partners' });
  const navigate = useNavigate();
  const reasons = useSeatReasons()('manage-partners');
  return (
    <>
      <PageHead
        title={words.partner.title}
        lead={words.partner.lead}
        actions={
          <GuardedButton reasons={reasons} onClick={() => void navigate({ to: '/partners/invite' })}>
            {words.partner.invite}
          </GuardedButton>
        }
      />
      <Asked query={list}>
        {({ partners }) => (
          <Panel title={<span className="visually-hidden">{words.partner.title}</span>} className="list">
            <RowList
              title={words.partner.title}
              rows={partners
                .toSorted((a, b) => rank(a.state) - rank(b.state))
                .map((one) => ({
                  id: one.agency.did,
                  link: (
                    <Link to="/partners/$did" params={{ did: one.agency.did }} className="row-link">
                      <Tri text={one.agency.name} />
                    </Link>
                  ),
                  meta: (
                    <>
                      <LinkHealth partner={one} />
                      <span>{words.ownership[one.agency.ownership]}</span>
                      <span className="mono">{one.baseUrl}</span>
                      {one.incoming?.headAt ? <Ago at={one.incoming.headAt} /> : null}
                    </>
                  ),
                }))}
              cursor={search.s}
              onCursor={(s) => void navigate({ to: '/partners', search: { s }, replace: true })}
              onOpen={(did) => void navigate({ to: '/partners/$did', params: { did } })}
              empty={
                <Empty
                  title={words.partner.empty}
                  help={words.partner.emptyHelp}
                  action={<LinkButton to="/partners/invite">{words.partner.invite}</LinkButton>}
                />
              }
            />
          </Panel>
        )}
      </Asked>
    </>
  );
}

function rank(state: 'invited' | 'asking' | 'pinned'): number {
  return { asking: 0, pinned: 1, invited: 2 }[state];
}
