import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { readChain } from '#contract/chain.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Headline } from '../../headline.tsx';
import type { StoryLine } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';
import { StoryMeta } from './story-meta.tsx';

/** What stands behind one line of the wire: the same text by other roads, shown on asking. */
export function StoryRoads({ story }: { readonly story: StoryLine }): ReactNode {
  const words = useWords();
  const [open, setOpen] = useState(false);
  if (!story.roads) return null;
  return (
    // A click in here is meant for what lies open, not for the row.
    <div className="roads" onClick={(event) => event.stopPropagation()}>
      <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.chain.more(story.roads)}
      </button>
      {open ? <RoadList storyId={story.id} /> : null}
    </div>
  );
}

function RoadList({ storyId }: { readonly storyId: string }): ReactNode {
  const words = useWords();
  const chain = useAsk(readChain, { params: { id: storyId } });
  return (
    <Asked query={chain}>
      {({ stories }) => (
        <ul className="plain-list stack tight" aria-label={words.chain.roads}>
          {stories
            .filter(({ road }) => road)
            .toReversed()
            .map(({ story }) => (
              <li key={story.id}>
                <Link to="/s/$id" params={{ id: story.id }}>
                  <Headline text={story.headline} language={story.language} />
                </Link>{' '}
                <StoryMeta story={story} />
              </li>
            ))}
        </ul>
      )}
    </Asked>
  );
}
