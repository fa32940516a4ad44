import type { Concept, Said } from '#domain/search/question.ts';
import { englishStem, isStopWord } from '../lexemes/english-stem.ts';
import { simplified } from '../lexemes/han-text.ts';
import { normalText } from '../lexemes/normal-text.ts';
import { canonicalSyllable, hasMarks } from '../lexemes/vietnamese-syllable.ts';
import { wordRuns } from '../lexemes/word-runs.ts';
import { isPerson } from '../names/surnames.ts';
import type { Lexicon, Translation } from './open-lexicon.ts';
import { foldedKey, wordsOf, type LexiconLanguage } from './term-key.ts';

/** A term of the question and what is looked for in its stead, likeliest first; `own` of it, the agency's own translations told. */
export type SoughtAs = {
  readonly term: string;
  readonly as: readonly string[];
  readonly own?: readonly string[];
};

/** A question in another language: what to look for, and what a person is told of it. */
export type AskedIn = { readonly concepts: readonly Concept[]; readonly sought: readonly SoughtAs[] };

/** Syllables or words, and characters, of the longest term that is looked up. */
const LONGEST: Readonly<Record<LexiconLanguage, number>> = { vi: 6, en: 6, zh: 8 };
/** A part of a longer term tells a little by itself: "flash floods" is also about floods. */
const PART_WEIGHT = 0.3;
/** A name that the lexicon took for a word is still a name. */
const NAME_WEIGHT = 0.3;
/** A lexicon is surer of its likeliest translation than it should be: shares are evened out by this power, between 0 (all alike) and 1. */
const CERTAINTY = 0.7;
/** So many of the likeliest are told. */
const TOLD = 3;

/** The smallest thing that a term is made of: a syllable, an English word, a character, a number. */
type Unit = {
  readonly text: string;
  readonly typed: string;
  readonly kind: 'word' | 'number' | 'han';
  readonly isCapital: boolean;
};
type Asking = {
  readonly from: LexiconLanguage;
  readonly to: LexiconLanguage;
  readonly lexicon: Lexicon;
  /** Terms, as `sought` names them, that are left as they stand. */
  readonly asTyped?: readonly string[];
};

/**
 * Puts a question into another language by a lexicon: the longest terms first, each with all its translations by their shares
 * (probabilistic structured queries, Darwish and Oard 2003); the parts of a term count a little beside it. Numbers and names in Latin
 * letters stay as they are. Nothing is found for words that the lexicon lacks.
 */
export function askInLanguage(question: string, asking: Asking): AskedIn {
  const concepts: Concept[] = [];
  const sought: SoughtAs[] = [];
  const isUnmarked = isTypedWithoutMarks(question, asking);
  const hasNames = tellsNames(question, asking);
  for (const run of unitsOf(question))
    for (let at = 0; at < run.length;) {
      const rest = run.slice(at);
      const name = hasNames ? nameAt(rest, asking, isUnmarked) : 0;
      const term = name > 0 ? undefined : longestTerm(rest, asking, isUnmarked);
      const units = rest.slice(0, term?.length ?? Math.max(name, 1));
      at += units.length;
      const told = term && toldOf(units, term.translations, asking.from);
      if (told && isLeft(told, asking)) continue;
      if (told) sought.push(told);
      concepts.push(...conceptsOf(units, term, { ...asking, isUnmarked, opens: at === units.length }));
    }
  return { concepts, sought };
}

/** Every term that a question in a language could be looked up by. */
export function keysIn(question: string, from: LexiconLanguage): readonly string[] {
  const isUnmarked = isTypedWithoutMarks(question, { from });
  const keys = unitsOf(question).flatMap((run) =>
    run.flatMap((_unit, start) =>
      run
        .slice(start, start + LONGEST[from])
        .map((_last, more) => keyOf(run.slice(start, start + more + 1), from, isUnmarked)),
    ),
  );
  return [...new Set(keys)];
}

function isTypedWithoutMarks(question: string, { from }: Pick<Asking, 'from'>): boolean {
  return from === 'vi' && !hasMarks(normalText(question));
}

/** Where all letters are capitals they tell nothing. */
function tellsNames(question: string, { from }: Asking): boolean {
  return from === 'vi' && /\p{Ll}/u.test(question);
}

function isLeft({ term }: SoughtAs, { asTyped = [] }: Asking): boolean {
  return asTyped.includes(term);
}

/**
 * How many syllables with capitals begin here that are a name and no term: `Phạm Minh Chính` is not made of the words for to violate,
 * bright and main. 0 for `Bộ Ngoại giao`, which is a term or ends in one, and for a single syllable.
 */
function nameAt(units: readonly Unit[], asking: Asking, isUnmarked: boolean): number {
  const after = units.findIndex(({ isCapital }) => !isCapital);
  const capitals = after === -1 ? units.length : after;
  if (capitals < 2 || (longestTerm(units, asking, isUnmarked)?.length ?? 0) >= capitals) return 0;
  const last = longestTerm(units.slice(capitals - 1), asking, isUnmarked);
  const length = (last?.length ?? 0) > 1 ? capitals - 1 : capitals;
  return length > 1 && isPerson(units.slice(0, length).map(({ text }) => text)) ? length : 0;
}

function unitsOf(question: string): readonly (readonly Unit[])[] {
  const text = simplified(question.normalize('NFKC'));
  return [...wordRuns(text)].map((run) =>
    run.flatMap(({ kind, text: piece }): readonly Unit[] => {
      if (kind === 'han') return [...piece].map((one) => ({ text: one, typed: one, kind, isCapital: false }));
      return [{ text: normalText(piece), typed: piece, kind, isCapital: /^\p{Lu}/u.test(piece) }];
    }),
  );
}

type Term = { readonly length: number; readonly translations: readonly Translation[] };

function longestTerm(
  units: readonly Unit[],
  { from, lexicon }: Asking,
  isUnmarked: boolean,
  longest = LONGEST[from],
): Term | undefined {
  for (let length = Math.min(longest, units.length); length > 0; length -= 1) {
    const term = units.slice(0, length);
    if (from === 'en' && length === 1 && isStopWord(term[0]?.text ?? '')) return undefined;
    const translations = lexicon.find(keyOf(term, from, isUnmarked));
    if (translations.length > 0) return { length, translations };
  }
  return undefined;
}

function keyOf(units: readonly Unit[], from: LexiconLanguage, isUnmarked: boolean): string {
  const words = units.map(({ text }) => text);
  if (from === 'zh') return words.join('');
  if (from === 'en') return words.map(englishStem).join(' ');
  return isUnmarked ? foldedKey(words) : words.map(canonicalSyllable).join(' ');
}

function conceptsOf(
  units: readonly Unit[],
  term: Term | undefined,
  asking: Asking & { readonly isUnmarked: boolean; readonly opens: boolean },
): readonly Concept[] {
  if (!term) return units.flatMap((unit) => unchanged(unit, asking.to, 1));
  const said: Said = {
    term: units.map(({ typed }) => typed).join(asking.from === 'zh' ? '' : ' '),
    // What opens a sentence has a capital whatever it is.
    what:
      units.every(({ isCapital }) => isCapital) && !(asking.opens && units.length === 1) ? 'name' : 'word',
  };
  return [
    { ...conceptOf(term.translations, asking.to, 1), said },
    ...(term.length > 1 ? partsOf(units, asking) : []),
    ...units.filter(({ isCapital }) => isCapital).flatMap((unit) => unchanged(unit, asking.to, NAME_WEIGHT)),
  ];
}

/** Shorter terms that cover a longer one. */
function partsOf(
  units: readonly Unit[],
  asking: Asking & { readonly isUnmarked: boolean },
): readonly Concept[] {
  const parts: Concept[] = [];
  for (let at = 0; at < units.length;) {
    const part = longestTerm(units.slice(at), asking, asking.isUnmarked, units.length - 1);
    if (part) parts.push(conceptOf(part.translations, asking.to, PART_WEIGHT));
    at += part?.length ?? 1;
  }
  return parts;
}

function conceptOf(translations: readonly Translation[], to: LexiconLanguage, weight: number): Concept {
  const doubted = translations.map(({ share }) => share ** CERTAINTY);
  const total = doubted.reduce((sum, one) => sum + one, 0);
  return {
    kind: `in ${to}`,
    weight,
    alternatives: translations.flatMap(({ text }, at) => {
      const lexemes = termLexemes(text, to);
      return lexemes.length === 0 ? [] : [{ lexemes, probability: (doubted[at] ?? 0) / total }];
    }),
  };
}

/** What a story in the language must hold to hold the term: its neighbours as pairs; in English the words. */
function termLexemes(text: string, language: LexiconLanguage): readonly string[] {
  const normal = normalText(text);
  if (language === 'zh' && /\p{Script=Han}/u.test(normal)) {
    const characters = [...simplified(normal)].filter((one) => /[\p{L}\p{N}]/u.test(one));
    return pairsOf(characters, '');
  }
  const words = wordsOf(normal);
  if (language === 'vi') return pairsOf(words.map(canonicalSyllable), '_');
  const telling = words.filter((word) => !isStopWord(word));
  return (telling.length > 0 ? telling : words).map(englishStem);
}

function pairsOf(units: readonly string[], between: string): readonly string[] {
  if (units.length < 2) return units;
  return units.slice(1).map((unit, index) => `${units[index] ?? ''}${between}${unit}`);
}

/** A number or a word as it stands, as stories in any language have it; a character that the lexicon lacks tells nothing in another language. */
function unchanged(
  { text, typed, kind, isCapital }: Unit,
  to: LexiconLanguage,
  weight: number,
): readonly Concept[] {
  if (kind === 'han' || (kind === 'word' && isStopWord(text))) return [];
  const word = to === 'vi' || hasMarks(text) ? canonicalSyllable(text) : englishStem(text);
  const lexemes = [kind === 'number' ? text : word];
  const what = kind === 'number' ? 'number' : isCapital ? 'name' : 'word';
  const said = { term: typed, what } as const;
  return [{ kind: `in ${to}`, weight, alternatives: [{ lexemes, probability: 1 }], said }];
}

function toldOf(
  units: readonly Unit[],
  translations: readonly Translation[],
  from: LexiconLanguage,
): SoughtAs {
  const told = translations.slice(0, TOLD);
  const own = told.filter(({ isOwn }) => isOwn).map(({ text }) => text);
  return {
    term: units.map(({ text }) => text).join(from === 'zh' ? '' : ' '),
    as: told.map(({ text }) => text),
    ...(own.length > 0 ? { own } : {}),
  };
}
