import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';

export type RecallKind = 'correction' | 'kill' | 'withhold';

/** A correction or withdrawal of our own item. */
export type Recall = {
  readonly id: string;
  readonly itemId: string;
  readonly kind: RecallKind;
  readonly version: number;
  readonly reasonClass: ReasonClass;
  readonly publicReason: string;
  readonly personId?: string;
  readonly issuedAt: Instant;
};

/** How far a recall has come at one partner; the order is written, fetched, received, then one of the last three. */
export type ReachState = 'written' | 'fetched' | 'received' | 'applied' | 'refused' | 'not-applicable';

export type EntryPlace = { readonly ch: string; readonly epoch: number; readonly seq: number };

export type RecallStore = {
  add(recall: Recall): Promise<void>;
  /** The newest recall of this kind for the item. */
  find(itemId: string, kind: RecallKind): Promise<Recall | undefined>;
  /** Corrections beyond the version that a partner holds and of which it was not told, oldest first. */
  correctionsOwed(itemId: string, partnerDid: string, heldVersion: number): Promise<readonly Recall[]>;
  addReach(reach: {
    readonly recallId: string;
    readonly partnerDid: string;
    readonly entry: EntryPlace;
    readonly dueAt?: Instant;
    readonly writtenAt: Instant;
  }): Promise<void>;
  /** What a partner's receipt says of the entry; a later state never goes back to an earlier one. */
  recordReceipt(receipt: {
    readonly partnerDid: string;
    readonly entry: EntryPlace;
    readonly state: ReachState;
    readonly receivedAt?: Instant;
    readonly at: Instant;
    readonly refusalReason?: string;
    readonly urls: readonly string[];
  }): Promise<void>;
};

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
  readonly state: 'open' | 'applied' | 'refused' | 'not-applicable';
  readonly answeredAt?: Instant;
  readonly refusalReason?: string;
};

export type NoticeStore = {
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
  attachItem(id: string, itemId: string): Promise<void>;
  /** The unanswered ones about an item, locked. */
  lockOpen(partnerDid: string, guid: string): Promise<readonly Notice[]>;
  /** The notice that an entry of a partner made. */
  ofEntry(place: EntryPlace): Promise<Notice | undefined>;
  /** Remembers that the last answer was sent; false when it was sent already. */
  markReceiptSent(id: string): Promise<boolean>;
};
