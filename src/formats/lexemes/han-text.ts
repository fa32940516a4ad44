import * as OpenCC from 'opencc-js/t2cn';

const toSimplified = OpenCC.Converter({ from: 't', to: 'cn' });
const toMainlandWords = OpenCC.Converter({ from: 'twp', to: 'cn' });

export const HAN = /\p{Script=Han}/u;

/** Traditional characters as simplified ones; simplified text stays as it is. */
export function simplified(text: string): string {
  return HAN.test(text) ? toSimplified(text) : text;
}

/** Taiwan's words as the mainland's (軟體 → 软件) beside the characters; the same as `simplified` when there are none. */
export function mainlandWords(text: string): string {
  return HAN.test(text) ? toMainlandWords(text) : text;
}
