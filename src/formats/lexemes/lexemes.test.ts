import { expect, test } from 'vitest';
import { lexemesAsked } from '#domain/search/question.ts';
import { analyse, readingOf, type Reading } from './analyse.ts';
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
  const { all } = queryLexemes(query);
  return (
    lexemesAsked(queryLexemes(query)).some((lexeme) => indexed.has(lexeme)) &&
    all.every((group) => group.some((lexeme) => indexed.has(lexeme)))
  );
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

test('words in quotation marks must all be there', () => {
  expect(finds('"election results"', 'Results of the elections', 'en')).toBe(true);
  expect(finds('"election results"', 'Election day', 'en')).toBe(false);
  expect(finds('"The Elections"', 'Elected councils meet', 'en')).toBe(true);
  expect(finds('“人民会议”', '会议人民', 'zh-Hans')).toBe(false);
  expect(finds('“人民会议”', '人民会议开幕', 'zh-Hans')).toBe(true);
});

test('a query of punctuation, emoji or nothing asks for nothing', () => {
  for (const query of ['', '   ', '!!! ???', '🙂', '""', "'", '\\', '\u200b']) {
    expect(queryLexemes(query)).toEqual({ readings: [], all: [] });
  }
});

test('text that would break out of a tsvector stays text', () => {
  const vector = indexFields({ language: 'en', headline: "l'eau \\ o''brien", blocks: [], associations: [] });
  expect(vector).toBe("'l':1 'eau':1 'o':1 'brien':1");
});

test('headline, summary and body weigh differently, and many repetitions little more than a few', () => {
  const vector = indexFields({
    language: 'en',
    headline: 'Flood',
    summary: 'Flood',
    blocks: [{ text: 'flood '.repeat(500) }],
    associations: [{ caption: 'Bridge' }],
  });
  expect(vector).toBe("'flood':1,101,201,202,203,204 'bridg':201");
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
