import type { EvalText } from './retrieval-set.ts';

const KEYWORDS = 3;

/** The three rarest words of a question, in their order: what a person types who does not write a sentence. */
export function threeKeywords(texts: readonly EvalText[], language: string): (text: string) => string {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const wordsOf = (text: string): readonly string[] =>
    [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
  const holding = new Map<string, number>();
  for (const { text } of texts.filter(({ lang }) => lang === language))
    for (const word of new Set(wordsOf(text.toLowerCase()))) holding.set(word, (holding.get(word) ?? 0) + 1);
  const rarity = (word: string): number => holding.get(word.toLowerCase()) ?? 0;
  return (text) => {
    const words = [...new Set(wordsOf(text))];
    const rarest = new Set(words.toSorted((a, b) => rarity(a) - rarity(b)).slice(0, KEYWORDS));
    return words.filter((word) => rarest.has(word)).join(language.startsWith('zh') ? '' : ' ');
  };
}
