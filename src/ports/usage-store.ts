import type { Instant } from '#kernel/instant.ts';
import type { Derivative } from '#domain/translation/derivative.ts';

/** Where one copy of a story runs. `usageId` is the user's own name for it. */
export type Usage = {
  readonly partnerDid: string;
  readonly usageId: string;
  /** DID of the third party that has it by the partner; absent for a use of the partner's own. */
  readonly holder?: string;
  readonly itemId: string;
  readonly version: number;
  /** Where readers find it; a copy may have no public address. */
  readonly url?: string;
  /** By which readers have it, as agreements name it; `passedOn`: none yet, its holder was given it; `other` where an older node said none. */
  readonly channel: string;
  /** Where it ran, in the user's words, as a page or a programme. */
  readonly place?: string;
  readonly language: string;
  /** What was made of the story; absent for a copy as it came, and where an older node says nothing. */
  readonly derivative?: Derivative;
  /** Under which a derivative stands at its address; kept when a later report says none. */
  readonly headline?: string;
  readonly state: 'live' | 'removed';
  readonly publishedAt: Instant;
  readonly reportedAt: Instant;
};

export type UsageStore = {
  /** Keeps or replaces the report of one use. */
  save(usage: Usage): Promise<void>;
  ofItem(itemId: string): Promise<readonly Usage[]>;
};
