import { expect, test } from 'vitest';
import { lexemesAsked } from '#domain/search/question.ts';
import { analyse, readingOf, type Reading } from './analyse.ts';
import { demandOf } from './demand-of.ts';
import { indexFields } from './index-fields.ts';
import { queryLexemes } from './query-lexemes.ts';

const lexemes = (text: string, reading: Reading = 'either'): readonly string[] =>
  [...analyse(text, reading)].map(({ lexeme }) => lexeme);

/** Does a story with this headline come back for this query? */
const finds = (query: string, headline: string, language: string): boolean => {
  const indexed = new Set(
    [
      ...indexFields({ language, headline, blocks: [], associations: [] }).matchAll(/'((?:[^']|'')+)':/gu),
    ].map(([, lexeme]) => lexeme),
  );
  return lexemesAsked({ readings: queryLexemes(query) }).some((lexeme) => indexed.has(lexeme));
};

test('one place is found under its name in any of the three languages, with marks and without', () => {
  const names = ['da nang', 'Đà Nẵng', 'Danang', '岘港', '峴港', 'xiangang', 'ĐÀ NẴNG'];
  const stories = [
    ['Đà Nẵng mở cầu mới', 'vi'],
    ['岘港新桥通车', 'zh-Hans'],
    ['峴港新橋通車', 'zh-Hant'],
    ['New bridge opens in Da Nang', 'en'],
  ] as const;
  for (const name of names)
    for (const [headline, language] of stories)
      expect([name, headline, finds(name, headline, language)]).toEqual([name, headline, true]);
});

test('old and new tone placement are one word, another tone is another', () => {
  expect(finds('hoà', 'Hội nghị hòa bình', 'vi')).toBe(true);
  expect(finds('hòa', 'Hội nghị hoà bình', 'vi')).toBe(true);
  expect(lexemes('hoà', 'vietnamese')).not.toContain(lexemes('hoá', 'vietnamese')[0]);
});

test('simplified and traditional words find each other, Taiwan’s wording too', () => {
  expect(finds('总统', '總統訪問', 'zh-Hant')).toBe(true);
  expect(finds('總統', '总统访问', 'zh-Hans')).toBe(true);
  expect(finds('出租车', '計程車罷工', 'zh-Hant')).toBe(true);
  expect(finds('計程車', '出租车司机', 'zh-Hans')).toBe(true);
});

test('English words are found in their other forms, stop words are not looked for', () => {
  expect(finds('election', 'Elected councils meet', 'en')).toBe(true);
  expect(lexemes('the of and', 'english')).toEqual([]);
});

test('a number is one word however its thousands are parted', () => {
  expect(lexemes('12,000 and 12.000', 'english')).toEqual(['12000', '12000']);
  expect(lexemes('3,5 % / 3.5 %', 'english')).toEqual(['3.5', '3.5']);
});

/** Do the lexemes of a story with this headline allow that it holds this phrase? */
const allows = (phrase: string, headline: string, language: string): boolean => {
  const story = new Set([...analyse(headline, readingOf(language))].map(({ lexeme }) => lexeme));
  return demandOf(phrase, { as: 'phrase' })?.anyOf.some((all) => all.every((one) => story.has(one))) ?? false;
};

test('a phrase is found by its pairs, in every language, and stop words do not part them', () => {
  expect(allows('election results', 'Election results are in', 'en')).toBe(true);
  expect(allows('election results', 'Results of the elections', 'en')).toBe(false);
  expect(allows('election results', 'Election day', 'en')).toBe(false);
  expect(allows('state of the union', 'The State of the Union speech', 'en')).toBe(true);
  expect(allows('The Elections', 'Elected councils meet', 'en')).toBe(true);
  expect(allows('人民会议', '会议人民', 'zh-Hans')).toBe(false);
  expect(allows('人民会议', '人民會議開幕', 'zh-Hant')).toBe(true);
  expect(allows('hòa bình', 'Hội nghị hoà bình', 'vi')).toBe(true);
  expect(allows('hoa binh', 'Hội nghị hoà bình', 'vi')).toBe(true);
  expect(allows('bình hòa', 'Hội nghị hoà bình', 'vi')).toBe(false);
});

test('a query of punctuation, emoji or nothing asks for nothing', () => {
  for (const query of ['', '   ', '!!! ???', '🙂', '""', "'", '\\', '\u200b']) {
    expect([queryLexemes(query), demandOf(query, { as: 'phrase' })]).toEqual([[], undefined]);
  }
});

test('text that would break out of a tsvector stays text', () => {
  const vector = indexFields({ language: 'en', headline: "l'eau \\ o''brien", blocks: [], associations: [] });
  expect(vector).toBe("'l':1A 'eau':1A 'o':1A 'brien':1A");
});

test('headline, summary and body weigh differently, and many repetitions little more than a few', () => {
  const vector = indexFields({
    language: 'en',
    headline: 'Flood',
    summary: 'Flood',
    blocks: [{ text: 'flood '.repeat(500) }],
    associations: [{ caption: 'Bridge' }],
  });
  expect(vector).toBe("'flood':1A,101,201,202,203,204 'flood_flood':201,202,203,204,205,206 'bridg':201");
});

test('a very long story costs no more than a long one', () => {
  const text = Array.from({ length: 400_000 }, (_, index) => `w${index}`).join(' ');
  expect(
    indexFields({ language: 'vi', headline: 'x', blocks: [{ text }], associations: [] }).length,
  ).toBeLessThan(1_000_000);
});

test('a Vietnamese story is read as syllables, all others as words', () => {
  expect([readingOf('vi'), readingOf('vi-VN'), readingOf('en'), readingOf('zh-Hans')]).toEqual([
    'vietnamese',
    'vietnamese',
    'english',
    'english',
  ]);
});
