import type { Instant } from '#kernel/instant.ts';

/** Where one copy of a story runs. `usageId` is the user's own name for it. */
export type Usage = {
  readonly partnerDid: string;
  readonly usageId: string;
  readonly itemId: string;
  readonly version: number;
  /** Where readers find it; a copy may have no public address. */
  readonly url?: string;
  readonly channel: string;
  readonly language: string;
  readonly state: 'live' | 'removed';
  readonly publishedAt: Instant;
  readonly reportedAt: Instant;
};

export type UsageStore = {
  /** Keeps or replaces the report of one use. */
  save(usage: Usage): Promise<void>;
  ofItem(itemId: string): Promise<readonly Usage[]>;
};
