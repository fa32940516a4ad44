import { expect, test } from 'vitest';
import type { StoryLine, Wire } from '../../shapes.ts';
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
} from './wire-feed.ts';

const name = { vi: 'Hãng', 'zh-Hans': '社', en: 'Agency' };

/** The higher the minute, the newer. */
function line(id: string, minute: number, badges: StoryLine['badges'] = []): StoryLine {
  const at = `2027-01-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
  return {
    id,
    origin: 'partner',
    provider: { did: 'did:web:a.example', name, ownership: 'independent' },
    headline: id,
    summary: '',
    language: 'vi',
    newsType: 'text',
    version: 1,
    arrivedAt: at,
    updatedAt: at,
    topics: [],
    badges,
  };
}

function page(stories: readonly StoryLine[], next?: string): Wire {
  const facets = {
    language: [],
    topic: [],
    newsType: [],
    partner: [],
    state: [],
    taken: [],
    published: [],
  };
  return {
    stories: [...stories],
    facets,
    total: 9,
    isPart: false,
    parts: [],
    without: [],
    soughtAs: [],
    ...(next === undefined ? {} : { next }),
  };
}

const ids = (feed: Parameters<typeof linesOf>[0]): string[] => linesOf(feed).map(({ id }) => id);
const read = addOlder(
  beginFeed(page([line('d', 40), line('c', 30)], 'c~'), true),
  page([line('b', 20), line('a', 10)]),
);

test('what arrives waits, and nothing that is shown moves', () => {
  const heard = hearHead(read, page([line('e', 50), line('d', 40)], 'd~'));
  expect(ids(heard)).toEqual(['d', 'c', 'b', 'a']);
  expect(waitingOf(heard)).toEqual({ fresh: 1, changed: 0 });
});

test('what waits comes in at the top, and what was read before follows without a gap or a double', () => {
  const shown = showWaiting(hearHead(read, page([line('e', 50), line('d', 40)], 'd~')));
  expect(ids(shown)).toEqual(['e', 'd', 'c', 'b', 'a']);
  expect(waitingOf(shown)).toEqual({ fresh: 0, changed: 0 });
  expect(pageOf(shown, 0)).toBe('');
  expect(pageOf(shown, 2)).toBe('d~');
  expect(pageOf(shown, 3)).toBe('c~');
});

test('a story that comes again shows its new state where it stands, and is counted until it is let in', () => {
  const heard = hearHead(read, page([line('a', 55, ['corrected']), line('d', 40)], 'd~'));
  expect(ids(heard)).toEqual(['d', 'c', 'b', 'a']);
  expect(linesOf(heard).at(-1)?.badges).toEqual(['corrected']);
  const again = hearHead(heard, heard.head);
  expect(waitingOf(again)).toEqual({ fresh: 0, changed: 1 });
  expect(ids(showWaiting(again))).toEqual(['a', 'd', 'c', 'b']);
});

test('when more came than a page holds, the list begins anew rather than hide what lies between', () => {
  const flood = hearHead(read, page([line('z', 59), line('y', 58)], 'y~'));
  const shown = showWaiting(flood);
  expect(ids(shown)).toEqual(['z', 'y']);
  expect(shown.next).toBe('y~');
});

test('what a search counted off twice, because a better match came before it, is shown once', () => {
  const begun = beginFeed(page([line('c', 30), line('b', 20)], '2'), false);
  const read = addOlder(begun, page([line('b', 20), line('a', 10)]));
  expect(ids(read)).toEqual(['c', 'b', 'a']);
  expect(read.next).toBeUndefined();
});

test('a line that may not be seen any more goes when its page is read again, others stay', () => {
  expect(ids(hearPage(read, 'c~', page([line('a', 10)])))).toEqual(['d', 'c', 'a']);
  expect(ids(hearHead(read, page([line('c', 30)], 'c~')))).toEqual(['c', 'b', 'a']);
});

test('a search keeps what a better match pushed off its page', () => {
  const search = beginFeed(page([line('d', 40), line('c', 30)], '2'), false);
  expect(ids(hearHead(search, page([line('e', 5), line('d', 40)], '2')))).toEqual(['d', 'c']);
});

test('an answer that says nothing new leaves every page as it was', () => {
  const heard = hearHead(read, page(read.head.stories, 'c~'));
  expect(heard.pages[0]).toBe(read.pages[0]);
  expect(heard.pages[1]).toBe(read.pages[1]);
});

test.each([true, false])(
  'what is put away leaves at once and comes back to its place (by time: %s)',
  (byTime) => {
    const feed = addOlder(
      beginFeed(page([line('d', 40), line('c', 30)], 'c~'), byTime),
      page([line('b', 20), line('a', 10)]),
    );
    for (const gone of [['d'], ['c', 'b'], ['a'], ['a', 'b', 'c', 'd']]) {
      const places = placesOf(feed, new Set(gone));
      const without = takeOut(feed, new Set(gone));
      expect(ids(without)).toEqual(['d', 'c', 'b', 'a'].filter((id) => !gone.includes(id)));
      expect(ids(putBack(without, places))).toEqual(['d', 'c', 'b', 'a']);
      expect(ids(putBack(feed, places))).toEqual(['d', 'c', 'b', 'a']);
    }
  },
);

test('what comes back finds its place beside what has come since', () => {
  const places = placesOf(read, new Set(['c']));
  const since = showWaiting(
    hearHead(takeOut(read, new Set(['c'])), page([line('e', 50), line('d', 40)], 'd~')),
  );
  expect(ids(putBack(since, places))).toEqual(['e', 'd', 'c', 'b', 'a']);
});
