import type { Instant } from '#kernel/instant.ts';

/** That people here pass a partner's story on to a third party; what that was offered stands among the offers. */
export type PassingOn = {
  readonly itemId: string;
  readonly partnerDid: string;
  readonly personId?: string;
  readonly since: Instant;
  /** Taken back: no new taker; who took it goes on getting later versions, and recalls in any case. */
  readonly endedAt?: Instant;
};

export type PassingOnReader = { ofItem(itemId: string): Promise<readonly PassingOn[]> };

export type PassingOnStore = PassingOnReader & {
  /** Keeps or replaces. */
  save(passing: PassingOn): Promise<void>;
  /** Of the stories that are passed on now. */
  itemIds(): Promise<readonly string[]>;
};
