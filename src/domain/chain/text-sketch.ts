/**
 * What is kept of a text so that others like it are found and compared without it: numbers made of its words, of which no
 * word can be read. All numbers are 32-bit, signed.
 */
export type TextSketch = {
  /** Of all words in their order: the same text has the same, whatever its headline, marks of punctuation and spelling of Han. */
  readonly digest: string;
  /** Two texts that are alike share some, others hardly any; of the whole text and of its beginning. */
  readonly bands: readonly number[];
  /** The smallest of the hashes of its runs of words, in order; all of them when `total` is as many. */
  readonly shingles: readonly number[];
  /** How many different runs of words it has. */
  readonly total: number;
};

/** Rises when the same text gives another sketch: what was sketched under a lower one is sketched again. */
export const SKETCH_VERSION = 1;
