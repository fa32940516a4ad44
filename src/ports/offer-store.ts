import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Decision } from '#domain/agreement/decision.ts';

/** What one partner was offered of an item, and which version it holds last. */
export type Offer = {
  readonly itemId: string;
  readonly partnerDid: string;
  readonly version: number;
  readonly state: 'offered' | 'withdrawn' | 'withheld' | 'killed';
  readonly decision: Decision;
  readonly agreementDigest: Digest;
  readonly offeredAt: Instant;
  readonly takenAt?: Instant;
};

export type OfferStore = {
  ofItem(itemId: string): Promise<readonly Offer[]>;
  find(itemId: string, partnerDid: string): Promise<Offer | undefined>;
  /** A newer version, or a new state, replaces what stood; the entries on the channel keep the history. */
  save(offer: Offer): Promise<void>;
  recordTake(itemId: string, partnerDid: string, at: Instant): Promise<void>;
};
