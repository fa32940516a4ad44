import { primarySubtag } from '#domain/search/question.ts';
import { englishStem } from '../lexemes/english-stem.ts';
import { simplified } from '../lexemes/han-text.ts';
import { normalText } from '../lexemes/normal-text.ts';
import { canonicalSyllable, foldedSyllable } from '../lexemes/vietnamese-syllable.ts';

/** Languages that a question is put into, by their primary subtag (RFC 5646 §2.2.1). */
export const LEXICON_LANGUAGES = ['vi', 'zh', 'en'] as const;
export type LexiconLanguage = (typeof LEXICON_LANGUAGES)[number];

/** The one that a BCP 47 tag is of; undefined of any other language. */
export function lexiconLanguage(tag: string): LexiconLanguage | undefined {
  const primary = primarySubtag(tag);
  return LEXICON_LANGUAGES.find((language) => language === primary);
}

/**
 * What two spellings of a term have in common: canonical syllables, simplified characters, or stems. Empty when there is no word in it.
 */
export function termKey(term: string, language: LexiconLanguage): string {
  const normal = normalText(term);
  if (language === 'zh') return simplified(normal).replaceAll(/\s/gu, '');
  const words = wordsOf(normal);
  return words.map(language === 'vi' ? canonicalSyllable : englishStem).join(' ');
}

/** The key of a Vietnamese term as it is typed without marks; it never meets a key of `termKey`. */
export function foldedKey(syllables: readonly string[]): string {
  return `~${syllables.map(foldedSyllable).join(' ')}`;
}

export function wordsOf(normal: string): readonly string[] {
  return normal.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
