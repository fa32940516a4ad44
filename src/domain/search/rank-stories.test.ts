import { expect, test } from 'vitest';
import type { Concept, Reading } from './question.ts';
import { rankStories, type Candidate } from './rank-stories.ts';
import { positionIn, worthOf } from './searched-fields.ts';

const word = (lexeme: string, weight = 1): Concept => ({
  kind: 'stem',
  weight,
  alternatives: [{ lexemes: [lexeme], probability: 1 }],
});
const story = (
  id: string,
  counts: Readonly<Record<string, number>>,
  more: Partial<Candidate> = {},
): Candidate => ({
  id,
  counts: new Map(Object.entries(counts)),
  length: 100,
  language: 'en',
  ...more,
});
const ranked = (
  candidates: readonly Candidate[],
  asked: readonly (readonly Concept[] | Reading)[],
  holding: Readonly<Record<string, number>> = {},
): readonly string[] =>
  rankStories(
    candidates,
    asked.map((one) => ('concepts' in one ? one : { concepts: one })),
    {
      storiesOf: () => 1000,
      storiesWith: (lexeme) => holding[lexeme] ?? 10,
    },
  ).map(({ id }) => id);

test('a rare word tells more than a common one, and both more than either', () => {
  const stories = [
    story('common', { flood: 1 }),
    story('rare', { dyke: 1 }),
    story('both', { flood: 1, dyke: 1 }),
  ];
  expect(ranked(stories, [[word('flood'), word('dyke')]], { flood: 400, dyke: 2 })).toEqual([
    'both',
    'rare',
    'common',
  ]);
});

test('repetition tells more, ever less, and a long story needs more of it', () => {
  const often = [story('once', { flood: 1 }), story('twice', { flood: 2 })];
  expect(ranked(often, [[word('flood')]])).toEqual(['twice', 'once']);
  const long = [story('long', { flood: 2 }, { length: 900 }), story('short', { flood: 2 })];
  expect(ranked(long, [[word('flood')]])).toEqual(['short', 'long']);
  const apart = [story('ten times', { flood: 10 }), story('two words', { flood: 1, dyke: 1 })];
  expect(ranked(apart, [[word('flood'), word('dyke')]])).toEqual(['two words', 'ten times']);
});

test('alternatives count as one word, by their probability, and parts of one only together', () => {
  const minister: Concept = {
    kind: 'translation',
    weight: 1,
    alternatives: [
      { lexemes: ['总理'], probability: 0.7 },
      { lexemes: ['prime', 'minist'], probability: 0.3 },
    ],
  };
  const stories = [
    story('likely', { 总理: 1 }),
    story('less likely', { prime: 1, minist: 1 }),
    story('half', { prime: 5 }),
  ];
  expect(ranked(stories, [[minister]])).toEqual(['likely', 'less likely']);
});

test('a story counts by the reading that fits it best, not by their sum', () => {
  const stories = [
    story('well in one', { flood: 3, dyke: 3 }),
    story('a little in both', { flood: 1, 洪水: 1 }),
  ];
  expect(ranked(stories, [[word('flood'), word('dyke')], [word('洪水')]])).toEqual([
    'well in one',
    'a little in both',
  ]);
});

test('a reading speaks only of stories in its languages, whatever script or region they name', () => {
  const stories = [
    story('English', { can: 1 }),
    story('Vietnamese', { can: 1 }, { language: 'vi-VN' }),
    story('Chinese', { 堤坝: 1 }, { language: 'zh-Hant' }),
  ];
  const typed = { concepts: [word('can')], notIn: ['vi', 'zh'] };
  expect(ranked(stories, [typed])).toEqual(['English']);
  expect(ranked(stories, [typed, { concepts: [word('堤坝')], onlyIn: ['zh'] }])).toEqual([
    'English',
    'Chinese',
  ]);
});

test('what holds nothing of the question is left out, and equals keep their order', () => {
  expect(ranked([story('none', { rain: 3 })], [[word('flood')]])).toEqual([]);
  expect(ranked([], [[word('flood')]])).toEqual([]);
  expect(ranked([story('b', { flood: 1 }), story('a', { flood: 1 })], [[word('flood')]])).toEqual(['b', 'a']);
});

test('length is compared within a language: a Chinese story has fewer lexemes than an English one', () => {
  const stories = [
    story('long for Chinese', { flood: 1 }, { length: 300, language: 'zh-Hans' }),
    story('short for Chinese', { flood: 1 }, { length: 100, language: 'zh-Hans' }),
    story('English', { flood: 1 }, { length: 1000 }),
  ];
  expect(ranked(stories, [[word('flood')]])).toEqual(['short for Chinese', 'English', 'long for Chinese']);
});

test('once in the headline counts more than twice in the text', () => {
  const once = worthOf([positionIn('headline', 1)]);
  expect(once).toBeGreaterThan(worthOf([positionIn('text', 1), positionIn('text', 2)]));
  expect(worthOf([positionIn('beside', 99)])).toBe(1.75);
});
