import * as OpenCC from 'opencc-js/t2cn';

type Convert = ReturnType<typeof OpenCC.Converter>;

// Each is a dictionary of its own, read when the first text needs it.
let toSimplified: Convert | undefined;
let toMainlandWords: Convert | undefined;

export const HAN = /\p{Script=Han}/u;

/** Traditional characters as simplified ones; simplified text stays as it is. */
export function simplified(text: string): string {
  if (!HAN.test(text)) return text;
  toSimplified ??= OpenCC.Converter({ from: 't', to: 'cn' });
  return toSimplified(text);
}

/** Taiwan's words as the mainland's (軟體 → 软件) beside the characters; the same as `simplified` when there are none. */
export function mainlandWords(text: string): string {
  if (!HAN.test(text)) return text;
  toMainlandWords ??= OpenCC.Converter({ from: 'twp', to: 'cn' });
  return toMainlandWords(text);
}
