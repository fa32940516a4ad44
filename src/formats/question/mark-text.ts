import { readingOf, type Reading } from '../lexemes/analyse.ts';
import { speaksOf, type SearchTerms } from '#domain/search/question.ts';
import { canonicalSyllable } from '../lexemes/vietnamese-syllable.ts';
import { aliasOfAll, LONGEST_NAME } from '../names/aliases.ts';
import { lexemesOf, pairLexemesOf, textUnits, type Unit } from '../lexemes/text-units.ts';
import { phrasesIn, readPhrase, type ReadPhrase } from './hold-phrase.ts';

/** A stretch of a text, and whether the question asked for it. */
export type Segment = { readonly text: string; readonly hit: boolean };

/** What to mark in stories of one language. */
export type Marks = {
  readonly reading: Reading;
  readonly lexemes: ReadonlySet<string>;
  /** Those of `lexemes` that are a place or person under all its names. */
  readonly places: ReadonlySet<string>;
  readonly phrases: readonly ReadPhrase[];
};

/** What helps only after a slip of the pen is not shown as a hit. */
const LEAST_WEIGHT = 0.25;
/** Vietnamese words that every story has. */
const COMMON = new Set(
  'và của ở là các những trong cho với được có đã một này tại từ về'.split(' ').map(canonicalSyllable),
);

/** What of a question can be shown in stories of a language. */
export function marksFor({ readings, all }: SearchTerms, language: string): Marks {
  const concepts = readings
    .filter((reading) => speaksOf(reading, language))
    .flatMap((reading) => reading.concepts.filter(({ weight }) => weight >= LEAST_WEIGHT));
  const asked = new Set(concepts.flatMap((one) => one.alternatives.flatMap(({ lexemes }) => lexemes)));
  for (const { anyOf } of all) for (const lexeme of anyOf.flat()) asked.add(lexeme);
  const lexemes = [...asked].filter((lexeme) => !lexeme.split('_').some((part) => COMMON.has(part)));
  return {
    reading: readingOf(language),
    lexemes: new Set(lexemes),
    places: new Set(lexemes.filter((lexeme) => lexeme.startsWith('@'))),
    phrases: all.flatMap(({ phrase }) => (phrase === undefined ? [] : [readPhrase(phrase)])),
  };
}

/**
 * A headline marked, and the stretch of the texts that tells most. Of neighbours that were asked for together the pair is
 * shown where the story has it: a single Han character, or a syllable typed without its mark, stands in every story.
 */
export function markStory(
  { headline, texts }: { readonly headline: string; readonly texts: readonly string[] },
  asked: Marks,
): { readonly headline: readonly Segment[]; readonly extract?: readonly Segment[] } {
  const read = readTexts([headline, ...texts]);
  const marks = { ...asked, lexemes: telling(asked, read) };
  const extract = extractOf(read.slice(1), marks);
  return {
    headline: segmentsOf(headline, hitsIn(read[0]?.units ?? [], marks), { from: 0, to: headline.length }),
    ...(extract ? { extract } : {}),
  };
}

type ReadText = { readonly text: string; readonly units: readonly Unit[] };

/** Of one story; what stands further down is not looked at. */
const MOST_CHARACTERS = 20_000;

function readTexts(texts: readonly string[]): readonly ReadText[] {
  let left = MOST_CHARACTERS;
  return texts.flatMap((whole) => {
    if (left <= 0) return [];
    const text = whole.slice(0, left).toWellFormed();
    left -= text.length;
    return [{ text, units: [...textUnits(text)] }];
  });
}

function telling({ lexemes, reading }: Marks, texts: readonly ReadText[]): ReadonlySet<string> {
  const parts = [...lexemes].map((lexeme) => [lexeme, partsOfPair(lexeme)] as const);
  const pairs = new Map(parts.filter(([, both]) => both.length > 0));
  if (pairs.size === 0) return lexemes;
  const told = new Set(
    texts.flatMap(({ units }) => pairsIn(units, reading)).flatMap((pair) => pairs.get(pair) ?? []),
  );
  return new Set([...lexemes].filter((lexeme) => !told.has(lexeme)));
}

function pairsIn(units: readonly Unit[], reading: Reading): readonly string[] {
  return units.flatMap((unit, at) => {
    const next = units[at + 1];
    return next ? pairLexemesOf(unit, next, reading) : [];
  });
}

function partsOfPair(lexeme: string): readonly string[] {
  if (lexeme.startsWith('~') && lexeme.includes('_'))
    return lexeme
      .slice(1)
      .split('_')
      .map((part) => `~${part}`);
  const characters = [...lexeme];
  return characters.length === 2 && /^\p{Script=Han}+$/u.test(lexeme) ? characters : [];
}

/** A hit in the text, and which word of the question it is. */
type Hit = { readonly start: number; readonly end: number; readonly what: string };

function hitsIn(units: readonly Unit[], { reading, lexemes, places, phrases }: Marks): readonly Hit[] {
  const hits: Hit[] = [];
  const mark = (at: number, length: number, what: string): void => {
    const [first, last] = [units[at], units[at + length - 1]];
    if (first && last) hits.push({ start: first.start, end: last.end, what });
  };
  const held = units.map((unit) => ({ run: unit.run, lexemes: lexemesOf(unit, reading) }));
  for (const [at, unit] of units.entries()) {
    const next = units[at + 1];
    const pair = next && pairLexemesOf(unit, next, reading).find((lexeme) => lexemes.has(lexeme));
    const single = held[at]?.lexemes.find((lexeme) => lexemes.has(lexeme));
    const place = places.size > 0 ? placeAt(units, at, places) : undefined;
    if (single !== undefined) mark(at, 1, single);
    if (pair !== undefined) mark(at, 2, pair);
    if (place) mark(at, place.length, place.key);
  }
  for (const phrase of phrases)
    for (const at of phrasesIn(held, phrase)) mark(at, phrase.length, `phrase ${phrases.indexOf(phrase)}`);
  return hits;
}

function placeAt(
  units: readonly Unit[],
  at: number,
  places: ReadonlySet<string>,
): { readonly key: string; readonly length: number } | undefined {
  const kind = units[at]?.kind;
  if (kind === undefined || kind === 'number') return undefined;
  for (let length = LONGEST_NAME[kind]; length > 0; length -= 1) {
    const some = units.slice(at, at + length);
    if (some.some((one) => one.kind !== kind || one.run !== units[at]?.run)) continue;
    const name = some.map(({ spellings: [first = ''] }) => first);
    const key = aliasOfAll(kind, name);
    if (key !== undefined && places.has(key)) return { key, length: some.length };
  }
  return undefined;
}

type Span = { readonly from: number; readonly to: number };

function segmentsOf(text: string, hits: readonly Hit[], { from, to }: Span): readonly Segment[] {
  const segments: Segment[] = [];
  let at = from;
  for (const { start, end } of merged(text, hits)) {
    if (start < from || end > to) continue;
    if (start > at) segments.push({ text: text.slice(at, start), hit: false });
    segments.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < to) segments.push({ text: text.slice(at, to), hit: false });
  return segments;
}

/** Hits that touch, or that only blanks part, as one. */
function merged(text: string, hits: readonly Hit[]): readonly Omit<Hit, 'what'>[] {
  const all: { readonly start: number; end: number }[] = [];
  for (const { start, end } of hits.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && (start <= last.end || text.slice(last.end, start).trim() === ''))
      last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

/** Columns of an extract; a Han character takes two. */
const COLUMNS = 180;
/** So much is shown before the first hit. */
const BEFORE = 40;
/**
 * The stretch of the texts that tells most of what was asked for, marked; the first of equals. Undefined when none of them
 * holds anything of it.
 */
function extractOf(texts: readonly ReadText[], marks: Marks): readonly Segment[] | undefined {
  let best: (ReadText & { readonly hits: readonly Hit[] }) | undefined;
  let start = 0;
  let most = 0;
  for (const { text, units } of texts) {
    const hits = hitsIn(units, marks).toSorted((a, b) => a.start - b.start);
    const found = richest(text, hits);
    if (found.told <= most) continue;
    best = { text, units, hits };
    start = found.start;
    most = found.told;
  }
  return best && cut(best, start);
}

/** Where the window begins that holds most of the different words: the hits are gone through once, with two ends. */
function richest(text: string, hits: readonly Hit[]): { readonly start: number; readonly told: number } {
  const inside = new Map<string, number>();
  let [tail, start, told] = [0, 0, 0];
  for (const { end, what } of hits) {
    inside.set(what, (inside.get(what) ?? 0) + 1);
    for (
      let first = hits[tail];
      first && columnsIn(text, first.start, end) > COLUMNS - BEFORE;
      first = hits[tail]
    ) {
      const left = (inside.get(first.what) ?? 1) - 1;
      if (left === 0) inside.delete(first.what);
      else inside.set(first.what, left);
      tail += 1;
    }
    if (inside.size > told) [told, start] = [inside.size, hits[tail]?.start ?? 0];
  }
  return { start, told };
}

function columnsIn(text: string, from: number, to: number): number {
  // No window is wider in units than it is in columns: beyond that it need not be counted.
  if (to - from > COLUMNS) return to - from;
  let columns = 0;
  for (const character of text.slice(from, to)) columns += columnsOf(character);
  return columns;
}

function columnsOf(character: string): number {
  return /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u.test(character) ? 2 : 1;
}

/** From a little before the hit to the width of an extract, at the edges of words. */
function cut(
  { text, units, hits }: ReadText & { readonly hits: readonly Hit[] },
  hit: number,
): readonly Segment[] {
  const from = units.find((one) => one.start <= hit && columnsIn(text, one.start, hit) <= BEFORE)?.start ?? 0;
  const isFromStart = units[0]?.start === from;
  const begin = isFromStart ? 0 : from;
  const last = units.findLast((one) => one.end > hit && columnsIn(text, begin, one.end) <= COLUMNS);
  const isToEnd = units.at(-1) === last || last === undefined;
  const segments = segmentsOf(text, hits, { from: begin, to: isToEnd ? text.length : last.end });
  const dots = { text: '…', hit: false };
  return [...(isFromStart ? [] : [dots]), ...segments, ...(isToEnd ? [] : [dots])];
}
