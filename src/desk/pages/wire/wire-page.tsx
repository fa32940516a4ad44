import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { Refused } from '../../refused.tsx';
import type { StoryLine } from '../../shapes.ts';
import { useKeys } from '../../ui/keys.tsx';
import { PageHead, Panel } from '../../ui/pieces.tsx';
import { useSteadyCursor } from '../../ui/use-steady-cursor.ts';
import { selectionKeys, useSelection, type Selection } from '../../ui/use-selection.ts';
import { useWords } from '../../words/use-words.tsx';
import { FilterChips } from './filter-chips.tsx';
import { SoughtAs } from './sought-as.tsx';
import { TakeSheet } from './take-sheet.tsx';
import { useTake, defaultUse, type TakeChoice } from './use-take.tsx';
import { originOf, questionOf, useWire, type WireSearch } from './use-wire.ts';
import { WireFacets } from './wire-facets.tsx';
import { WireList } from './wire-list.tsx';
import { WirePreview } from './wire-preview.tsx';
import { WireSearchBar } from './wire-search-bar.tsx';
import { useSeat } from '../../session.tsx';

/** The partners' wire: filters, list, preview. The address holds the search, the filters, the cursor and the sheet. */
export function WirePage(): ReactNode {
  const words = useWords();
  const search = useSearch({ from: '/desk/wire' });
  const navigate = useNavigate();
  const go = (change: WireSearch, replace = true): void => {
    void navigate({ to: '/wire', search: { ...search, ...change }, replace, resetScroll: false });
  };
  const wire = useWire(search);
  const pages = wire.data?.pages ?? [];
  const stories = pages.flatMap((page) => page.stories);
  const cursor = useSteadyCursor({
    lines: stories,
    question: wire.isPlaceholderData ? undefined : questionOf(search),
    chosen: search.s,
  });
  const selection = useSelection({
    ids: stories.map((story) => story.id),
    cursor: cursor?.id,
    onCursor: (id) => go({ s: id }),
  });
  const searchBox = useRef<HTMLInputElement>(null);
  const toTake = takeable(stories, selection, cursor);
  // The cursor is written down, so that the sheet speaks of the story that was under it.
  const openSheet = (): void => go({ take: '1', s: cursor?.id ?? '' }, false);
  useWireKeys({ selection, cursor, toTake, openSheet, searchBox: () => searchBox.current?.focus() });
  const facets = <WireFacets facets={pages[0]?.facets} search={search} go={go} />;
  const closeSheet = (): void => {
    selection.clear();
    go({ take: '' });
  };
  return (
    <>
      <PageHead title={words.wire.title} />
      <WireSearchBar inputRef={searchBox} search={search} origin={originOf(search)} page={pages[0]} go={go}>
        {facets}
      </WireSearchBar>
      <FilterChips page={pages[0]} search={search} go={go} />
      <SoughtAs sought={pages[0]?.soughtAs} search={search} go={go} />
      {wire.error && !wire.data ? (
        <Refused fault={wire.error} kept="read" onRetry={() => void wire.refetch()} />
      ) : (
        <div className="wire">
          <aside className="facets" aria-label={words.wire.facets}>
            {facets}
          </aside>
          <Panel title={<span className="visually-hidden">{words.wire.list}</span>} className="list">
            <WireList
              stories={stories}
              loading={wire.isPending}
              selection={selection}
              search={search}
              go={go}
            />
            <MorePages wire={wire} />
            <BulkBar selection={selection} toTake={toTake.length} onTake={openSheet} />
          </Panel>
          <WirePreview story={cursor} onTake={openSheet} />
        </div>
      )}
      {search.take && toTake.length > 0 ? <TakeSheet stories={toTake} onClose={closeSheet} /> : null}
    </>
  );
}

function MorePages({ wire }: { readonly wire: ReturnType<typeof useWire> }): ReactNode {
  const words = useWords();
  if (!wire.hasNextPage) return null;
  return (
    <Button
      variant="subtle"
      fullWidth
      loading={wire.isFetchingNextPage}
      onClick={() => void wire.fetchNextPage()}
    >
      {words.act.more}
    </Button>
  );
}

/** What is picked, and what can be done with all of it at once. */
function BulkBar(props: {
  readonly selection: Selection;
  readonly toTake: number;
  readonly onTake: () => void;
}): ReactNode {
  const words = useWords();
  const { selection, toTake, onTake } = props;
  if (selection.picked.size === 0) return null;
  return (
    <div className="bulk" role="status">
      <b>{words.wire.selected(selection.picked.size)}</b>
      <Button size="xs" onClick={onTake} disabled={toTake === 0}>
        {words.wire.takeSelected(toTake)}
      </Button>
      <Button size="xs" variant="default" onClick={selection.clear}>
        {words.act.clear}
      </Button>
    </div>
  );
}

/** What T would take: the picked stories, else the one under the cursor; only what is not ours and not taken. */
function takeable(
  stories: readonly StoryLine[],
  selection: Selection,
  cursor: StoryLine | undefined,
): readonly StoryLine[] {
  const picked = stories.filter((story) => selection.isPicked(story.id));
  const wanted = picked.length > 0 ? picked : cursor ? [cursor] : [];
  return wanted.filter((story) => story.origin === 'partner' && !story.badges.includes('killed'));
}

type KeyNeeds = {
  readonly selection: Selection;
  readonly cursor: StoryLine | undefined;
  readonly toTake: readonly StoryLine[];
  readonly openSheet: () => void;
  readonly searchBox: () => void;
};

function useWireKeys({ selection, cursor, toTake, openSheet, searchBox }: KeyNeeds): void {
  const words = useWords();
  const navigate = useNavigate();
  const { session } = useSeat();
  const take = useTake();
  const takeNow = async (): Promise<void> => {
    const [first] = toTake;
    if (!first) return;
    const choice: TakeChoice = defaultUse(first, session.agency.languages);
    selection.clear();
    await take(toTake, choice, 'stay');
  };
  useKeys(words.wire.title, [
    ...selectionKeys(selection, words.keys),
    {
      keys: 'Enter',
      label: words.keys.open,
      run: () => void (cursor && navigate({ to: '/s/$id', params: { id: cursor.id } })),
    },
    { keys: 'T', label: words.take.title, run: () => toTake.length > 0 && openSheet() },
    { keys: 'Shift+T', label: words.take.now, run: () => void takeNow() },
    { keys: '/', label: words.keys.search2, run: searchBox },
  ]);
}
