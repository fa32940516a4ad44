import { useNavigate } from '@tanstack/react-router';
import { useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { usePreferences, type Density } from '../../preferences.tsx';
import type { Selection } from '../../ui/use-selection.ts';
import { useWords } from '../../words/use-words.tsx';
import type { WireFeed } from './use-wire-feed.ts';
import { WireRow } from './wire-row.tsx';

/** Until a row has been measured. */
const USUAL_HEIGHT: { readonly [D in Density]: number } = { comfortable: 116, compact: 40 };
/** Rows made ahead of the screen, so that a fling shows no hole. */
const AHEAD = 12;
/** So many lines before the end, the next page is asked for. */
const NEAR_END = 150;

/** How high each row was, by question: a list that is come back to stands where it was left. */
const measured = new Map<string, VirtualItem[]>();

type Props = { readonly feed: WireFeed; readonly selection: Selection };

/** The lines that are on the screen and a few around them, of as many as were read. */
export function WireList({ feed, selection }: Props): ReactNode {
  const { lines, question = '' } = feed;
  const { density } = usePreferences();
  const list = useRef<HTMLUListElement>(null);
  const margin = useTopOf(list);
  const known = `${density} ${question}`;
  const rows = useWindowVirtualizer({
    count: lines.length,
    estimateSize: () => USUAL_HEIGHT[density],
    overscan: AHEAD,
    scrollMargin: margin,
    scrollPaddingStart: 72,
    scrollPaddingEnd: 72,
    getItemKey: useCallback((index: number) => lines[index]?.id ?? index, [lines]),
    initialMeasurementsCache: measured.get(known) ?? [],
  });
  useEffect(
    () => () => {
      measured.clear();
      measured.set(known, rows.takeSnapshot());
    },
    [known, rows],
  );
  useLayoutEffect(() => rows.measure(), [density, rows]);
  useFollowCursor(lines, selection.cursor, (index) => rows.scrollToIndex(index, { align: 'auto' }));
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useReadOn(feed, first, last);
  const onClick = useRowClick(selection);
  return (
    <>
      <ul
        className="rows windowed"
        ref={list}
        style={{ height: `${rows.getTotalSize()}px` }}
        aria-busy={feed.isPending}
        onClick={onClick}
        onChange={(event) => {
          const id = rowOf(event.target);
          if (id !== undefined) selection.toggle(id);
        }}
      >
        {items.map((item) => {
          const story = lines[item.index];
          return story ? (
            <WireRow
              key={item.key}
              story={story}
              index={item.index}
              top={item.start - margin}
              isCursor={selection.cursor === story.id}
              isPicked={selection.isPicked(story.id)}
              measure={rows.measureElement}
            />
          ) : null;
        })}
      </ul>
      <ListEnd feed={feed} />
    </>
  );
}

function ListEnd({ feed }: { readonly feed: WireFeed }): ReactNode {
  const words = useWords();
  if (feed.hasOlder)
    return (
      <p className="list-end">
        <button type="button" className="link-button" onClick={feed.readOlder}>
          {words.act.more}
        </button>
      </p>
    );
  return <p className="list-end soft small">{words.finding.end}</p>;
}

/** What lies above the list may grow and shrink: filters on a narrow screen, a note. */
function useTopOf(list: { readonly current: HTMLElement | null }): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const look = (): void => {
      const box = list.current?.getBoundingClientRect();
      if (box) setTop(Math.round(box.top + window.scrollY));
    };
    look();
    const watch = new ResizeObserver(look);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, [list]);
  return top;
}

/** Keys move the cursor off the screen: the list follows. A click or an arrival moves nothing. */
function useFollowCursor(
  lines: WireFeed['lines'],
  cursor: string | undefined,
  show: (index: number) => void,
): void {
  const last = useRef(cursor);
  useEffect(() => {
    if (cursor === undefined || last.current === cursor) return;
    const isFirstSeen = last.current === undefined;
    last.current = cursor;
    const index = lines.findIndex(({ id }) => id === cursor);
    if (index > 0 || (index === 0 && !isFirstSeen)) show(index);
  });
}

function useReadOn(feed: WireFeed, first: number, last: number): void {
  const { hasOlder, readOlder, look, lines } = feed;
  const nearEnd = hasOlder && last + NEAR_END >= lines.length;
  useEffect(() => {
    if (nearEnd) readOlder();
  }, [nearEnd, readOlder, lines.length]);
  useEffect(() => {
    const timer = setTimeout(() => look(first, last), 500);
    return () => clearTimeout(timer);
  }, [look, first, last]);
}

function useRowClick(selection: Selection): (event: MouseEvent) => void {
  const navigate = useNavigate();
  return (event) => {
    const id = rowOf(event.target);
    if (id === undefined || !(event.target instanceof Element)) return;
    if (event.target.closest('input')) return;
    if (!event.target.closest('a')) return selection.onClick(id, event);
    // A new tab or window is the browser's own.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    void navigate({ to: '/s/$id', params: { id } });
  };
}

function rowOf(target: EventTarget): string | undefined {
  const row = target instanceof Element ? target.closest('li.row') : null;
  return row instanceof HTMLElement ? row.dataset['id'] : undefined;
}
