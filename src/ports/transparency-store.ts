import type { Instant } from '#kernel/instant.ts';

/** A leaf that waits for its place in the log. */
export type WaitingLeaf = { readonly number: number; readonly leaf: string };

/** A checkpoint as it was signed, word for word. */
export type StoredCheckpoint = { readonly size: number; readonly note: string; readonly signedAt: Instant };

/** A run of neighbouring hashes of one tile level. */
export type HashRun = { readonly level: number; readonly start: number; readonly count: number };

/** What a partner saw of our log. */
export type StoredCosignature = {
  readonly size: number;
  readonly partnerDid: string;
  readonly line: string;
  readonly at: Instant;
};

/**
 * Why a witness does not cosign, by the status that tlog-witness gives each. `size`: it says that it saw more and cannot show it;
 * `unusable`: it answered with something else than its cosignature.
 */
export const WITNESS_REASONS = [
  'malformed',
  'signature',
  'log-unknown',
  'size',
  'inconsistent',
  'unusable',
  'other',
] as const;

export type WitnessReason = (typeof WITNESS_REASONS)[number];

/** A partner that declined to cosign our log, and has not cosigned since. */
export type WitnessDeclined = {
  readonly partnerDid: string;
  /** What it was asked to cosign. */
  readonly size: number;
  readonly reason: WitnessReason;
  /** Of HTTP. */
  readonly status: number;
  /** Its own words, one line of at most 200 characters; empty where it said nothing. */
  readonly said: string;
  /** Since when it declines for this reason. */
  readonly since: Instant;
  readonly at: Instant;
};

/** How a partner signs its log, and cosigns ours; pinned when first seen, and after that as its own old key says. */
export type LogPartner = {
  readonly partnerDid: string;
  readonly logVkey: string;
  readonly witnessVkey: string;
};

/** What we saw of somebody else's log, and cosigned. */
export type WitnessedCheckpoint = {
  readonly origin: string;
  readonly size: number;
  readonly note: string;
  /** Our cosignature. */
  readonly line: string;
  readonly at: Instant;
};

/**
 * Two checkpoints of one log with the same size and different roots: whoever has both needs nobody else to believe it. Of our own
 * log the later may be larger, where none was signed at that size: its leaves show that it does not continue the earlier.
 */
export type LogConflict = {
  readonly origin: string;
  readonly earlier: string;
  readonly later: string;
  /**
   * Only where the later is larger, of somebody else's log: the question to cosign it, word for word, whose proof did not hold.
   * That alone shows nothing of the log, for anybody can send its checkpoint with a wrong proof; whoever holds the leaves, or a
   * right proof, can judge from the two checkpoints.
   */
  readonly offered?: string;
  readonly at: Instant;
};

/** What a leaf hides behind a digest; `subject` is the leaf's. */
export type Opening = {
  readonly kind: 'channel-heads' | 'agreement-standing';
  readonly subject: string;
  /** What it is about, where leaves of one kind are about several things. */
  readonly about?: string;
  readonly statement: string;
  readonly at: Instant;
};

/** The transparency log of one agency, within a transaction. Everything is added; nothing can be changed or removed. */
export type TransparencyStore = TreeStore & OpeningStore & CosignatureStore & WitnessStore;

/** The log itself: leaves, hashes, checkpoints. */
export type TreeStore = {
  /** Nobody else continues this log, or cosigns, until the transaction ends. */
  lock(): Promise<void>;
  newest(): Promise<StoredCheckpoint | undefined>;
  /** The checkpoint that was signed at exactly this size, if one was. */
  checkpointAt(size: number): Promise<StoredCheckpoint | undefined>;
  /** Leaves that have no place yet, oldest first. */
  waiting(limit: number): Promise<readonly WaitingLeaf[]>;
  /** The leaves at these places, as far as there are any. */
  leaves(start: number, end: number): Promise<readonly string[]>;
  /** As many hashes of each run as there are, in its order. */
  hashes(runs: readonly HashRun[]): Promise<readonly (readonly Uint8Array[])[]>;
  /** A leaf by its kind and the thing it is about, with its place, once it has one. */
  placed(
    kind: 'key-retired',
    subject: string,
  ): Promise<{ readonly index: number; readonly leaf: string } | undefined>;
  append(grown: {
    readonly entries: readonly { readonly index: number; readonly leafNumber: number }[];
    readonly hashes: readonly { readonly level: number; readonly index: number; readonly hash: Uint8Array }[];
    readonly checkpoint: StoredCheckpoint;
  }): Promise<void>;
};

/** What leaves hide, kept by the agency alone. */
export type OpeningStore = {
  addOpening(opening: Opening): Promise<void>;
  /** With the place of its leaf, once it has one. */
  opening(
    kind: Opening['kind'],
    subject: string,
  ): Promise<{ readonly statement: string; readonly index?: number } | undefined>;
  lastOpening(
    kind: Opening['kind'],
    about?: string,
  ): Promise<Pick<Opening, 'subject' | 'statement'> | undefined>;
};

/** What partners saw of our log, and how they sign. */
export type CosignatureStore = {
  cosignatures(size: number): Promise<readonly StoredCosignature[]>;
  /** The largest size of ours that each partner cosigned. */
  lastCosigned(): Promise<ReadonlyMap<string, number>>;
  addCosignature(cosignature: StoredCosignature): Promise<void>;
  /** Who declines now, longest first. */
  declined(): Promise<readonly WitnessDeclined[]>;
  /** Takes the place of what that partner said before; `since` stays while the reason does. */
  decline(declined: Omit<WitnessDeclined, 'since'>): Promise<void>;
  partners(): Promise<readonly LogPartner[]>;
  /** Takes the place of what was pinned before, which is kept. */
  pin(partner: LogPartner, at: Instant): Promise<void>;
};

/** What we saw of other logs. */
export type WitnessStore = {
  /** The largest that we saw of a log. */
  witnessed(origin: string): Promise<WitnessedCheckpoint | undefined>;
  witnessedAt(origin: string, size: number): Promise<WitnessedCheckpoint | undefined>;
  /** The same by the SHA-256 of the log's origin, in hexadecimal. */
  witnessedByHash(originHash: string): Promise<WitnessedCheckpoint | undefined>;
  addWitnessed(checkpoint: WitnessedCheckpoint): Promise<void>;
  addConflict(conflict: LogConflict): Promise<void>;
  /** The first contradiction of one log. */
  conflictOf(origin: string): Promise<LogConflict | undefined>;
  /** What contradicts itself, oldest first. */
  conflicts(): Promise<readonly LogConflict[]>;
};
