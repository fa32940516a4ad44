/** A stretch of text without a break in it: a number, a Latin (or other spaced) word, or a run of Han characters. */
export type Piece = { readonly kind: 'number' | 'word' | 'han'; readonly text: string };

/**
 * Finds the pieces of a text, and the gaps that end a run; the hyphen inside a name is neither. `inside`: of a text that is not yet
 * normal, what may stand in words and is no part of them, as for a class of characters.
 */
export function piecesWith(inside: string): RegExp {
  const hyphen = `(?<=\\p{L}[\\p{M}${inside}]*)[-\\u2010\\u2011\\uFE63\\uFF0D](?=[${inside}]*\\p{L})`;
  return new RegExp(
    `(?<number>\\p{Nd}+(?:[.,]\\p{Nd}+)*)|(?<han>\\p{Script=Han}+)` +
      `|(?<word>(?:(?!\\p{Script=Han})[\\p{L}\\p{M}\\p{Nl}\\p{No}${inside}])+)` +
      `|(?<gap>(?!${hyphen})[^\\p{L}\\p{M}\\p{N}\\s${inside}]+)`,
    'gu',
  );
}

const PIECES = piecesWith('');
/** Longer ones are no words; PostgreSQL ends at 2046 bytes. */
const LONGEST_WORD = 60;

/**
 * Normal text as runs of neighbouring pieces; punctuation ends a run, a space or the hyphen inside a name does not. Han and Latin in one sentence
 * are pieces of one run.
 */
export function* wordRuns(text: string): Generator<readonly Piece[]> {
  let run: Piece[] = [];
  for (const { groups } of text.matchAll(PIECES)) {
    if (groups?.['gap'] !== undefined) {
      if (run.length > 0) yield run;
      run = [];
    } else run.push(...pieceOf(groups ?? {}));
  }
  if (run.length > 0) yield run;
}

function pieceOf(groups: { readonly [name: string]: string | undefined }): Piece[] {
  const { number, han, word } = groups;
  if (number !== undefined) return [{ kind: 'number', text: plainNumber(number).slice(0, LONGEST_WORD) }];
  if (han !== undefined) return [{ kind: 'han', text: han }];
  return word === undefined ? [] : [{ kind: 'word', text: word.slice(0, LONGEST_WORD).toWellFormed() }];
}

/** `12,000` and `12.000` are one number, `3,5` and `3.5` another: groups of three after a separator are thousands. */
function plainNumber(text: string): string {
  if (/^\p{Nd}{1,3}([.,]\p{Nd}{3})+$/u.test(text)) return text.replace(/[.,]/gu, '');
  return text.replaceAll(',', '.');
}
