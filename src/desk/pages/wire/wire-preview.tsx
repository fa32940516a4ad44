import type { ReactNode } from 'react';
import { readStory } from '#contract/wire.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Headline } from '../../headline.tsx';
import type { StoryLine } from '../../shapes.ts';
import { Empty, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RightsBox } from '../story/rights-box.tsx';
import { StoryActions } from '../story/story-actions.tsx';
import { StoryText } from '../story/story-text.tsx';
import { StoryMeta } from './story-meta.tsx';

type Props = { readonly story: StoryLine | undefined; readonly onTake: () => void };

/** The story under the cursor, with its rights in words before anything is taken. */
export function WirePreview({ story, onTake }: Props): ReactNode {
  const words = useWords();
  if (!story) {
    return (
      <Panel title={words.wire.preview} className="preview">
        <Empty title={words.wire.pick} />
      </Panel>
    );
  }
  return (
    <Panel title={<span className="visually-hidden">{words.wire.preview}</span>} className="preview">
      <div className="stack" key={story.id}>
        <h2>
          <Headline text={story.headline} language={story.language} />
        </h2>
        <StoryMeta story={story} />
        <PreviewBody id={story.id} onTake={onTake} />
      </div>
    </Panel>
  );
}

function PreviewBody({ id, onTake }: { readonly id: string; readonly onTake: () => void }): ReactNode {
  const story = useAsk(readStory, { params: { id } });
  return (
    <Asked query={story}>
      {(data) => (
        <>
          <StoryActions story={data} onTake={onTake} />
          <RightsBox story={data} />
          <StoryText story={data} />
        </>
      )}
    </Asked>
  );
}
