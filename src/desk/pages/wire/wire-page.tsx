import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, type ReactNode } from 'react';
import { usePreferences } from '../../preferences.tsx';
import { Refused } from '../../refused.tsx';
import type { StoryLine } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { PageHead, Panel } from '../../ui/pieces.tsx';
import { SplitHandle, useSplit } from '../../ui/split-handle.tsx';
import { useSteadyCursor } from '../../ui/use-steady-cursor.ts';
import { useSelection, type Selection } from '../../ui/use-selection.ts';
import { useWords } from '../../words/use-words.tsx';
import { SaveSearch } from '../alert/save-search.tsx';
import { ArrivalsBar } from './arrivals-bar.tsx';
import { ArrivalsStrip, ChosenHour } from './arrivals-strip.tsx';
import { AsideFilter } from './aside-filter.tsx';
import { FilterChips } from './filter-chips.tsx';
import { HideRan } from './hide-ran.tsx';
import { NoStories } from './no-stories.tsx';
import { SoughtAs } from './sought-as.tsx';
import { TakeSheet } from './take-sheet.tsx';
import { useAside } from './use-aside.ts';
import { asideOf, originOf, savedQuestion, type WireSearch } from './use-wire.ts';
import { useWireFeed, type WireFeed } from './use-wire-feed.ts';
import { useWireKeys } from './use-wire-keys.ts';
import { WireFacets } from './wire-facets.tsx';
import { WireList } from './wire-list.tsx';
import { WirePreview } from './wire-preview.tsx';
import { WireSearchBar } from './wire-search-bar.tsx';

type Go = (change: WireSearch, replace?: boolean) => void;

/** The partners' wire: filters, list, preview. The address holds the search, the filters, the cursor and the sheet. */
export function WirePage(): ReactNode {
  const words = useWords();
  const search = useSearch({ from: '/desk/wire' });
  const navigate = useNavigate({ from: '/wire' });
  const go: Go = (change, replace = true) => {
    // Beside what is on its way into the address already, not only beside what has arrived there.
    const changed = (before: WireSearch): WireSearch => ({ ...before, ...change });
    void navigate({ to: '/wire', search: changed, replace, resetScroll: false });
  };
  const feed = useWireFeed(search);
  const cursor = useSteadyCursor({ lines: feed.lines, question: feed.question, chosen: search.s });
  const selection = useSelection({
    ids: useMemo(() => feed.lines.map((story) => story.id), [feed.lines]),
    cursor: cursor?.id,
    onCursor: (id) => go({ s: id }),
  });
  const searchBox = useRef<HTMLInputElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const { share, setShare, place } = useSplit('wire');
  const toTake = takeable(feed.lines, selection, cursor);
  // The cursor is written down, so that the sheet speaks of the story that was under it.
  const openSheet = (): void => go({ take: '1', s: cursor?.id ?? '' }, false);
  const letIn = (): void => {
    feed.letIn();
    window.scrollTo({ top: 0 });
  };
  const toTop = (): void => {
    go({ s: feed.lines[0]?.id ?? '' });
    window.scrollTo({ top: 0 });
  };
  const toSearch = (): void => searchBox.current?.focus();
  const putAside = usePutAside({ feed, search, selection, go });
  const chosen = chosenOf(feed.lines, selection, cursor);
  useWireKeys({ selection, cursor, toTake, chosen, putAside, openSheet, toSearch, letIn, toTop, pane });
  const facets = (
    <>
      <HideRan search={search} go={go} />
      <AsideFilter search={search} go={go} />
      <WireFacets facets={feed.counts?.facets} search={search} go={go} />
    </>
  );
  const closeSheet = (): void => {
    selection.clear();
    go({ take: '' });
  };
  return (
    <>
      <PageHead title={words.wire.title} />
      <WireSearchBar
        inputRef={searchBox}
        search={search}
        origin={originOf(search)}
        counts={feed.counts}
        go={go}
      >
        {facets}
      </WireSearchBar>
      <SaveSearch question={savedQuestion(search)} cursor={cursor} />
      <FilterChips parts={feed.head?.parts} facets={feed.counts?.facets} search={search} go={go} />
      <SoughtAs sought={feed.head?.soughtAs} search={search} go={go} />
      <ChosenHour search={search} go={go} />
      {feed.fault && feed.isPending ? (
        <Refused fault={feed.fault} kept="read" onRetry={feed.askAgain} />
      ) : (
        <div className="wire" ref={place}>
          <aside className="facets" aria-label={words.wire.facets}>
            {facets}
          </aside>
          <Panel title={<span className="visually-hidden">{words.wire.list}</span>} className="list">
            <ListHead feed={feed} search={search} go={go} />
            <ArrivalsBar
              feed={feed}
              busy={selection.picked.size > 0 || search.take !== undefined}
              onShow={letIn}
            />
            <ListBody feed={feed} selection={selection} search={search} go={go} />
            <BulkBar selection={selection} toTake={toTake.length} onTake={openSheet} />
          </Panel>
          <SplitHandle label={words.finding.split} share={share} setShare={setShare} />
          <WirePreview story={cursor} onTake={openSheet} pane={pane} />
        </div>
      )}
      {search.take && toTake.length > 0 ? <TakeSheet stories={toTake} onClose={closeSheet} /> : null}
    </>
  );
}

/** Puts stories aside, and the cursor on the line that comes after them; where they were put aside so, back on the wire. */
function usePutAside(props: {
  readonly feed: WireFeed;
  readonly search: WireSearch;
  readonly selection: Selection;
  readonly go: Go;
}): (stories: readonly StoryLine[], to: 'later' | 'not-for-us') => void {
  const put = useAside();
  const { feed, search, selection, go } = props;
  return (stories, to) => {
    const was = asideOf(search) ?? 'none';
    const gone = new Set(stories.map(({ id }) => id));
    const from = feed.lines.findIndex(({ id }) => gone.has(id));
    const next = feed.lines.slice(Math.max(0, from)).find(({ id }) => !gone.has(id));
    // Where everything is shown, what was put aside stays.
    const leave = search.aside === 'all' ? () => () => undefined : () => feed.takeOut(gone);
    void put(stories, was === to ? 'none' : to, was, leave);
    selection.clear();
    go({ s: next?.id ?? '' });
  };
}

function ListBody(props: {
  readonly feed: WireFeed;
  readonly selection: Selection;
  readonly search: WireSearch;
  readonly go: Go;
}): ReactNode {
  const { feed, selection, search, go } = props;
  if (feed.lines.length > 0 || feed.isPending) return <WireList feed={feed} selection={selection} />;
  return <NoStories search={search} without={feed.head?.without} facets={feed.counts?.facets} go={go} />;
}

/** How the lines look, and whether they are still what the node says. */
function ListHead(props: {
  readonly feed: WireFeed;
  readonly search: WireSearch;
  readonly go: Go;
}): ReactNode {
  const { feed, search, go } = props;
  const words = useWords();
  const { density, setDensity } = usePreferences();
  return (
    <div className="list-head">
      <ArrivalsStrip search={search} go={go} />
      <SegmentedControl
        size="xs"
        aria-label={words.finding.density}
        value={density}
        data={[
          { value: 'comfortable', label: words.finding.large },
          { value: 'compact', label: words.finding.compact },
        ]}
        onChange={(value) => setDensity(value === 'compact' ? 'compact' : 'comfortable')}
      />
      {feed.fault ? (
        <Note
          tone="warn"
          alert
          title={words.finding.unreached}
          actions={
            <Button size="compact-sm" variant="default" onClick={feed.askAgain}>
              {words.act.again}
            </Button>
          }
        >
          <BothTimes at={new Date(feed.readAt).toISOString()} />
        </Note>
      ) : null}
    </div>
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
  return (
    <div className="bulk-place" role="status">
      {selection.picked.size === 0 ? null : (
        <div className="bulk">
          <b>{words.wire.selected(selection.picked.size)}</b>
          <Button size="xs" onClick={onTake} disabled={toTake === 0}>
            {words.wire.takeSelected(toTake)}
          </Button>
          <Button size="xs" variant="default" onClick={selection.clear}>
            {words.act.clear}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What was picked, else the story under the cursor. */
function chosenOf(
  stories: readonly StoryLine[],
  selection: Selection,
  cursor: StoryLine | undefined,
): readonly StoryLine[] {
  if (selection.picked.size > 0) return stories.filter((story) => selection.isPicked(story.id));
  return cursor ? [cursor] : [];
}

/** What T would take: the picked stories, else the one under the cursor. Of many, the sheet says which may be taken. */
function takeable(
  stories: readonly StoryLine[],
  selection: Selection,
  cursor: StoryLine | undefined,
): readonly StoryLine[] {
  if (selection.picked.size > 0) return stories.filter((story) => selection.isPicked(story.id));
  const isTakeable = cursor?.origin === 'partner' && !cursor.badges.includes('killed');
  return isTakeable ? [cursor] : [];
}
