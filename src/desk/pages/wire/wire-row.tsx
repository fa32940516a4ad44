import { memo, type ReactNode } from 'react';
import type { Wire } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';
import { MarkedHeadline, MarkedSummary } from './marked-text.tsx';
import { StoryMeta } from './story-meta.tsx';
import { StoryRoads } from './story-roads.tsx';

type Props = {
  readonly story: Wire['stories'][number];
  /** Where it stands among all, from 0. */
  readonly index: number;
  readonly top: number;
  readonly isCursor: boolean;
  readonly isPicked: boolean;
  readonly measure: (row: HTMLLIElement | null) => void;
};

/**
 * One line. Plain elements, and no handler of its own: rows are made while the list is scrolled, and the list hears what is
 * pressed in them.
 */
export const WireRow = memo(function WireRow(props: Props): ReactNode {
  const { story, index, top, isCursor, isPicked, measure } = props;
  const words = useWords();
  return (
    <li
      className="row"
      ref={measure}
      data-index={index}
      data-id={story.id}
      data-cursor={isCursor}
      data-picked={isPicked}
      aria-posinset={index + 1}
      // How many there are is known only at the end.
      aria-setsize={-1}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div className="row-head">
        <input
          type="checkbox"
          className="tick"
          aria-label={words.wire.select(story.headline || words.wire.killedStory)}
          checked={isPicked}
          readOnly
        />
        <div className="row-text">
          <a
            href={`/desk/s/${story.id}`}
            className="row-link"
            {...(isCursor ? { 'aria-current': 'true' as const } : {})}
          >
            <MarkedHeadline story={story} />
          </a>
          <MarkedSummary story={story} />
          <StoryMeta story={story} />
          <StoryRoads story={story} />
        </div>
        {story.thumbnail ? (
          <img src={story.thumbnail} alt="" className="row-picture" loading="lazy" decoding="async" />
        ) : null}
      </div>
    </li>
  );
});
