import { describe, expect, test } from 'vitest';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { fingerprintWords } from './fingerprint-words.ts';
import { WORDS_EN } from './words-en.ts';
import { WORDS_VI } from './words-vi.ts';
import { WORDS_ZH_HANS } from './words-zh-hans.ts';

const withoutTones = (word: string): string =>
  word.replaceAll('đ', 'd').normalize('NFD').replaceAll(/\p{M}/gu, '');

describe.each([
  ['vi', WORDS_VI],
  ['zh-Hans', WORDS_ZH_HANS],
  ['en', WORDS_EN],
])('the list in %s', (_language, words) => {
  test('has one word for each value of a byte, in one spelling', () => {
    expect(words).toHaveLength(256);
    expect(new Set(words).size).toBe(256);
    expect(words.filter((word) => word !== word.normalize('NFC'))).toEqual([]);
  });
});

test('Vietnamese words differ even for who does not hear the tones, Chinese ones are two characters, English ones plain', () => {
  expect(new Set(WORDS_VI.map(withoutTones)).size).toBe(256);
  expect(WORDS_ZH_HANS.filter((word) => !/^\p{Script=Han}{2}$/u.test(word))).toEqual([]);
  expect(WORDS_EN.filter((word) => !/^[a-z]{4,8}$/.test(word))).toEqual([]);
});

test('one bit of a hash changes a word, and bytes beyond the tenth are not spoken', () => {
  const hash = new Uint8Array(32);
  for (const language of INTERFACE_LANGUAGES) {
    const words = fingerprintWords(hash, language);
    expect(words).toHaveLength(10);
    expect(words.every((word) => word !== '')).toBe(true);
    for (let byte = 0; byte < 10; byte += 1) {
      const other = hash.slice();
      other[byte] = 1;
      expect(fingerprintWords(other, language).filter((word, at) => word !== words[at])).toHaveLength(1);
    }
  }
});

test('a hash too short to compare has no words', () => {
  expect(fingerprintWords(new Uint8Array(9), 'en')).toEqual([]);
});
