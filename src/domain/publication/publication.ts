import type { Instant } from '#kernel/instant.ts';

/**
 * `stale`: the source has a newer version than the page shows. `withheld`: the story is stopped, and readers are told so
 * at the address until it is released. `withdrawn` is for ever.
 */
export type PublicationState = 'live' | 'stale' | 'withheld' | 'withdrawn';

/** One story in one language on our own portal. */
export type Publication = {
  readonly id: string;
  readonly itemId: string;
  readonly translationId?: string;
  readonly language: string;
  /** Given by the store at the first publication, never again: it is the address. */
  readonly number: number;
  readonly slug: string;
  readonly state: PublicationState;
  /** The version of the item that the page shows. */
  readonly version: number;
  /** How often the page was published. */
  readonly revision: number;
  readonly headline: string;
  /** The agreement that permitted it; none for an own story. */
  readonly agreementDigest?: string;
  readonly publishedAt: Instant;
  readonly updatedAt: Instant;
  readonly withdrawnAt?: Instant;
};
