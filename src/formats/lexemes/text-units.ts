import type { Reading } from './analyse.ts';
import { englishStem, isStopWord } from './english-stem.ts';
import { mainlandWords, simplified } from './han-text.ts';
import { normalText } from './normal-text.ts';
import { canonicalSyllable, foldedSyllable, hasMarks } from './vietnamese-syllable.ts';
import { piecesWith, wordRuns } from './word-runs.ts';

/** A word, a number or one Han character of a text, with its place in it (UTF-16). */
export type Unit = {
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'han';
  /** As it may be spelt, in normal text: folded last. */
  readonly spellings: readonly string[];
  /** Units of one run follow each other without punctuation between them. */
  readonly run: number;
};

const INVISIBLE = '\\u00AD\\u200B-\\u200D\\u2060\\uFEFF';
const PIECES = piecesWith(INVISIBLE);

/** The units of a text in their places, each as `analyse` reads it: what was found by lexemes can be shown where it stands. */
export function* textUnits(text: string): Generator<Unit> {
  let run = 0;
  for (const { index, 0: piece, groups } of text.matchAll(PIECES)) {
    if (groups?.['gap'] !== undefined) run += 1;
    else if (groups?.['han'] !== undefined) yield* hanUnits(piece, { index, run });
    else yield* wordUnit(piece, { index, run });
  }
}

type Place = { readonly index: number; readonly run: number };

function* wordUnit(piece: string, { index, run }: Place): Generator<Unit> {
  const [first] = [...wordRuns(normalText(piece))].flat();
  if (!first) return;
  const spellings = first.kind === 'number' ? [first.text] : [first.text, foldedSyllable(first.text)];
  const kind = first.kind === 'number' ? 'number' : 'word';
  yield { start: index, end: index + piece.length, kind, spellings, run };
}

/** Characters by themselves: simplified as the whole run is, and as the mainland words the same. */
function* hanUnits(piece: string, { index, run }: Place): Generator<Unit> {
  const typed = [...piece];
  const normal = normalText(piece);
  const [simple, mainland] = [simplified(normal), mainlandWords(normal)].map((one) => [...one]);
  let start = index;
  for (const [at, character] of typed.entries()) {
    const spellings = [simple, mainland].flatMap((one) =>
      one?.length === typed.length ? (one[at] ?? []) : simplified(normalText(character)),
    );
    yield { start, end: start + character.length, kind: 'han', spellings: [...new Set(spellings)], run };
    start += character.length;
  }
}

/**
 * The lexemes that a unit has by itself, as `analyse` gives them. An English stop word, which has none there, is told by a
 * name that no index holds (`=the`): a phrase may ask for it.
 */
export function lexemesOf({ kind, spellings }: Unit, reading: Reading): readonly string[] {
  if (kind !== 'word') return spellings;
  const [word = '', folded = ''] = spellings;
  const isMarked = hasMarks(word);
  const syllable = isMarked || reading !== 'english' ? [canonicalSyllable(word), `~${folded}`] : [];
  if (isMarked || reading === 'vietnamese') return syllable;
  return [...syllable, isStopWord(word) ? `=${word}` : englishStem(word)];
}

/** The lexemes that two neighbours have together. */
export function pairLexemesOf(one: Unit, other: Unit, reading: Reading): readonly string[] {
  if (one.run !== other.run || one.kind !== other.kind || one.kind === 'number') return [];
  if (one.kind === 'han')
    return one.spellings.map((spelling, at) => spelling + (other.spellings[at] ?? other.spellings[0] ?? ''));
  const [[word = '', folded = ''], [next = '', foldedNext = '']] = [one.spellings, other.spellings];
  if (reading === 'english' && !hasMarks(word) && !hasMarks(next))
    return [`${englishStem(word)}_${englishStem(next)}`];
  return [`${canonicalSyllable(word)}_${canonicalSyllable(next)}`, `~${folded}_${foldedNext}`];
}
