import { canonicalSyllable, foldedSyllable } from '../lexemes/vietnamese-syllable.ts';
import shipped from './han-readings.json' with { type: 'json' };

type Readings = { readonly vietnamese: readonly string[]; readonly pinyin: readonly string[] };

type Tables = {
  readonly readings: Map<string, Readings>;
  /** Vietnamese readings as they are typed without marks, each with those that have marks. */
  readonly unmarked: Map<string, Set<string>>;
  /** For each Vietnamese reading the pinyin of its characters. */
  readonly pinyinOf: Map<string, Set<string>>;
  readonly pinyin: Set<string>;
};

let known: Tables | undefined;

/** Made when first asked for: what reads no names does not pay for it. */
function tables(): Tables {
  if (known) return known;
  known = { readings: new Map(), unmarked: new Map(), pinyinOf: new Map(), pinyin: new Set() };
  for (const line of shipped.readings) learn(line, known);
  return known;
}

function learn(line: string, { readings, unmarked, pinyinOf, pinyin: all }: Tables): void {
  const [character = '', vi = '', py = ''] = line.split(' ');
  const pinyin = py.split(',').filter((one) => one !== '');
  const vietnamese = vi.split(',').map(canonicalSyllable);
  readings.set(character, { vietnamese, pinyin });
  for (const [at, spelled] of vi.split(',').entries()) {
    const reading = vietnamese[at] ?? '';
    addTo(unmarked, foldedSyllable(spelled), [reading]);
    addTo(pinyinOf, reading, pinyin);
  }
  for (const one of pinyin) all.add(one);
}

function addTo(sets: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  const known = sets.get(key) ?? new Set();
  for (const value of values) known.add(value);
  sets.set(key, known);
}

/** How Vietnamese reads a simplified character, as canonical syllables; none for a rare one. */
export function vietnameseReadings(character: string): readonly string[] {
  return tables().readings.get(character)?.vietnamese ?? [];
}

/** Pinyin without tones. */
export function pinyinReadings(character: string): readonly string[] {
  return tables().readings.get(character)?.pinyin ?? [];
}

/** The canonical syllables that read a character and are typed so without marks: `bac` is `bắc` and `bạc`. */
export function readingsTyped(folded: string): readonly string[] {
  return [...(tables().unmarked.get(folded) ?? [])];
}

/** Is there a character that is read by this canonical syllable? */
export function isReading(canonical: string): boolean {
  return tables().pinyinOf.has(canonical);
}

/** The pinyin of the characters that a canonical syllable reads. */
export function pinyinOfReading(canonical: string): readonly string[] {
  return [...(tables().pinyinOf.get(canonical) ?? [])];
}

const LONGEST_PINYIN = 6;

/** A lower-case word as syllables of pinyin, in the one way that begins with the longest; undefined where it is none. `jinping` is `jin ping`. */
export function pinyinSyllables(word: string): readonly string[] | undefined {
  // From the end, so that each place is looked at once: how long the first syllable from there is, if the rest is pinyin.
  const lengths: (number | undefined)[] = Array.from({ length: word.length });
  const { pinyin } = tables();
  const isPinyin = (from: number, to: number): boolean => pinyin.has(word.slice(from, to));
  for (let at = word.length - 1; at >= 0; at -= 1) lengths[at] = lengthAt(at, lengths, isPinyin);
  const syllables: string[] = [];
  for (let at = 0; at < word.length;) {
    const length = lengths[at];
    if (length === undefined) return undefined;
    syllables.push(word.slice(at, at + length));
    at += length;
  }
  return syllables;
}

function lengthAt(
  at: number,
  after: readonly (number | undefined)[],
  isPinyin: (from: number, to: number) => boolean,
): number | undefined {
  for (let length = Math.min(LONGEST_PINYIN, after.length - at); length > 0; length -= 1) {
    const isRestRead = at + length === after.length || after[at + length] !== undefined;
    if (isRestRead && isPinyin(at, at + length)) return length;
  }
  return undefined;
}
