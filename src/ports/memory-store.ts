import type { Standing } from '#domain/translation/memory/link-terms.ts';
import type { MemoryPiece, Remembered } from '#domain/translation/memory/memory-piece.ts';
import type { Instant } from '#kernel/instant.ts';

/** A translation of which an agreement was asked whether it may be remembered. */
export type AskedText = {
  readonly translationId: string;
  readonly itemId: string;
  readonly revision: number;
  readonly at: Instant;
};

export type KeptPiece = MemoryPiece & { readonly id: number };

/** A term of a piece, and what else it is looked up by, put as a term of the other language. */
export type TermLink = {
  readonly from: string;
  readonly keys: readonly string[];
  readonly to: string;
  readonly text: string;
};

/** What of a term one story's translation told. `into`: the language that the story was translated into (BCP 47). */
export type Evidence = Remembered & { readonly itemId: string; readonly into: string };

/** What an agency remembers of its own translations: terms of aligned pieces, and which of them translate each other. */
export type MemoryStore = {
  /** Finished translations that were not asked about as they are now; those refused a day ago are among them. */
  unasked(at: Instant, limit: number): Promise<readonly string[]>;
  /** In the place of what was kept of it before. Of each two languages the oldest pieces beyond a bound are let go. Of a killed story nothing is kept. */
  keep(text: AskedText, pieces: readonly MemoryPiece[]): Promise<void>;
  /** Notes that it may not be remembered, and lets go what was kept. */
  refuse(text: AskedText): Promise<void>;
  /** Pieces that were never linked, or when the memory was at most half as large; all of the same two languages. */
  unlinked(limit: number): Promise<readonly KeptPiece[]>;
  /** In which pieces of these two languages the terms stand. */
  standing(
    languages: MemoryPiece['languages'],
    keys: { readonly left: readonly string[]; readonly right: readonly string[] },
  ): Promise<{ readonly left: Standing; readonly right: Standing }>;
  /** In the place of what was linked before. */
  link(piece: KeptPiece, links: readonly TermLink[]): Promise<void>;
  /** Of the newest stories that tell something; asking for nothing finds nothing. */
  find(
    asked: readonly { readonly language: string; readonly keys: readonly string[] }[],
  ): Promise<readonly Evidence[]>;
};
