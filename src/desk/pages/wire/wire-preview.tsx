import { Button } from '@mantine/core';
import { useState, type ReactNode, type RefObject } from 'react';
import { readStory } from '#contract/wire.ts';
import { useAsk } from '../../ask.ts';
import { Headline } from '../../headline.tsx';
import { Refused } from '../../refused.tsx';
import { refusalOf } from '../../refusal.ts';
import type { Story, StoryLine } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { Empty, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RightsBox } from '../story/rights-box.tsx';
import { StoryActions } from '../story/story-actions.tsx';
import { StoryText } from '../story/story-text.tsx';
import { StoryMeta } from './story-meta.tsx';
import { storyNews, type Seen, type StoryNews } from './story-news.ts';

type Props = {
  readonly story: StoryLine | undefined;
  readonly onTake: () => void;
  readonly pane: RefObject<HTMLDivElement | null>;
};

/** The story under the cursor, with its rights in words before anything is taken. */
export function WirePreview({ story, onTake, pane }: Props): ReactNode {
  const words = useWords();
  return (
    <div className="preview" ref={pane}>
      <Panel title={<span className="visually-hidden">{words.wire.preview}</span>}>
        {story ? (
          <OpenStory key={story.id} line={story} onTake={onTake} />
        ) : (
          <Empty title={words.wire.pick} />
        )}
      </Panel>
    </div>
  );
}

const EVERY_SECONDS = 10;

type Held = {
  /** As it was when it was opened, or when the reader last said to show it as it is. */
  readonly held: Story | undefined;
  readonly now: Story | undefined;
  readonly news: StoryNews | undefined;
  /** What shared it with us has ended since. */
  readonly isGone: boolean;
  readonly fault: Error | null;
  readonly show: () => void;
  readonly askAgain: () => void;
};

function useHeldStory(line: StoryLine): Held {
  const asked = useAsk(readStory, { params: { id: line.id } }, { everySeconds: EVERY_SECONDS });
  const now = asked.data;
  const [held, setHeld] = useState<Story>();
  const [seen, setSeen] = useState<Seen>();
  const [opened] = useState(line.badges);
  // The line it was opened from may say less than the first answer: then that is told as well.
  const news = now && storyNews(seen ?? { badges: opened, version: now.version }, now);
  const show = (): void => {
    setHeld(now);
    setSeen(now);
  };
  if (now && now !== held && (news === undefined || held === undefined)) {
    setHeld(now);
    if (news === undefined) setSeen(now);
  }
  return {
    held,
    now,
    news,
    isGone: held !== undefined && asked.error !== null && refusalOf(asked.error).status === 404,
    fault: asked.error,
    show,
    askAgain: () => void asked.refetch(),
  };
}

/** What is read does not change under the reader: what happened stands above it, and is shown when the reader says so. */
function OpenStory({ line, onTake }: { readonly line: StoryLine; readonly onTake: () => void }): ReactNode {
  const words = useWords();
  const story = useHeldStory(line);
  const { held, news } = story;
  return (
    <article className="stack" aria-busy={!held && !story.fault}>
      {news ? <NewsBar news={news} onShow={story.show} /> : null}
      {story.isGone ? <Note tone="warn" alert title={words.finding.openStory.gone} /> : null}
      <h2 data-killed={news?.kind === 'killed'}>
        <Headline text={held?.headline ?? line.headline} language={line.language} />
      </h2>
      <div className="stack tight">
        <StoryMeta story={line} />
        <p className="small soft">
          {words.finding.came} <BothTimes at={line.arrivedAt} />
        </p>
      </div>
      {story.fault && !held ? (
        <Refused fault={story.fault} kept="read" onRetry={story.askAgain} />
      ) : (
        <StoryParts story={story} onTake={onTake} />
      )}
    </article>
  );
}

function StoryParts(props: { readonly story: Held; readonly onTake: () => void }): ReactNode {
  const { held, now, news, isGone } = props.story;
  if (!held || !now) return null;
  return (
    <>
      {isGone ? null : <StoryActions story={now} onTake={props.onTake} />}
      <div className="stack" data-killed={news?.kind === 'killed'}>
        <StoryText story={held} />
      </div>
      <RightsBox story={now} />
    </>
  );
}

function NewsBar({ news, onShow }: { readonly news: StoryNews; readonly onShow: () => void }): ReactNode {
  const { openStory } = useWords().finding;
  const { kind, version, note } = news;
  const titles: { readonly [K in StoryNews['kind']]: string } = {
    killed: openStory.killed,
    withheld: openStory.withheld,
    released: openStory.released,
    corrected: openStory.corrected(version),
    newVersion: openStory.newVersion(version),
  };
  return (
    <Note
      tone={kind === 'killed' ? 'bad' : kind === 'released' || kind === 'newVersion' ? 'info' : 'warn'}
      alert
      title={titles[kind]}
      actions={
        <Button size="compact-sm" variant="default" onClick={onShow}>
          {openStory.show}
        </Button>
      }
    >
      {note ? <p>{openStory.note(note)}</p> : null}
    </Note>
  );
}
