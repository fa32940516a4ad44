import type { Instant } from '#kernel/instant.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';

/** One leaf of a transparency log, as anybody may read it. */
export type ReadLeaf = {
  /** Its place in the log; a leaf that waits for the next checkpoint has none yet. */
  readonly index?: number;
  readonly kind: string;
  readonly subjectHash: string;
  readonly reasonClass?: ReasonClass;
  readonly at: Instant;
  readonly leaf: string;
};

export type LogLeafReads = {
  /** The newest first; with kinds, only those. */
  list(
    agencyId: string,
    ask: { readonly limit: number; readonly kinds?: readonly string[] },
  ): Promise<readonly ReadLeaf[]>;
};
