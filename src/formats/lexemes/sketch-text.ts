import { type TextSketch } from '#domain/chain/text-sketch.ts';
import { analyse, readingOf } from './analyse.ts';

/** A body that is shorter is a flash, and the same flash comes of two events. */
const LEAST_WORDS = 12;
/** Beyond this a story is no news text. */
const MOST_WORDS = 20_000;
/** So many words of a beginning: a story that is cut from below keeps them. */
const BEGINNING = 60;
const MOST_SHINGLES = 384;
/** Three hashes a band: two texts that share half have one of 24 in common with a probability of 0.96, two that share a fiftieth with 0.0002. */
const ROWS = 3;
const BANDS = 24;
const BANDS_OF_BEGINNING = 8;

/** What of a story is compared: its body. Headlines differ from road to road. */
export type SketchedText = {
  readonly language: string;
  readonly blocks: readonly { readonly text: string }[];
};

/** The sketch of a body as search reads its words; undefined of one too short to be told from others. */
export function sketchText({ language, blocks }: SketchedText): TextSketch | undefined {
  const words = wordsOf(blocks.map(({ text }) => text).join('\n.\n'), language);
  if (words.length < LEAST_WORDS) return undefined;
  const width = widthOf(language);
  const shingles = shinglesOf(words, width);
  const beginning = shinglesOf(words.slice(0, BEGINNING), width);
  const smallest = [...shingles.toSorted().subarray(0, MOST_SHINGLES)];
  return {
    digest: digestOf(words),
    bands: [...bandsOf(shingles, BANDS, 0), ...bandsOf(beginning, BANDS_OF_BEGINNING, BANDS)],
    shingles: smallest,
    total: shingles.length,
  };
}

/** English comes without its stop words, so two of its words say as much as three syllables or four characters. */
function widthOf(language: string): number {
  if (/^zh\b/i.test(language)) return 4;
  return readingOf(language) === 'vietnamese' ? 3 : 2;
}

function wordsOf(text: string, language: string): readonly number[] {
  const words: number[] = [];
  for (const { lexeme, tier } of analyse(text.toWellFormed(), readingOf(language))) {
    if (tier !== 'exact') continue;
    words.push(hashOf(lexeme));
    if (words.length === MOST_WORDS) break;
  }
  return words;
}

function digestOf(words: readonly number[]): string {
  let [one, other] = [words.length, ~words.length];
  for (const word of words) {
    one = mixed(Math.imul(one, 31) ^ word);
    other = mixed(Math.imul(other, 0x85eb_ca6b) + word);
  }
  return `${(one >>> 0).toString(16)}-${(other >>> 0).toString(16)}-${words.length}`;
}

function shinglesOf(words: readonly number[], width: number): Int32Array {
  const shingles = new Set<number>();
  for (let at = 0; at + width <= words.length; at += 1) {
    let shingle = 0;
    for (let next = 0; next < width; next += 1)
      shingle = mixed(Math.imul(shingle, 31) ^ (words[at + next] ?? 0));
    shingles.add(shingle);
  }
  return Int32Array.from(shingles);
}

/** MinHash in bands (Broder 1997; Leskovec et al., Mining of Massive Datasets, §3.4). */
function bandsOf(shingles: Int32Array, count: number, first: number): readonly number[] {
  return Array.from({ length: count }, (_one, band) => {
    let value = first + band + 1;
    for (let row = 0; row < ROWS; row += 1)
      value = mixed(Math.imul(value, 31) ^ least(shingles, (first + band) * ROWS + row + 1));
    return value;
  });
}

function least(shingles: Int32Array, seed: number): number {
  const salt = mixed(Math.imul(seed, 0x9e37_79b1));
  let smallest = 0x7fff_ffff;
  for (let at = 0; at < shingles.length; at += 1) {
    const hash = mixed((shingles[at] ?? 0) ^ salt);
    if (hash < smallest) smallest = hash;
  }
  return smallest;
}

/** FNV-1a over UTF-16, mixed. */
function hashOf(word: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x0100_0193);
  return mixed(hash);
}

/** The finalizer of MurmurHash3: every bit moves every other. */
function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return bits ^ (bits >>> 16);
}
