import { remembered } from './remembered.ts';

/** Tone marks in decomposed text: grave, acute, tilde, hook above, dot below. */
const TONES = new Map([
  ['\u0301', '1'],
  ['\u0300', '2'],
  ['\u0309', '3'],
  ['\u0303', '4'],
  ['\u0323', '5'],
]);
const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const ALL_MARKS = /\p{M}/gu;
const ASCII = /^[ -~]*$/u;
const OPEN_Y = /^([hklmst])y$/u;

/**
 * A syllable as two spellings of it agree: letters with their quality marks, then the tone as a digit, 0 for none.
 * `hoà` and `hòa` are `hoa2`; `kĩ` and `kỹ` are `ki4`; `thúy` and `thúi` stay apart (multilingual.md §6).
 */
export const canonicalSyllable = remembered((word) => {
  const parts = word.normalize('NFD');
  const tone = [...parts].map((character) => TONES.get(character)).findLast((digit) => digit !== undefined);
  const letters = parts.replace(TONE_MARKS, '').normalize('NFC');
  return foldOpenY(letters) + (tone ?? '0');
});

/** A syllable as it is typed without marks: `đắk` is `dak`. */
export const foldedSyllable = remembered((word) =>
  foldOpenY(word.normalize('NFD').replace(ALL_MARKS, '').replaceAll('đ', 'd')),
);

/** Does the word bear a mark that English lacks? */
export function hasMarks(word: string): boolean {
  if (ASCII.test(word)) return false;
  return word.includes('đ') || /\p{M}/u.test(word.normalize('NFD'));
}

const SYLLABLE_SHAPE =
  /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/u;

/** Could the word, typed without marks, be a Vietnamese syllable? `nang` could, `bridge` could not. */
export function looksLikeSyllable(word: string): boolean {
  return SYLLABLE_SHAPE.test(word);
}

function foldOpenY(letters: string): string {
  if (letters === 'quy') return 'qui';
  return letters.replace(OPEN_Y, '$1i');
}
