import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Headline } from '../../headline.tsx';
import type { Recall } from '../../shapes.ts';
import { Ago } from '../../ui/moment.tsx';
import { langOf } from '../../ui/lang-of.ts';
import { Empty, Mark, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { KIND_TONES } from './notice-mark.tsx';
import { OwnCopies } from './own-copies.tsx';
import { ReachTimeline } from './reach-timeline.tsx';
import { RowList } from '../row-list.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

type Props = {
  readonly recalls: readonly Recall[];
  readonly cursor: string | undefined;
  readonly onCursor: (id: string) => void;
};

/** Our corrections and kills, each with a lane per partner: sent, fetched, received, applied, with times. */
export function RecallList({ recalls, cursor, onCursor }: Props): ReactNode {
  const words = useWords();
  const navigate = useNavigate();
  return (
    <Panel title={<span className="visually-hidden">{words.recall.sentTab}</span>} className="list">
      <RowList
        title={words.recall.sentTab}
        rows={recalls.map((recall) => ({
          id: recall.id,
          link: (
            <Link to="/s/$id" params={{ id: recall.storyId }} className="row-link">
              <Headline text={recall.headline} language={recall.language} />
            </Link>
          ),
          meta: (
            <>
              <Mark tone={KIND_TONES[recall.kind]}>{words.recall.kinds[recall.kind]}</Mark>
              <span>{words.recall.reasons[recall.reasonClass]}</span>
              <span>{words.story.version(recall.version)}</span>
              <span>{words.recall.issuedBy(recall.issuedBy)}</span>
              <Ago at={recall.issuedAt} />
            </>
          ),
          below: <RecallReach recall={recall} />,
        }))}
        cursor={cursor}
        onCursor={onCursor}
        onOpen={(id) => {
          const found = recalls.find((recall) => recall.id === id);
          if (found) void navigate({ to: '/s/$id', params: { id: found.storyId } });
        }}
        empty={
          <Empty
            title={words.recall.noneSent}
            help={words.recall.noneSentHelp}
            action={
              <LinkButton to="/wire" search={{ from: 'own' }}>
                {words.recall.ownStories}
              </LinkButton>
            }
          />
        }
      />
    </Panel>
  );
}

function RecallReach({ recall }: { readonly recall: Recall }): ReactNode {
  const words = useWords();
  const settled = recall.reach.filter(
    (one) => one.state === 'applied' || one.state === 'not-applicable',
  ).length;
  return (
    <>
      <p {...langOf(recall.language)}>{recall.publicReason}</p>
      <p className="small">
        {recall.reach.length === 0
          ? words.recall.noHolders
          : words.recall.reachSummary(settled, recall.reach.length)}
      </p>
      <OwnCopies
        copies={recall.ownCopies}
        since={recall.issuedAt}
        isCorrection={recall.kind === 'correction'}
      />
      {recall.reach.map((reach) => (
        <ReachTimeline key={reach.agency.did} reach={reach} language={recall.language} />
      ))}
    </>
  );
}
