// VNI-Windows writes a vowel as an ASCII letter and a byte for its marks; ơ, ư, đ, ỵ and the letters of i are one byte each.
// Source: VNI Software Co., table of the VNI fonts for Windows. The capitals have the same bytes less 0x20.
const GRAVE = '\u0300';
const ACUTE = '\u0301';
const CIRCUMFLEX = '\u0302';
const TILDE = '\u0303';
const BREVE = '\u0306';
const HOOK = '\u0309';
const DOT = '\u0323';

const MARKS: ReadonlyMap<number, string> = new Map([
  [0xf9, ACUTE],
  [0xf8, GRAVE],
  [0xfb, HOOK],
  [0xf5, TILDE],
  [0xef, DOT],
  [0xe2, CIRCUMFLEX],
  [0xe1, CIRCUMFLEX + ACUTE],
  [0xe0, CIRCUMFLEX + GRAVE],
  [0xe5, CIRCUMFLEX + HOOK],
  [0xe3, CIRCUMFLEX + TILDE],
  [0xe4, CIRCUMFLEX + DOT],
  [0xea, BREVE],
  [0xe9, BREVE + ACUTE],
  [0xe8, BREVE + GRAVE],
  [0xfa, BREVE + HOOK],
  [0xfc, BREVE + TILDE],
  [0xeb, BREVE + DOT],
]);
const LETTERS: ReadonlyMap<number, string> = new Map([
  [0xf4, 'ơ'],
  [0xf6, 'ư'],
  [0xf1, 'đ'],
  [0xed, 'í'],
  [0xec, 'ì'],
  [0xe6, 'ỉ'],
  [0xf3, 'ĩ'],
  [0xf2, 'ị'],
  [0xee, 'ỵ'],
]);
/** Windows' own punctuation, which the fonts keep. */
const PUNCTUATION: ReadonlyMap<number, string> = new Map([
  [0x80, '€'],
  [0x82, '‚'],
  [0x84, '„'],
  [0x85, '…'],
  [0x8b, '‹'],
  [0x91, '‘'],
  [0x92, '’'],
  [0x93, '“'],
  [0x94, '”'],
  [0x95, '•'],
  [0x96, '–'],
  [0x97, '—'],
  [0x9b, '›'],
]);

const VOWEL: Readonly<Record<string, RegExp>> = {
  [CIRCUMFLEX]: /[AEOaeo]$/,
  [BREVE]: /[Aa]$/,
};

/**
 * What a byte of VNI-Windows means after the text before it: a letter, or combining marks for the letter before. Undefined where
 * the byte stands for nothing there.
 */
export function vniCharacter(byte: number, before: string): string | undefined {
  if (byte < 0x80) return String.fromCharCode(byte);
  if (byte === 0xa0) return '\u00A0';
  if (byte < 0xa0) return PUNCTUATION.get(byte);
  if (byte < 0xc0) return String.fromCharCode(byte);
  const small = byte < 0xe0 ? byte + 0x20 : byte;
  const letter = LETTERS.get(small);
  if (letter !== undefined) return byte < 0xe0 ? letter.toUpperCase() : letter;
  const marks = MARKS.get(small);
  if (marks === undefined) return undefined;
  const isFitting = (VOWEL[marks.charAt(0)] ?? /[AEOUYÔƠƯaeouyơư]$/).test(before);
  return isFitting ? marks : undefined;
}
