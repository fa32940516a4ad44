import type { Wire } from '../../shapes.ts';

/** A line of the wire, with what of it was asked for. */
export type WireLine = Wire['stories'][number];

type Page = { readonly after: string; readonly lines: readonly WireLine[] };

/**
 * The wire as one person reads it: what was read so far stays where it stands, whatever arrives. Each page is known by the
 * cursor that it was asked with, so that it can be asked for again.
 */
export type Feed = {
  readonly pages: readonly Page[];
  /** Of the page after the last; undefined at the end. */
  readonly next: string | undefined;
  /** The first page as the server gives it now. */
  readonly head: Wire;
  /** Shown further down, and come to the top since. */
  readonly moved: ReadonlySet<string>;
  /** Of the first page, how many are not in the list yet. */
  readonly fresh: number;
  /** Newest first; a search has the best match first. */
  readonly byTime: boolean;
};

/** What waits above the list: stories that are not in it, and stories of it that came again. */
export type Waiting = { readonly fresh: number; readonly changed: number };

export function beginFeed(head: Wire, byTime: boolean): Feed {
  const pages = [{ after: '', lines: head.stories }];
  return { pages, next: head.next, head, moved: new Set(), fresh: 0, byTime };
}

/**
 * The page after the last. By time, a story only ever moves up, so none comes twice; what a search finds moves
 * with what else is found, and may.
 */
export function addOlder(feed: Feed, page: Wire): Feed {
  if (feed.next === undefined) return feed;
  const shown = feed.byTime ? undefined : new Set(linesOf(feed).map(({ id }) => id));
  const lines = shown ? page.stories.filter(({ id }) => !shown.has(id)) : page.stories;
  return { ...feed, pages: [...feed.pages, { after: feed.next, lines }], next: page.next };
}

/** The first page anew: what is shown takes its new state in place, everything else waits. */
export function hearHead(feed: Feed, head: Wire): Feed {
  if (head === feed.head) return feed;
  const known = new Map(linesOf(feed).map((line) => [line.id, line]));
  const moved = new Set(feed.moved);
  for (const { id, updatedAt } of head.stories) {
    const before = known.get(id);
    if (before && before.updatedAt < updatedAt) moved.add(id);
  }
  const fresh = head.stories.filter(({ id }) => !known.has(id)).length;
  return { ...takeIn({ ...feed, head }, '', head), moved, fresh };
}

/** Another page anew, because it is looked at. */
export function hearPage(feed: Feed, after: string, page: Wire): Feed {
  return takeIn(feed, after, page);
}

/** States change in place. What stood among these stories and does not any more may not be seen any more. */
function takeIn(feed: Feed, after: string, told: Wire): Feed {
  const byId = new Map([...feed.head.stories, ...told.stories].map((line) => [line.id, line]));
  const fresh = new Map(told.stories.map((line) => [line.id, line]));
  const last = told.stories.at(-1);
  const isGone = (line: WireLine): boolean =>
    feed.byTime && !byId.has(line.id) && (last === undefined || isBefore(line, last));
  return {
    ...feed,
    pages: feed.pages.map((page) => {
      const kept = page.after === after ? page.lines.filter((line) => !isGone(line)) : page.lines;
      const lines = kept.map((line) => fresh.get(line.id) ?? line);
      const isSame = lines.length === page.lines.length && lines.every((line, at) => line === page.lines[at]);
      return isSame ? page : { ...page, lines };
    }),
  };
}

function isBefore(one: WireLine, other: WireLine): boolean {
  if (one.updatedAt !== other.updatedAt) return one.updatedAt > other.updatedAt;
  return one.id > other.id;
}

/** A line, and the one that it stands above. */
export type Placed = { readonly line: WireLine; readonly above: string | undefined };

export function placesOf(feed: Feed, ids: ReadonlySet<string>): readonly Placed[] {
  const lines = linesOf(feed);
  return lines.flatMap((line, at) => (ids.has(line.id) ? [{ line, above: lines[at + 1]?.id }] : []));
}

/** Without what somebody has just put away, before the server is asked again. */
export function takeOut(feed: Feed, ids: ReadonlySet<string>): Feed {
  const lines = (page: Page): readonly WireLine[] => page.lines.filter(({ id }) => !ids.has(id));
  return { ...feed, pages: feed.pages.map((page) => ({ ...page, lines: lines(page) })) };
}

/** Back where they stood; a search, whose order only the server knows, has them above the line that was below. */
export function putBack(feed: Feed, places: readonly Placed[]): Feed {
  // From below, so that each finds the line that it stood above.
  return places.toReversed().reduce(putInPlace, feed);
}

function putInPlace(feed: Feed, { line, above }: Placed): Feed {
  if (linesOf(feed).some(({ id }) => id === line.id)) return feed;
  const isBelow = (other: WireLine): boolean => (feed.byTime ? isBefore(line, other) : other.id === above);
  const found = feed.pages.findIndex(({ lines }) => lines.some(isBelow));
  const into = found === -1 ? feed.pages.length - 1 : found;
  const pages = feed.pages.map((page, number) => {
    if (number !== into) return page;
    const below = page.lines.findIndex(isBelow);
    const at = below === -1 ? page.lines.length : below;
    return { ...page, lines: [...page.lines.slice(0, at), line, ...page.lines.slice(at)] };
  });
  return { ...feed, pages };
}

/** Lets in what waits. What was read before follows it, unless so much came that something would be missing between. */
export function showWaiting(feed: Feed): Feed {
  const { head } = feed;
  const heads = new Set(head.stories.map(({ id }) => id));
  const [first, ...others] = feed.pages;
  const meets = feed.pages.some(({ lines }) => lines.some(({ id }) => heads.has(id) && !feed.moved.has(id)));
  if (!first || !meets || head.next === undefined) return beginFeed(head, feed.byTime);
  const rest = [{ after: head.next, lines: first.lines }, ...others];
  return {
    ...feed,
    pages: [
      { after: '', lines: head.stories },
      ...rest
        .map(({ after, lines }) => ({ after, lines: lines.filter(({ id }) => !heads.has(id)) }))
        .filter(({ lines }) => lines.length > 0),
    ],
    moved: new Set(),
    fresh: 0,
  };
}

export function waitingOf({ fresh, moved }: Feed): Waiting {
  return { fresh, changed: moved.size };
}

export function linesOf({ pages }: Pick<Feed, 'pages'>): readonly WireLine[] {
  return pages.flatMap(({ lines }) => lines);
}

/** The cursor with which the page of a line is asked for anew. */
export function pageOf({ pages }: Feed, line: number): string {
  let before = 0;
  for (const { after, lines } of pages) {
    before += lines.length;
    if (line < before) return after;
  }
  return '';
}
