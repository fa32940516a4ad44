import { withScript } from '#domain/agreement/item-facts.ts';
import type { Translation } from './translation.ts';

/** Do these name one language? Scripts are told apart (`zh-Hant` into `zh-Hans` is translated), regions are not. */
export function isSameLanguage(one: string, other: string): boolean {
  const [a, b] = [withScript(one).toLowerCase(), withScript(other).toLowerCase()];
  return a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`);
}

/**
 * Is what was made of a story in the language of the story? Then it is an adaptation, its text edited and maybe shortened,
 * and needs the right to modify, or to extract, in place of that to translate.
 */
export function isAdaptation(made: { readonly language: string; readonly sourceLanguage: string }): boolean {
  return isSameLanguage(made.language, made.sourceLanguage);
}

/** What readers are told of a text: that it was translated, or that it was edited; nothing of one that is as it came. */
export function howItWasMade(made: Parameters<typeof isAdaptation>[0] | undefined): {
  readonly isTranslation: boolean;
  readonly isAdaptation?: true;
} {
  if (made && isAdaptation(made)) return { isTranslation: false, isAdaptation: true };
  return { isTranslation: made !== undefined };
}

/**
 * How many words a text has that takes nothing but parts of its source, piece by piece as they stand there; undefined when
 * it says anything else. The headline counts as well. Chinese is counted in characters, as its newsrooms do.
 */
export function wordsExtracted({
  language,
  blocks,
}: Pick<Translation, 'language' | 'blocks'>): number | undefined {
  if (blocks.some(({ source, text }) => !source.includes(text))) return undefined;
  return blocks.reduce((sum, { text }) => sum + countWords(text, language), 0);
}

function countWords(text: string, language: string): number {
  if (/^zh\b/i.test(language))
    return text.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu)?.length ?? 0;
  return [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].filter(
    ({ isWordLike }) => isWordLike,
  ).length;
}
