import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ReachState } from '#domain/correction/overdue.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';

export type RecallKind = 'correction' | 'kill' | 'withhold' | 'release' | 'withdraw';

/** What everybody who holds an item of ours is told: corrected, killed, withheld, released, off offer. */
export type Recall = {
  readonly id: string;
  readonly itemId: string;
  readonly kind: RecallKind;
  readonly version: number;
  readonly reasonClass: ReasonClass;
  readonly publicReason: string;
  readonly personId?: string;
  readonly issuedAt: Instant;
  /** Of a story that we pass on: by when its origin wants our answer, which waits for those of its holders. */
  readonly dueAt?: Instant;
};

/** A recall that its holder has not answered in time. */
export type LateReach = {
  readonly recall: Recall;
  readonly guid: string;
  readonly partnerDid: string;
  readonly state: ReachState;
  readonly dueAt: Instant;
  /** How often people were written to about it, and when last. */
  readonly escalations: number;
  readonly escalatedAt?: Instant;
};

export type EntryPlace = { readonly ch: string; readonly epoch: number; readonly seq: number };

export type RecallStore = {
  add(recall: Recall): Promise<void>;
  /** The newest recall of this kind for the item. */
  find(itemId: string, kind: RecallKind): Promise<Recall | undefined>;
  /** The newest stop of the item that no release has ended. */
  openStop(itemId: string): Promise<Recall | undefined>;
  /** Corrections beyond the version that a partner holds and of which it was not told, oldest first. */
  correctionsOwed(itemId: string, partnerDid: string, heldVersion: number): Promise<readonly Recall[]>;
  /** Has an entry told this partner of it? */
  wasTold(recallId: string, partnerDid: string): Promise<boolean>;
  /** What an entry tells. One that was told already, as by the tail that came back, stays with its first entry. */
  addReach(reach: {
    readonly recallId: string;
    readonly partnerDid: string;
    readonly entry: EntryPlace;
    readonly dueAt?: Instant;
    readonly writtenAt: Instant;
  }): Promise<void>;
  /** Open ones whose deadline has passed, some hundreds at most: first those that nobody was told of, then the longest told. */
  late(at: Instant): Promise<readonly LateReach[]>;
  /** Who was written to about a late one. */
  recordEscalation(told: {
    readonly recallId: string;
    readonly partnerDid: string;
    readonly to: readonly string[];
    readonly at: Instant;
  }): Promise<void>;
  /** How many holders are late with a last word now, and how many have refused; numbers, and nobody's name. */
  tally(at: Instant): Promise<RecallTally>;
  /** What a partner's receipt says of the entry; a later state never goes back to an earlier one. Gives the items that it is about. */
  recordReceipt(receipt: Receipt): Promise<readonly string[]>;
} & PassedOnCopies;

/** What third parties have said who hold a partner's item by us: the origin's recall is answered when all have. */
export type PassedOnCopies = {
  /** How many have given no last word on a kill or a stop. */
  countStopped(itemId: string): Promise<number>;
  /** How many hold a version before this one, or have given no last word on its correction. */
  countBehind(itemId: string, version: number): Promise<number>;
  /** What each has said last to the newest recall of a kind. */
  answers(itemId: string, kind: RecallKind): Promise<readonly CopyAnswer[]>;
};

export type CopyAnswer = {
  readonly partnerDid: string;
  readonly state: ReachState;
  readonly answeredAt?: Instant;
  readonly refusalReason?: string;
  /** Pages that its receipts named. */
  readonly urls: readonly string[];
};

export type Receipt = {
  readonly partnerDid: string;
  readonly entry: EntryPlace;
  readonly state: ReachState;
  readonly receivedAt?: Instant;
  readonly at: Instant;
  readonly refusalReason?: string;
  /** Where the holder says that it did it. */
  readonly urls: readonly string[];
};

export type RecallTally = { readonly overdue: number; readonly refused: number };

/** A recall that a partner sent us. */
export type Notice = {
  readonly id: string;
  readonly partnerDid: string;
  readonly guid: string;
  readonly itemId?: string;
  readonly kind: RecallKind;
  readonly version: number;
  readonly reasonClass: ReasonClass;
  readonly publicReason: string;
  readonly entry: EntryPlace;
  readonly entryHash: Digest;
  readonly automatic: boolean;
  readonly receivedAt: Instant;
  readonly dueAt?: Instant;
  /** When an editor first opened it. */
  readonly seenAt?: Instant;
  readonly state: 'open' | 'applied' | 'refused' | 'not-applicable';
  readonly answeredAt?: Instant;
  readonly refusalReason?: string;
};

/** A notice that we have not answered in time. */
export type LateNotice = {
  readonly notice: Notice;
  readonly dueAt: Instant;
  /** How often our systems were told of it, and when last. */
  readonly escalations: number;
  readonly escalatedAt?: Instant;
};

export type NoticeStore = {
  /** Open ones whose deadline has passed, some hundreds at most: first those that nobody was told of, then the longest told. */
  late(at: Instant): Promise<readonly LateNotice[]>;
  recordEscalation(id: string, at: Instant): Promise<void>;
  add(notice: Notice): Promise<void>;
  find(id: string): Promise<Notice | undefined>;
  /** Locks it, so that one answer is given. */
  lock(id: string): Promise<Notice | undefined>;
  answer(
    id: string,
    state: 'applied' | 'refused' | 'not-applicable',
    at: Instant,
    reason?: string,
  ): Promise<void>;
  /** The first time counts. */
  markSeen(id: string, at: Instant): Promise<void>;
  attachItem(id: string, itemId: string): Promise<void>;
  /** The unanswered ones about an item, locked. */
  lockOpen(partnerDid: string, guid: string): Promise<readonly Notice[]>;
  /** The notice that an entry of a partner made. */
  ofEntry(place: EntryPlace): Promise<Notice | undefined>;
  /** Remembers that the last answer was sent; false when it was sent already. */
  markReceiptSent(id: string): Promise<boolean>;
};
