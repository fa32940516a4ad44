/** One word, or one Han character: as it is compared, and where it stood. */
export type Token = {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** It stands in capitals. */
  readonly isCode: boolean;
};

const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])*/gu;

/** Words without marks, case and width: `KHÔNG`, `khong` and `ｋｈｏｎｇ` are one. `JAPANOUT` is two words, as AP writes it. */
export function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: found, index }) => {
    const isCode = found === found.toUpperCase();
    const token = { word: folded(found), start: index, end: index + found.length, isCode };
    return splitOut(token, found);
  });
}

function folded(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}

const OUT = 'out';

/** Only codes are written together, and codes stand in capitals: `SYROUT`, but not `without`. */
function splitOut(token: Token, found: string): readonly Token[] {
  const { word, start, end, isCode } = token;
  const endsOut = isCode && word.length > OUT.length && word.endsWith(OUT);
  if (!endsOut || word.length !== found.length || COMMON_WORDS.has(word)) return [token];
  const cut = end - OUT.length;
  return [
    { word: word.slice(0, -OUT.length), start, end: cut, isCode },
    { word: OUT, start: cut, end, isCode },
  ];
}

const COMMON_WORDS = new Set(['without', 'throughout', 'about', 'layout', 'handout']);
