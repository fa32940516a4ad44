import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listDestinations } from '#contract/destination.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { useSeatReasons } from '../../session.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Empty, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RowList } from '../row-list.tsx';
import { AddDestinationSheet } from './add-destination-sheet.tsx';
import { DestinationMeta } from './destination-meta.tsx';

/** Systems of ours that stories are pushed to, and what stands in each. */
export function DestinationListPage(): ReactNode {
  const { destination: words } = useWords();
  const list = useAsk(listDestinations, {}, { everySeconds: 6 });
  const search = useSearch({ from: '/desk/destinations' });
  const navigate = useNavigate();
  const reasons = useSeatReasons()('manage-destinations');
  const show = (next: { add?: string; s?: string }): void =>
    void navigate({ to: '/destinations', search: next, replace: true });
  const add = (
    <GuardedButton reasons={reasons} onClick={() => show({ add: '1' })}>
      {words.add}
    </GuardedButton>
  );
  return (
    <>
      <PageHead title={words.title} lead={words.lead} actions={add} />
      <Asked query={list}>
        {({ destinations }) => (
          <Panel title={<span className="visually-hidden">{words.title}</span>} className="list">
            <RowList
              title={words.title}
              rows={destinations.map((destination) => ({
                id: destination.id,
                link: (
                  <Link to="/destinations/$id" params={{ id: destination.id }} className="row-link">
                    {destination.name}
                  </Link>
                ),
                meta: <DestinationMeta destination={destination} />,
              }))}
              cursor={search.s}
              onCursor={(s) => show({ s })}
              onOpen={(id) => void navigate({ to: '/destinations/$id', params: { id } })}
              empty={<Empty title={words.empty} help={words.emptyHelp} />}
            />
          </Panel>
        )}
      </Asked>
      {search.add && reasons.length === 0 ? <AddDestinationSheet onClose={() => show({})} /> : null}
    </>
  );
}
