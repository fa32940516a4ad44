import { englishStem, isStopWord } from './english-stem.ts';
import { mainlandWords, simplified } from './han-text.ts';
import { normalText } from './normal-text.ts';
import { aliasesInHan, aliasesInWords } from '../names/aliases.ts';
import { pinyinReadings, vietnameseReadings } from '../names/han-readings.ts';
import { canonicalSyllable, foldedSyllable, hasMarks } from './vietnamese-syllable.ts';
import { wordRuns, type Piece } from './word-runs.ts';

/** Rises when the same text gives other lexemes: what was indexed under a lower one is indexed again. */
export const ANALYZER_VERSION = 4;

/**
 * What a lexeme came from, so that a query can weigh it. `pair`: two neighbours. `folded`: written without marks.
 * `place`: a place or person under its name in any language. `reading`: two neighbouring characters as Vietnamese (`hv:`) or Chinese
 * (`py:`, without tones) reads them, so that names are found as other scripts write them (multilingual.md §3.1).
 */
export type LexemeTier = 'exact' | 'pair' | 'folded' | 'folded-pair' | 'place' | 'reading';
/** Whose spelling a lexeme has; one word of a question may be sought in several. */
export type LexemeKind = 'syllable' | 'stem' | 'han' | 'number' | 'place' | 'reading';
export type Lexeme = { readonly lexeme: string; readonly tier: LexemeTier; readonly kind: LexemeKind };

/** How Latin words are read: as Vietnamese syllables, as English words, or (in a query) as either. */
export type Reading = 'vietnamese' | 'english' | 'either';

/**
 * The lexemes of a text, repetitions included; the same function reads stories and queries, or they would not meet.
 * Vietnamese: canonical syllables, folded ones (`~`), and pairs of both. Chinese: simplified characters and pairs, Taiwan's
 * words also as the mainland's. English: stems without stop words, and pairs of neighbouring ones, by which phrases are found.
 * Every script in any text is read by its own rule (multilingual.md §2.1; measured, with docs/bench.md).
 */
export function* analyse(text: string, reading: Reading): Generator<Lexeme> {
  const normal = normalText(text);
  const folded = simplified(normal);
  for (const run of wordRuns(folded)) yield* runLexemes(run, reading);
  const mainland = mainlandWords(normal);
  if (mainland !== folded) yield* newHan(mainland, folded);
}

/** English is what is neither Vietnamese nor written in Han; its stems are right for Latin words in Chinese text too. */
export function readingOf(language: string): Reading {
  return /^vi\b/i.test(language) ? 'vietnamese' : 'english';
}

function* runLexemes(run: readonly Piece[], reading: Reading): Generator<Lexeme> {
  let words: string[] = [];
  for (const piece of run) {
    if (piece.kind === 'word') {
      words.push(piece.text);
      continue;
    }
    yield* wordLexemes(words, reading);
    words = [];
    if (piece.kind === 'number') yield { lexeme: piece.text, tier: 'exact', kind: 'number' };
    else yield* hanLexemes(piece.text);
  }
  yield* wordLexemes(words, reading);
}

/** Neighbouring words of one run. A word with marks is Vietnamese wherever it stands. */
function* wordLexemes(words: readonly string[], reading: Reading): Generator<Lexeme> {
  let before: string | undefined;
  let stemBefore: string | undefined;
  for (const word of words) {
    const isSyllable = reading !== 'english' || hasMarks(word);
    if (isSyllable) yield* syllableLexemes(word, before);
    before = isSyllable ? word : undefined;
    if (hasMarks(word)) stemBefore = undefined;
    else if (reading !== 'vietnamese' && !isStopWord(word)) {
      const stem = englishStem(word);
      yield* stemLexemes(stem, stemBefore);
      stemBefore = stem;
    }
  }
  for (const { lexeme } of aliasesInWords(words)) yield { lexeme, tier: 'place', kind: 'place' };
}

/** Stop words between two do not part them: "state of the union" is found by `state_union`, and then read. */
function* stemLexemes(stem: string, before: string | undefined): Generator<Lexeme> {
  yield { lexeme: stem, tier: 'exact', kind: 'stem' };
  if (before !== undefined) yield { lexeme: `${before}_${stem}`, tier: 'pair', kind: 'stem' };
}

function* syllableLexemes(word: string, before: string | undefined): Generator<Lexeme> {
  const [canonical, folded] = [canonicalSyllable(word), foldedSyllable(word)];
  yield { lexeme: canonical, tier: 'exact', kind: 'syllable' };
  yield { lexeme: `~${folded}`, tier: 'folded', kind: 'syllable' };
  if (before === undefined) return;
  yield { lexeme: `${canonicalSyllable(before)}_${canonical}`, tier: 'pair', kind: 'syllable' };
  yield { lexeme: `~${foldedSyllable(before)}_${folded}`, tier: 'folded-pair', kind: 'syllable' };
}

function* hanLexemes(text: string): Generator<Lexeme> {
  const characters = [...text];
  for (const [at, character] of characters.entries()) {
    yield { lexeme: character, tier: 'exact', kind: 'han' };
    const next = characters[at + 1];
    if (next === undefined) continue;
    yield { lexeme: character + next, tier: 'pair', kind: 'han' };
    for (const lexeme of readingPairs(character, next)) yield { lexeme, tier: 'reading', kind: 'reading' };
  }
  for (const { lexeme } of aliasesInHan(characters)) yield { lexeme, tier: 'place', kind: 'place' };
}

/** Every way to read two neighbours. */
function readingPairs(character: string, next: string): readonly string[] {
  return [
    ...pairs('hv:', vietnameseReadings(character), vietnameseReadings(next)),
    ...pairs('py:', pinyinReadings(character), pinyinReadings(next)),
  ];
}

function pairs(family: string, first: readonly string[], second: readonly string[]): readonly string[] {
  return first.flatMap((one) => second.map((other) => `${family}${one}_${other}`));
}

/** Characters and pairs that only the mainland's wording has. */
function* newHan(mainland: string, folded: string): Generator<Lexeme> {
  const known = new Set(hanOf(folded).map(({ lexeme }) => lexeme));
  for (const one of hanOf(mainland)) if (!known.has(one.lexeme)) yield one;
}

function hanOf(text: string): Lexeme[] {
  return [...wordRuns(text)].flatMap((run) =>
    run.flatMap((piece) => (piece.kind === 'han' ? [...hanLexemes(piece.text)] : [])),
  );
}
