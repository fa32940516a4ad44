import type { InterfaceLanguage } from '#kernel/language.ts';
import { WORDS_EN } from './words-en.ts';
import { WORDS_VI } from './words-vi.ts';
import { WORDS_ZH_HANS } from './words-zh-hans.ts';

/** One word for each value of a byte. */
const LISTS: Readonly<Record<InterfaceLanguage, readonly string[]>> = {
  vi: WORDS_VI,
  'zh-Hans': WORDS_ZH_HANS,
  en: WORDS_EN,
};

/** Eighty bits: more than anybody can search through for a second key that sounds the same. */
const SPOKEN_BYTES = 10;

/**
 * The beginning of a hash as words that two people read to each other over the phone. Both must read in one language: the
 * lists are not translations of one another. A hash shorter than ten bytes has no words.
 */
export function fingerprintWords(hash: Uint8Array, language: InterfaceLanguage): readonly string[] {
  if (hash.length < SPOKEN_BYTES) return [];
  return [...hash.subarray(0, SPOKEN_BYTES)].map((byte) => LISTS[language][byte] ?? '');
}
