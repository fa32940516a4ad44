import { useQueries, useQueryClient, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { listWire } from '#contract/wire.ts';
import { askKey, useAsk } from '../../ask.ts';
import { demand } from '../../call.ts';
import type { Wire } from '../../shapes.ts';
import { queryOf, questionOf, type WireSearch } from './use-wire.ts';
import {
  addOlder,
  beginFeed,
  hearHead,
  hearPage,
  linesOf,
  pageOf,
  placesOf,
  putBack,
  showWaiting,
  takeOut,
  waitingOf,
  type Feed,
  type Waiting,
  type WireLine,
} from './wire-feed.ts';

/** New stories are asked for so often, and so often the states of those on the screen. */
const EVERY_SECONDS = 10;
/** As many lines as the server gives at once: who scrolls fast waits for fewer pages. */
const OLDER = '100';
/** The first part of the keys under which lists are kept as they were read. */
export const WIRE_FEED = 'wire-feed';
const NOTHING: Waiting = { fresh: 0, changed: 0 };

export type Counts = Pick<Wire, 'facets' | 'total' | 'isPart'>;

export type WireFeed = {
  readonly lines: readonly WireLine[];
  /** The first page as it is now: terms in other languages, ways out of an empty list. */
  readonly head: Wire | undefined;
  /** What each filter would leave; it may come after the lines. */
  readonly counts: Counts | undefined;
  readonly waiting: Waiting;
  /** Of the question that `lines` answer; undefined while the answer to the former one still shows. */
  readonly question: string | undefined;
  readonly isPending: boolean;
  /** Why the newest attempt got no answer; what was read before stays. */
  readonly fault: Error | null;
  readonly readAt: number;
  readonly hasOlder: boolean;
  readonly readOlder: () => void;
  readonly letIn: () => void;
  /** Without these at once; gives what puts them back where they stood. */
  readonly takeOut: (ids: ReadonlySet<string>) => () => void;
  readonly askAgain: () => void;
  /** Lines `first` to `last` are on the screen: their states are kept fresh. */
  readonly look: (first: number, last: number) => void;
};

/**
 * The wire page by page. What was read stays where it stands, also while another screen is open: arrivals wait until they
 * are let in, and only the pages that are looked at are asked for again.
 */
export function useWireFeed(search: WireSearch): WireFeed {
  const client = useQueryClient();
  const question = questionOf(search);
  const query = useSame(queryOf(search), question);
  const key = useMemo(() => [WIRE_FEED, question], [question]);
  const byTime = !search.q || search.sort === 'newest';
  const change = useCallback(
    (to: (feed: Feed) => Feed) =>
      client.setQueryData<Feed>(key, (feed) => (feed === undefined ? undefined : to(feed))),
    [client, key],
  );
  const isApart = countsApart(search);
  const asked = useMemo(() => (isApart ? { ...query, counts: 'no' as const } : query), [query, isApart]);
  const head = useAsk(listWire, { query: asked }, { everySeconds: EVERY_SECONDS });
  const counted = useAsk(
    listWire,
    { query: { ...query, limit: '1' } },
    { everySeconds: EVERY_SECONDS, enabled: isApart, keepLast: true },
  );
  useEffect(() => {
    if (!head.data) return;
    client.setQueryData<Feed>(key, (feed) =>
      feed === undefined ? beginFeed(head.data, byTime) : hearHead(feed, head.data),
    );
  }, [client, key, head.data, byTime]);
  // Kept beside the answers of the server, so that it is found as it was left; nothing fetches it.
  const { data: own } = useQuery<Feed>({ queryKey: key, enabled: false, structuralSharing: false });
  const feed = useLast(own);
  const lines = useMemo(() => (feed ? linesOf(feed) : []), [feed]);
  const look = useFreshPages({ feed: own, query, change });
  const readOlder = useOlder({ feed: own, query, change });
  return {
    lines,
    head: feed?.head,
    counts: isApart ? counted.data : feed?.head,
    waiting: useMemo(() => (own ? waitingOf(own) : NOTHING), [own]),
    question: own ? question : undefined,
    isPending: feed === undefined,
    fault: head.error,
    readAt: head.dataUpdatedAt,
    hasOlder: own?.next !== undefined,
    readOlder,
    letIn: useCallback(() => void change(showWaiting), [change]),
    takeOut: useTakeOut({ feed: own, change }),
    askAgain: () => void head.refetch(),
    look,
  };
}

/** Without words the list is there long before the counts, and does not wait for them; a search makes both of one finding. */
function countsApart({ q, free, place }: WireSearch): boolean {
  return !q && !free && !place;
}

/** One object for as long as it says the same. */
function useSame<Value>(value: Value, name: string): Value {
  const [same, setSame] = useState({ value, name });
  if (same.name === name) return same.value;
  setSame({ value, name });
  return value;
}

/** While the answer to a new question is under way, the former one stays on the screen. */
function useLast(feed: Feed | undefined): Feed | undefined {
  const [last, setLast] = useState(feed);
  if (feed && feed !== last) setLast(feed);
  return feed ?? last;
}

function useTakeOut({ feed, change }: Pick<Part, 'feed' | 'change'>): WireFeed['takeOut'] {
  return useCallback(
    (ids) => {
      const places = feed ? placesOf(feed, ids) : [];
      change((now) => takeOut(now, ids));
      return () => void change((now) => putBack(now, places));
    },
    [feed, change],
  );
}

type Part = {
  readonly feed: Feed | undefined;
  readonly query: ReturnType<typeof queryOf>;
  readonly change: (to: (feed: Feed) => Feed) => unknown;
};

function useFreshPages({ feed, query, change }: Part): WireFeed['look'] {
  const [looked, setLooked] = useState<readonly string[]>([]);
  useQueries({
    queries: looked.map((after) => ({
      queryKey: askKey(listWire, { query: { ...query, limit: OLDER, after } }),
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
        const page = await demand(listWire, { query: { ...query, limit: OLDER, after } }, { signal });
        change((now) => hearPage(now, after, page));
        return page;
      },
      refetchInterval: EVERY_SECONDS * 1000,
      // It was read a moment ago, when it was scrolled to.
      staleTime: EVERY_SECONDS * 1000,
    })),
  });
  return useCallback(
    (first, last) => {
      if (!feed) return;
      const seen = [...new Set([pageOf(feed, first), pageOf(feed, last)])].filter((after) => after !== '');
      setLooked((old) => (old.join() === seen.join() ? old : seen));
    },
    [feed],
  );
}

function useOlder({ feed, query, change }: Part): () => void {
  const client = useQueryClient();
  const underWay = useRef<string>(undefined);
  return useCallback(() => {
    const after = feed?.next;
    const asked = { query: { ...query, limit: OLDER, ...(after === undefined ? {} : { after }) } };
    const name = JSON.stringify(asked);
    if (after === undefined || underWay.current === name) return;
    underWay.current = name;
    void client
      .fetchQuery({
        queryKey: askKey(listWire, asked),
        queryFn: ({ signal }) => demand(listWire, asked, { signal }),
        // Thousands of pages may be read; the feed holds their lines.
        gcTime: 0,
      })
      .then((page) => change((now) => (now.next === after ? addOlder(now, page) : now)))
      // Who scrolls on asks again; what is wrong with the node is said by the first page, which is asked for all the time.
      .catch(() => undefined)
      .finally(() => {
        underWay.current = undefined;
      });
  }, [client, change, feed?.next, query]);
}
