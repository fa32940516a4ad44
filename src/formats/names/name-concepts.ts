import type { Concept } from '#domain/search/question.ts';
import { englishStem, isStopWord } from '../lexemes/english-stem.ts';
import { simplified } from '../lexemes/han-text.ts';
import { normalText } from '../lexemes/normal-text.ts';
import {
  canonicalSyllable,
  foldedSyllable,
  hasMarks,
  looksLikeSyllable,
} from '../lexemes/vietnamese-syllable.ts';
import { wordRuns } from '../lexemes/word-runs.ts';
import { aliasesInHan, aliasesInWords } from './aliases.ts';
import {
  isReading,
  pinyinOfReading,
  pinyinReadings,
  pinyinSyllables,
  readingsTyped,
  vietnameseReadings,
} from './han-readings.ts';
import { isPerson, SURNAMES } from './surnames.ts';

type Target = 'vi' | 'zh' | 'en';
type Alternatives = Concept['alternatives'];

/** Two syllables of pinyin are many words: `bei jing` is also `背景`. */
const TWO_PINYIN = 0.25;
/**
 * Any two neighbours that Vietnamese took over from Chinese, whether a name or not: `phát triển` is `发展`. Beside a lexicon, which
 * tells words apart, they add little.
 */
const SHARED_WORD = { 'with lexicon': 0.05, 'without lexicon': 0.5 } as const;
export type Beside = keyof typeof SHARED_WORD;

/** A name without capitals, which may be no name. */
const WITHOUT_CAPITALS = 0.5;
const LONGEST_QUESTION_OF_ONE_NAME = 4;
const MOST_SYLLABLES = 5;
/** Of the ways to put marks on what was typed without. */
const MOST_WAYS = 200;

/**
 * Names of a question as another language writes them, by what their characters are read as (multilingual.md §3.1): `Tập Cận Bình` and
 * `Xi Jinping` in Chinese stories, `习近平` in Vietnamese and English ones. What is known under another name (aliases.ts) is not
 * among them: it has one lexeme in all languages.
 */
export function nameConcepts(text: string, to: Target, beside: Beside): readonly Concept[] {
  const shared = SHARED_WORD[beside];
  const plain = simplified(text.normalize('NFKC'));
  const runs = [...wordRuns(plain)];
  const isOneName = !/\p{Lu}/u.test(plain) && runs.length === 1;
  return runs.flatMap((run) => {
    const han = run.filter(({ kind }) => kind === 'han').flatMap((piece) => hanNames(piece.text, to, shared));
    const words = run.map(({ kind, text: piece }) => (kind === 'word' ? piece : ''));
    const latin = latinNames(words, isOneName).flatMap((name) => latinConcepts(name, to));
    return [...han, ...latin, ...(to === 'zh' ? sharedWords(withoutNames(words), shared) : [])];
  });
}

/** What a text names that has one lexeme under all its names, in the words of the text. */
export function aliasConcepts(text: string): readonly Concept[] {
  return [...wordRuns(simplified(text.normalize('NFKC')))].flatMap((run) => {
    const words = run.map(({ kind, text: piece }) => (kind === 'word' ? piece : ''));
    const latin = aliasesInWords(words.map(normalText)).map(({ lexeme, from, to }) =>
      aliasConcept(lexeme, words.slice(from, to).join(' ')),
    );
    const han = run
      .filter(({ kind }) => kind === 'han')
      .flatMap(({ text: piece }) =>
        aliasesInHan([...piece]).map(({ lexeme, from, to }) =>
          aliasConcept(lexeme, [...piece].slice(from, to).join('')),
        ),
      );
    return [...latin, ...han];
  });
}

function aliasConcept(lexeme: string, term: string): Concept {
  return { kind: 'place', weight: 1, alternatives: [certain([lexeme])], said: { term, what: 'name' } };
}

type LatinName = { readonly words: readonly string[]; readonly weight: number };

/** Neighbouring words with capitals, or the whole of a short question that has none. */
function latinNames(words: readonly string[], isOneName: boolean): readonly LatinName[] {
  if (isOneName && words.length <= LONGEST_QUESTION_OF_ONE_NAME && mayBeName(words))
    return unknownParts(words).map((part) => ({ words: part, weight: WITHOUT_CAPITALS }));
  return capitalRuns(words)
    .flatMap(unknownParts)
    .map((part) => ({ words: part, weight: 1 }));
}

/** Marks tell a person from other words; without them it may be one. */
function mayBeName(words: readonly string[]): boolean {
  return !words.includes('') && (!hasMarks(normalText(words.join(''))) || isPerson(words.map(normalText)));
}

function capitalRuns(words: readonly string[]): readonly (readonly string[])[] {
  const runs: string[][] = [[]];
  for (const word of words) {
    if (/^\p{Lu}/u.test(word)) runs.at(-1)?.push(word);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0 && run.length <= MOST_SYLLABLES);
}

/** What no alias names. */
function unknownParts(words: readonly string[]): readonly (readonly string[])[] {
  const normal = words.map(normalText);
  const parts: string[][] = [];
  let start = 0;
  for (const { from, to } of [
    ...aliasesInWords(normal),
    { from: words.length, to: words.length, lexeme: '' },
  ]) {
    parts.push(normal.slice(start, from));
    start = to;
  }
  return parts.filter((part) => part.length > 0);
}

function latinConcepts({ words, weight }: LatinName, to: Target): readonly Concept[] {
  const term = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  const said = { term, what: 'name' } as const;
  const concept = (alternatives: Alternatives, share = 1): readonly Concept[] =>
    alternatives.length === 0 ? [] : [{ kind: `name in ${to}`, weight: weight * share, alternatives, said }];
  if (to === 'zh') return [...concept(byVietnamese(words)), ...byPinyin(words, concept)];
  if (words.length < 2) return [];
  if (to === 'en') return hasMarks(words.join('')) ? concept(inEnglish(words)) : [];
  if (hasMarks(words.join('')) || !words.every(looksLikeSyllable)) return [];
  return concept([certain(pairsOf(words.map(foldedSyllable)).map((pair) => `~${pair}`))]);
}

/** Chinese that is read so in Vietnamese; typed without marks, read in any of the ways that the marks may be put. */
function byVietnamese(words: readonly string[]): Alternatives {
  if (words.length < 2) return [];
  const isMarked = hasMarks(words.join(''));
  const ways = words.map((word) =>
    isMarked ? [canonicalSyllable(word)] : readingsTyped(foldedSyllable(word)),
  );
  if (!ways.flat().every(isReading)) return [];
  return combined(ways).map((way) => certain(pairsOf(way).map((pair) => `hv:${pair}`)));
}

function byPinyin(
  words: readonly string[],
  concept: (alternatives: Alternatives, share?: number) => readonly Concept[],
): readonly Concept[] {
  const syllables = words.map(pinyinSyllables);
  if (syllables.includes(undefined)) return [];
  const all = syllables.flatMap((some) => some ?? []);
  if (all.length < 2) return [];
  return concept([certain(pairsOf(all).map((pair) => `py:${pair}`))], all.length === 2 ? TWO_PINYIN : 1);
}

/** A Vietnamese name as English papers print it, without marks, and a Chinese one as it is in pinyin. */
function inEnglish(words: readonly string[]): Alternatives {
  const pinyin = combined(words.map((word) => pinyinOfReading(canonicalSyllable(word))));
  return spelledInEnglish([words.map(foldedSyllable), ...pinyin.flatMap(pinyinWords)]);
}

/** No story has the `to` of `To Lam` among its words. */
function spelledInEnglish(spellings: readonly (readonly string[])[]): Alternatives {
  return spellings
    .map((words) => words.filter((word) => !isStopWord(word)).map(englishStem))
    .filter((stems) => stems.length > 0)
    .map(certain);
}

/** `xi jin ping` is printed `Xi Jinping`. */
function pinyinWords([surname = '', ...given]: readonly string[]): readonly (readonly string[])[] {
  return given.length === 0 ? [] : [[surname, given.join('')]];
}

/** Of a run of Han: persons, by their surnames, and what Vietnamese has in its own reading. */
function hanNames(text: string, to: Target, shared: number): readonly Concept[] {
  if (to === 'zh') return [];
  const characters = [...text];
  const known = new Set(
    aliasesInHan(characters).flatMap(({ from, to: end }) =>
      Array.from({ length: end - from }, (_one, at) => from + at),
    ),
  );
  return characters.flatMap((character, at) => {
    if (known.has(at)) return [];
    const persons = SURNAMES.has(character)
      ? [
          ...person(characters.slice(at, at + 3), to, { length: 3, weight: 1 }),
          // Two characters are likelier a word than a person.
          ...person(characters.slice(at, at + 2), to, { length: 2, weight: shared }),
        ]
      : [];
    return to === 'vi' ? [...persons, ...vietnamesePair(characters.slice(at, at + 2), shared)] : persons;
  });
}

function person(
  characters: readonly string[],
  to: 'vi' | 'en',
  { length, weight }: { readonly length: number; readonly weight: number },
): readonly Concept[] {
  if (characters.length < length) return [];
  const vietnamese = combined(characters.map(vietnameseReadings));
  const alternatives =
    to === 'vi'
      ? vietnamese.map((way) => certain(pairsOf(way)))
      : spelledInEnglish([
          ...combined(characters.map(pinyinReadings)).flatMap(pinyinWords),
          ...vietnamese.map((way) => way.map(withoutTone)),
        ]);
  const said = { term: characters.join(''), what: 'name' } as const;
  return alternatives.length === 0 ? [] : [{ kind: `name in ${to}`, weight, alternatives, said }];
}

function vietnamesePair(characters: readonly string[], weight: number): readonly Concept[] {
  if (characters.length < 2) return [];
  const alternatives = combined(characters.map(vietnameseReadings)).map((way) => certain(pairsOf(way)));
  const said = { term: characters.join(''), what: 'word' } as const;
  return alternatives.length === 0 ? [] : [{ kind: 'shared with vi', weight, alternatives, said }];
}

/** An empty place for each word of a name: its parts are no words. */
function withoutNames(words: readonly string[]): readonly string[] {
  const normal = words.map(normalText);
  const blank = (from: number, to: number): void => void normal.fill('', from, to);
  for (const { from, to } of aliasesInWords(normal)) blank(from, to);
  for (let from = 0; from < words.length; from += 1) {
    const run = words.slice(from, from + MOST_SYLLABLES);
    const end = run.findIndex((word) => !/^\p{Lu}/u.test(word));
    const name = normal.slice(from, from + (end === -1 ? run.length : end));
    if (name.length > 1 && isPerson(name)) blank(from, from + name.length);
  }
  return normal;
}

/** Words that Vietnamese took over from Chinese, as far as they are typed with their marks; lower-case. */
function sharedWords(words: readonly string[], weight: number): readonly Concept[] {
  return words.slice(1).flatMap((word, at) => {
    const pair = [words[at] ?? '', word];
    if (!hasMarks(pair.join('')) || !pair.every((one) => one !== '' && isReading(canonicalSyllable(one))))
      return [];
    const alternatives = [certain([`hv:${pair.map(canonicalSyllable).join('_')}`])];
    const said = { term: pair.join(' '), what: 'word' } as const;
    return [{ kind: 'shared with zh', weight, alternatives, said }];
  });
}

function certain(lexemes: readonly string[]): Alternatives[number] {
  return { lexemes, probability: 1 };
}

function pairsOf(syllables: readonly string[]): readonly string[] {
  return syllables.slice(1).map((syllable, at) => `${syllables[at] ?? ''}_${syllable}`);
}

/** Every way to choose one of each; none where they are too many, or where one has none. */
function combined(choices: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const ways = choices.reduce((product, { length }) => product * length, 1);
  if (ways === 0 || ways > MOST_WAYS) return [];
  return choices.reduce<readonly (readonly string[])[]>(
    (some, next) => some.flatMap((way) => next.map((one) => [...way, one])),
    [[]],
  );
}

function withoutTone(canonical: string): string {
  return foldedSyllable(canonical.replace(/\d$/u, ''));
}
