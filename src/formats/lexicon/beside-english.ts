import { englishStem } from '../lexemes/english-stem.ts';
import { normalText } from '../lexemes/normal-text.ts';
import { looksLikeSyllable } from '../lexemes/vietnamese-syllable.ts';
import type { Lexicon, Translation } from './open-lexicon.ts';
import { wordsOf, type LexiconLanguage } from './term-key.ts';

/** What English says beside a lexicon that has the term too. */
const ENGLISH_WEIGHT = 0.3;

/**
 * Vietnamese text has foreign names, and many words, as English does: Luther, Toyota, virus. Between Vietnamese and Chinese a term is
 * therefore looked up as English too, as far as that cannot be Vietnamese syllables.
 */
export function besideEnglish(
  lexicons: { readonly find: (from: LexiconLanguage, to: LexiconLanguage) => Lexicon | undefined },
  from: LexiconLanguage,
  to: LexiconLanguage,
): Lexicon | undefined {
  const lexicon = lexicons.find(from, to);
  if (from === 'vi' && to === 'zh') return joined(lexicon, lexicons.find('en', 'zh'), keyAsEnglish);
  if (from === 'zh' && to === 'vi') return joined(lexicon, lexicons.find('zh', 'en'), (key) => key);
  return lexicon;
}

function joined(
  lexicon: Lexicon | undefined,
  english: Lexicon | undefined,
  keyIn: (key: string) => string | undefined,
): Lexicon | undefined {
  if (!lexicon || !english) return lexicon;
  return {
    ...lexicon,
    find(key) {
      const inEnglish = keyIn(key);
      const foreign = inEnglish === undefined ? [] : english.find(inEnglish).filter(isForeign);
      return mixed(lexicon.find(key), foreign);
    },
  };
}

/** Of a term of which no word can be Vietnamese. */
function keyAsEnglish(key: string): string | undefined {
  const words = key.split(' ').map((word) => /^([a-z]+)0$/u.exec(word)?.[1]);
  return words.every((word) => word !== undefined && !looksLikeSyllable(word))
    ? words.map((word) => englishStem(word ?? '')).join(' ')
    : undefined;
}

function isForeign({ text }: Translation): boolean {
  return wordsOf(normalText(text)).every((word) => !looksLikeSyllable(word));
}

function mixed(own: readonly Translation[], foreign: readonly Translation[]): readonly Translation[] {
  if (own.length === 0) return foreign;
  if (foreign.length === 0) return own;
  const total = 1 + ENGLISH_WEIGHT;
  return [
    ...own.map((one) => ({ ...one, share: one.share / total })),
    ...foreign.map((one) => ({ ...one, share: (one.share * ENGLISH_WEIGHT) / total })),
  ].toSorted((a, b) => b.share - a.share);
}
