import { expect, test } from 'vitest';
import type { Concept, Reading } from '#domain/search/question.ts';
import { openLexicon } from './open-lexicon.ts';
import { questionOfStory } from './question-of-story.ts';
import type { Lexicons } from './read-question.ts';
import { termKey } from './term-key.ts';

const VI_ZH = openLexicon(
  new TextEncoder().encode(`${termKey('cầu', 'vi')}\t桥=1.000\n${termKey('lũ quét', 'vi')}\t山洪=1.000\n`),
);
const LEXICONS: Lexicons = {
  find: (from, to) => (from === 'vi' && to === 'zh' ? VI_ZH : undefined),
};
const STORY = {
  language: 'vi-VN',
  headline: 'Lũ quét cuốn cầu',
  summary: 'Cầu gãy, 1.200 nhà của Tesla ngập',
  blocks: [{ text: 'Lũ quét cuốn cầu' }],
};

const asked = (story = STORY): Readonly<Record<string, readonly Concept[]>> =>
  Object.fromEntries(
    questionOfStory(story, { lexicons: LEXICONS }).readings.map(({ onlyIn = [], concepts }: Reading) => [
      onlyIn.join(),
      concepts,
    ]),
  );
const weightOf = (concepts: readonly Concept[] | undefined, lexeme: string): number =>
  Number(
    (concepts ?? [])
      .find(({ alternatives }) => alternatives.some(({ lexemes }) => lexemes.join() === lexeme))
      ?.weight.toFixed(3),
  );

test('the headline counts twice the lead, what stands in both counts for both, and the headline is not read again as lead', () => {
  const { zh, vi } = asked();
  expect([weightOf(zh, '桥'), weightOf(zh, '山洪'), weightOf(zh, '1200')]).toEqual([1, 0.667, 0.333]);
  expect([weightOf(vi, 'lu4'), weightOf(vi, 'ngâp5')]).toEqual([0.667, 0.333]);
});

test('where no lexicon leads it is asked for by names and numbers alone, and says which they are', () => {
  const { en } = asked();
  const said = (en ?? []).flatMap((concept) => concept.said ?? []);
  expect(said).toContainEqual({ term: '1200', what: 'number' });
  expect(said).toContainEqual({ term: 'Tesla', what: 'name' });
  expect(said.filter(({ what }) => what === 'word')).toEqual([]);
});

test('a very long story asks for no more than forty things, those of the headline among them', () => {
  const text = Array.from({ length: 900 }, (_one, at) => `${at + 5000}`).join(' ');
  const { zh } = asked({ ...STORY, summary: text });
  expect(zh).toHaveLength(40);
  expect(weightOf(zh, '桥')).toBeCloseTo(0.667);
});

test('a story in a language that nobody has words for is sought by its numbers, one without a word by nothing', () => {
  const { fr, zh } = asked({ language: 'fr', headline: '300 ponts', summary: '', blocks: [] });
  expect(weightOf(fr, '300')).toBe(0.667);
  expect(zh?.map(({ said }) => said?.term)).toEqual(['300']);
  expect(asked({ language: 'vi', headline: '!?', summary: '', blocks: [] })).toEqual({});
});

test('a place under another name is asked for in every language, and told in the words of the story', () => {
  const { zh, en } = asked({ language: 'vi', headline: 'Mưa ở Đà Nẵng', summary: '', blocks: [] });
  for (const concepts of [zh, en])
    expect(concepts?.find(({ kind }) => kind === 'place')).toMatchObject({
      alternatives: [{ lexemes: ['@da_nang'] }],
      said: { term: 'Đà Nẵng', what: 'name' },
    });
  const chinese = asked({ language: 'zh-Hant', headline: '峴港大雨', summary: '', blocks: [] });
  expect(chinese['vi']?.find(({ kind }) => kind === 'place')?.said?.term).toBe('岘港');
});

test('a language tag is read in any letter case', () => {
  expect(asked({ ...STORY, language: 'VI-vn' })).toEqual(asked());
});
