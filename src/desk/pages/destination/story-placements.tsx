import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readStoryPlacements } from '#contract/destination.ts';
import { useAsk } from '../../ask.ts';
import { useLanguageName } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ArchivedNote, MayBeArchived } from './archived-note.tsx';
import { CallBackButton } from './call-back-button.tsx';
import { PlacementMark } from './placement-mark.tsx';

type Props = { readonly storyId: string; readonly onPush: () => void };

/** Where a story stands in other systems of ours, and the way into another one. */
export function StoryPlacements({ storyId, onPush }: Props): ReactNode {
  const { destination: words } = useWords();
  const languageName = useLanguageName();
  const reasons = useSeatReasons()('publish');
  const placed = useAsk(readStoryPlacements, { params: { id: storyId }, query: {} }, { everySeconds: 5 });
  const placements = placed.data?.placements ?? [];
  return (
    <Panel title={words.elsewhere} count={placements.filter(({ state }) => state === 'there').length}>
      <div className="stack tight">
        {placements.length === 0 ? <p className="soft">{words.nowhere}</p> : null}
        <ul className="rows">
          {placements.map((one) => (
            <li className="row" key={one.id}>
              <span>
                <Link to="/destinations/$id" params={{ id: one.destination.id }}>
                  {one.destination.name}
                </Link>{' '}
                · {languageName(one.language)}
              </span>
              <PlacementMark placement={one} />
              <ArchivedNote placement={one} />
              <span className="actions">
                {one.url ? (
                  <a href={one.url} target="_blank" rel="noreferrer">
                    {words.openThere}
                  </a>
                ) : null}
                {reasons.length === 0 ? <CallBackButton placement={one} /> : null}
              </span>
            </li>
          ))}
        </ul>
        <MayBeArchived channels={placed.data?.channels ?? []} />
        <GuardedButton reasons={reasons} variant="default" shortcut="S" onClick={onPush}>
          {words.push}
        </GuardedButton>
      </div>
    </Panel>
  );
}
