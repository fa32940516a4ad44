import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import type { StoryLine } from '../../shapes.ts';
import { Empty } from '../../ui/pieces.tsx';
import type { Selection } from '../../ui/use-selection.ts';
import { useWords } from '../../words/use-words.tsx';
import { MarkedHeadline, MarkedSummary } from './marked-text.tsx';
import { activeFilters } from './name-filter.ts';
import { NothingFound } from './nothing-found.tsx';
import { StoryMeta } from './story-meta.tsx';
import type { WireSearch } from './use-wire.ts';
import { LinkButton } from '../../ui/link-button.tsx';

type Props = {
  readonly stories: readonly StoryLine[];
  readonly loading: boolean;
  readonly selection: Selection;
  readonly search: WireSearch;
  readonly go: (change: WireSearch) => void;
};

export function WireList({ stories, loading, selection, search, go }: Props): ReactNode {
  if (stories.length === 0) return loading ? null : <NoStories search={search} go={go} />;
  return (
    <ul className="rows">
      {stories.map((story) => (
        <WireRow key={story.id} story={story} selection={selection} />
      ))}
    </ul>
  );
}

function WireRow({
  story,
  selection,
}: {
  readonly story: StoryLine;
  readonly selection: Selection;
}): ReactNode {
  const words = useWords();
  const isCursor = selection.cursor === story.id;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCursor) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCursor]);
  return (
    <li
      className="row"
      ref={row}
      data-cursor={isCursor}
      data-picked={selection.isPicked(story.id)}
      onClick={(event) => {
        // Only the row itself: the link and the tick have their own meaning.
        if (event.target instanceof HTMLElement && !event.target.closest('a, input'))
          selection.onClick(story.id, event);
      }}
    >
      <div className="row-head">
        <Checkbox
          size="xs"
          aria-label={words.wire.select(story.headline || words.wire.killedStory)}
          checked={selection.isPicked(story.id)}
          onChange={() => selection.toggle(story.id)}
        />
        <div>
          <Link
            to="/s/$id"
            params={{ id: story.id }}
            className="row-link"
            {...(isCursor ? { 'aria-current': 'true' as const } : {})}
          >
            <MarkedHeadline story={story} />
          </Link>
          <MarkedSummary story={story} />
          <StoryMeta story={story} />
        </div>
      </div>
    </li>
  );
}

/** Why the list is empty, and the one button that fills it. */
function NoStories({ search, go }: Pick<Props, 'search' | 'go'>): ReactNode {
  const words = useWords();
  if (search.q || activeFilters(search).length > 0) return <NothingFound search={search} go={go} />;
  if (search.from === 'own') {
    return (
      <Empty
        title={words.wire.noOwn}
        help={words.wire.noOwnHelp}
        action={<LinkButton to="/sources">{words.wire.addSource}</LinkButton>}
      />
    );
  }
  return (
    <Empty
      title={words.wire.noPartner}
      help={words.wire.noPartnerHelp}
      action={
        <>
          <LinkButton to="/agreements/new">{words.wire.draw}</LinkButton>
          <LinkButton to="/partners/invite" variant="default">
            {words.wire.invite}
          </LinkButton>
        </>
      }
    />
  );
}
