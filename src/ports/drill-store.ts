import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ReachState } from '#domain/correction/overdue.ts';
import type { EntryPlace } from '#ports/recall-store.ts';

/** A rehearsed kill that we ran: a test story was offered to partners and killed at once. */
export type Drill = { readonly id: string; readonly startedAt: Instant; readonly personId?: string };

/** Its kill on the way to one partner, named by the entry's id: an entry that waits for its channel has no position yet. */
export type DrillReach = {
  readonly drillId: string;
  readonly partnerDid: string;
  readonly ch: string;
  readonly entryId: string;
  readonly writtenAt: Instant;
  readonly dueAt?: Instant;
};

export type DrillReceipt = {
  readonly partnerDid: string;
  readonly ch: string;
  readonly entryId: string;
  readonly state: ReachState;
  readonly receivedAt?: Instant;
  readonly at: Instant;
  readonly refusalReason?: string;
};

/** Drills of ours, apart from every recall: nothing here is ever counted as one. */
export type DrillStore = {
  start(drill: Drill): Promise<void>;
  find(id: string): Promise<Drill | undefined>;
  /** The drill that a partner has not answered yet. */
  openAt(partnerDid: string): Promise<string | undefined>;
  addReach(reach: DrillReach): Promise<void>;
  /** What a partner's receipt says; a later state never goes back to an earlier one. Of other entries it does nothing. */
  recordReceipt(receipt: DrillReceipt): Promise<void>;
};

/**
 * The test story of a partner's drill. It has no words and is no item, so that it can be neither found, taken, published
 * nor exported. `heldAt` absent: its kill came and it was never here.
 */
export type TestStory = {
  readonly id: string;
  readonly partnerDid: string;
  readonly drillId: string;
  readonly heldAt?: Instant;
  readonly killed?: {
    readonly entry: EntryPlace;
    readonly entryHash: Digest;
    readonly at: Instant;
    readonly dueAt?: Instant;
    /** The node clears it by itself, as the agreement says of kills. */
    readonly automatic: boolean;
  };
  /** When an editor first saw that it was killed. */
  readonly seenAt?: Instant;
  readonly clearedAt?: Instant;
};

export type TestStoryStore = {
  find(partnerDid: string, drillId: string): Promise<TestStory | undefined>;
  /** How many of the partner's are not cleared, and how many came since then, cleared or not. */
  count(partnerDid: string, since: Instant): Promise<{ readonly open: number; readonly recent: number }>;
  /** Locks it, so that one answer is given. */
  lock(id: string): Promise<TestStory | undefined>;
  /** Keeps or replaces. */
  save(story: TestStory): Promise<void>;
};
