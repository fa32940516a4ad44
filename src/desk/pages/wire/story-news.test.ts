import { expect, test } from 'vitest';
import { storyNews } from './story-news.ts';

type Compared = Parameters<typeof storyNews>[1];

const at = '2027-01-01T10:00:00.000Z';
const opened: Compared = {
  badges: ['new'],
  version: 1,
  versions: [{ version: 1, headline: 'a', at, correction: false }],
};

test('what our own desk does to the open story is no news', () => {
  expect(storyNews(opened, { ...opened, badges: ['taken', 'published'] })).toBeUndefined();
});

test('a correction is told as one, with its note, also when a plain version came after it', () => {
  const versions: Compared['versions'] = [
    ...opened.versions,
    { version: 2, headline: 'b', at, correction: true, note: 'Thirty, not twenty.' },
    { version: 3, headline: 'c', at, correction: false },
  ];
  expect(storyNews(opened, { badges: ['updated'], version: 3, versions })).toEqual({
    kind: 'corrected',
    version: 3,
    note: 'Thirty, not twenty.',
  });
  const [, , third] = versions;
  expect(storyNews(opened, { ...opened, version: 3, versions: third ? [third] : [] })).toEqual({
    kind: 'newVersion',
    version: 3,
  });
});

test('a kill stands above everything else that happened, and gives its public reason', () => {
  const killed: Compared = { badges: ['killed'], version: 2, versions: [], editorialNote: 'Rights unclear.' };
  expect(storyNews(opened, killed)).toEqual({ kind: 'killed', version: 2, note: 'Rights unclear.' });
  expect(storyNews(killed, killed)).toBeUndefined();
});

test('a story that is withheld and released again is told both times', () => {
  const withheld: Compared = { ...opened, badges: ['withheld'] };
  expect(storyNews(opened, withheld)?.kind).toBe('withheld');
  expect(storyNews(withheld, opened)?.kind).toBe('released');
});
