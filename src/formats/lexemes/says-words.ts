import { simplified } from './han-text.ts';
import { normalText } from './normal-text.ts';

/**
 * Does a text say every one of these words, in any order? Upper and lower case, marks, full and half width, traditional and
 * simplified Han are the same, as in the search of the wire: `han muc` finds “hạn mức”. Without a word: no.
 */
export function saysWords(text: string, words: string): boolean {
  const wanted = fold(words)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const said = fold(text);
  return wanted.length > 0 && wanted.every((word) => said.includes(word));
}

function fold(text: string): string {
  return simplified(normalText(text))
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .toLowerCase();
}
