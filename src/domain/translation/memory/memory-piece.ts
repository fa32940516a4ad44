/** `key`: what its spellings have in common, and what it is looked up by; `text`: as it stood there. */
export type MemoryTerm = { readonly key: string; readonly text: string };

/** A piece of a story beside its translation, as the terms of both; the language that comes first in the alphabet is the left one. */
export type MemoryPiece = {
  /** Primary subtags (RFC 5646 §2.2.1). */
  readonly languages: readonly [left: string, right: string];
  readonly left: readonly MemoryTerm[];
  readonly right: readonly MemoryTerm[];
};

/** That a term was translated so, in so many pieces of text. */
export type Remembered = {
  readonly from: string;
  readonly key: string;
  readonly to: string;
  readonly text: string;
  readonly pieces: number;
};
