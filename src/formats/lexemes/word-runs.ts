/** A stretch of text without a break in it: a number, a Latin (or other spaced) word, or a run of Han characters. */
export type Piece = { readonly kind: 'number' | 'word' | 'han'; readonly text: string };

const PIECES =
  /(?<number>\p{Nd}+(?:[.,]\p{Nd}+)*)|(?<han>\p{Script=Han}+)|(?<word>[\p{L}\p{M}\p{Nl}\p{No}]+)|(?<gap>(?!(?<=\p{L})[-\u2010\u2011](?=\p{L}))[^\p{L}\p{M}\p{N}\s]+)/gu;
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
  if (word === undefined) return [];
  return splitScripts(word);
}

/** A word character class may hold Han neighbours of other letters; they part there. */
function splitScripts(word: string): Piece[] {
  return (word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []).map((text) =>
    /\p{Script=Han}/u.test(text)
      ? { kind: 'han', text }
      : { kind: 'word', text: text.slice(0, LONGEST_WORD).toWellFormed() },
  );
}

/** `12,000` and `12.000` are one number, `3,5` and `3.5` another: groups of three after a separator are thousands. */
function plainNumber(text: string): string {
  if (/^\p{Nd}{1,3}([.,]\p{Nd}{3})+$/u.test(text)) return text.replace(/[.,]/gu, '');
  return text.replaceAll(',', '.');
}
