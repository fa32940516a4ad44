import type { Instant } from '#kernel/instant.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';

/**
 * Something that the public log must show (I8): who withdrew which thing, why, and when. `subject` names the thing and
 * is kept as its hash only; a leaf holds no text.
 */
export type LogLeaf = {
  readonly kind: 'page-withdrawn' | 'item-killed' | 'item-withheld' | 'item-reinstated';
  readonly subject: string;
  readonly actor: string;
  readonly reasonClass: ReasonClass;
  readonly at: Instant;
};

export type LogLeafStore = {
  /** Adds the leaf; the same one again changes nothing. Nobody can change or remove it. */
  append(leaf: LogLeaf): Promise<void>;
};
