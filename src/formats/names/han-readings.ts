import { canonicalSyllable, foldedSyllable } from '../lexemes/vietnamese-syllable.ts';
import shipped from './han-readings.json' with { type: 'json' };

type Readings = { readonly vietnamese: readonly string[]; readonly pinyin: readonly string[] };

const READINGS = new Map<string, Readings>();
/** Vietnamese readings as they are typed without marks, each with those that have marks. */
const UNMARKED = new Map<string, Set<string>>();
/** For each Vietnamese reading the pinyin of its characters. */
const PINYIN_OF = new Map<string, Set<string>>();
const PINYIN = new Set<string>();
for (const line of shipped.readings) learn(line);

function learn(line: string): void {
  const [character = '', vi = '', py = ''] = line.split(' ');
  const pinyin = py.split(',').filter((one) => one !== '');
  const vietnamese = vi.split(',').map(canonicalSyllable);
  READINGS.set(character, { vietnamese, pinyin });
  for (const [at, spelled] of vi.split(',').entries()) {
    const reading = vietnamese[at] ?? '';
    addTo(UNMARKED, foldedSyllable(spelled), [reading]);
    addTo(PINYIN_OF, reading, pinyin);
  }
  for (const one of pinyin) PINYIN.add(one);
}

function addTo(sets: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  const known = sets.get(key) ?? new Set();
  for (const value of values) known.add(value);
  sets.set(key, known);
}

/** How Vietnamese reads a simplified character, as canonical syllables; none for a rare one. */
export function vietnameseReadings(character: string): readonly string[] {
  return READINGS.get(character)?.vietnamese ?? [];
}

/** Pinyin without tones. */
export function pinyinReadings(character: string): readonly string[] {
  return READINGS.get(character)?.pinyin ?? [];
}

/** The canonical syllables that read a character and are typed so without marks: `bac` is `bắc` and `bạc`. */
export function readingsTyped(folded: string): readonly string[] {
  return [...(UNMARKED.get(folded) ?? [])];
}

/** Is there a character that is read by this canonical syllable? */
export function isReading(canonical: string): boolean {
  return PINYIN_OF.has(canonical);
}

/** The pinyin of the characters that a canonical syllable reads. */
export function pinyinOfReading(canonical: string): readonly string[] {
  return [...(PINYIN_OF.get(canonical) ?? [])];
}

const LONGEST_PINYIN = 6;

/** A lower-case word as syllables of pinyin, in the one way that begins with the longest; undefined where it is none. `jinping` is `jin ping`. */
export function pinyinSyllables(word: string): readonly string[] | undefined {
  // From the end, so that each place is looked at once: how long the first syllable from there is, if the rest is pinyin.
  const lengths: (number | undefined)[] = Array.from({ length: word.length });
  for (let at = word.length - 1; at >= 0; at -= 1) lengths[at] = lengthAt(word, at, lengths);
  const syllables: string[] = [];
  for (let at = 0; at < word.length;) {
    const length = lengths[at];
    if (length === undefined) return undefined;
    syllables.push(word.slice(at, at + length));
    at += length;
  }
  return syllables;
}

function lengthAt(word: string, at: number, after: readonly (number | undefined)[]): number | undefined {
  for (let length = Math.min(LONGEST_PINYIN, word.length - at); length > 0; length -= 1) {
    const isRestRead = at + length === word.length || after[at + length] !== undefined;
    if (isRestRead && PINYIN.has(word.slice(at, at + length))) return length;
  }
  return undefined;
}
