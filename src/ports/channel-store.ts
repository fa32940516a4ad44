import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { KeptKey } from './keys.ts';

/**
 * One direction between us and a partner. `out`: we publish, `seq` is the last entry we wrote; `in`: they publish, `seq`
 * is the last entry we hold. `hash` is that entry's; undefined at seq 0.
 */
export type Channel = {
  readonly ch: string;
  readonly direction: 'out' | 'in';
  readonly partnerDid: string;
  readonly epoch: number;
  readonly seq: number;
  readonly hash?: Digest;
  /** `frozen`: a fork or an unknown critical entry; nothing is taken in until a person has looked. */
  readonly state: 'open' | 'frozen' | 'closed';
  /** `out`: up to where the partner has said that it holds everything. */
  readonly partnerSeq: number;
  /** `in`: the newest head the partner signed, and when we saw it while holding everything up to it. */
  readonly headSeq: number;
  readonly headSeenAt?: Instant;
  readonly lastError?: string;
  /**
   * `out`, found or locked: the key that signs what comes next, read together with `seq`. Found, it is the one that the reader
   * knows, where a change of it waits to be told.
   */
  readonly signingKey?: KeptKey;
};

/** An entry exactly as it was signed; stored and served verbatim (exchange-protocol §4). */
export type StoredEntry = {
  readonly ch: string;
  readonly epoch: number;
  readonly seq: number;
  readonly id: string;
  readonly hash: Digest;
  readonly jws: string;
  readonly type: string;
  readonly subject?: string;
  readonly objectDigest?: Digest;
  readonly storedAt: Instant;
};

/** What is to be said on a channel that waits: the text to sign, but for its position, and the recalls that it tells. */
export type HeldEntry = { readonly draft: string; readonly recalls: readonly string[] };

export type ChannelReader = {
  find(ch: string): Promise<Channel | undefined>;
  list(): Promise<readonly Channel[]>;
  /** In order of seq, at most `limit`. */
  entriesAfter(ch: string, epoch: number, after: number, limit: number): Promise<readonly StoredEntry[]>;
  /** The first epoch after this one of which there are entries. */
  epochAfter(ch: string, epoch: number): Promise<number | undefined>;
  entryAt(ch: string, epoch: number, seq: number): Promise<StoredEntry | undefined>;
  /** The newest entry of this channel that names the object, if any does. */
  entryNaming(ch: string, objectDigest: string): Promise<StoredEntry | undefined>;
  /** The entries of this channel that tell a change of its writer's keys, oldest first. */
  keyChanges(ch: string): Promise<readonly StoredEntry[]>;
  /** What waits to be said on this channel, in the order in which it was held. */
  held(ch: string): Promise<readonly HeldEntry[]>;
  /** The receipts in this channel, oldest first. */
  receipts(ch: string): Promise<readonly StoredEntry[]>;
  /** The signed texts that have stopped this channel, in the order in which they were kept; they stay when it goes on. */
  evidence(ch: string): Promise<readonly string[]>;
  /** The items for whose sake this channel's audience may fetch the blob. */
  itemsNamingBlob(ch: string, digest: string): Promise<readonly string[]>;
};

export type ChannelWriter = ChannelReader & {
  /** Makes the channel at epoch 1, seq 0 when it is not there, and locks its row until the transaction ends. */
  lock(channel: {
    readonly ch: string;
    readonly direction: 'out' | 'in';
    readonly partnerDid: string;
  }): Promise<Channel>;
  /**
   * Adds entries of one channel that follow each other and moves the channel to the last; the same position twice is a
   * fault, never a second signature.
   */
  add(entries: readonly StoredEntry[]): Promise<void>;
  recordPartnerCursor(ch: string, seq: number, at: Instant): Promise<void>;
  recordHead(ch: string, headSeq: number, seenAt: Instant | undefined): Promise<void>;
  recordError(ch: string, error: string | undefined): Promise<void>;
  freeze(ch: string, evidence: readonly string[], why: string): Promise<void>;
  /** Open again; the evidence stays, and what stops it once more is added to it. */
  thaw(ch: string): Promise<void>;
  /** Keeps what is to be said until the channel is in step again; in the order in which it was held. */
  hold(ch: string, entry: HeldEntry, at: Instant): Promise<void>;
  isHolding(ch: string): Promise<boolean>;
  /** Gives what was held, and holds it no more. */
  takeHeld(ch: string): Promise<readonly HeldEntry[]>;
  allowBlobs(ch: string, itemId: string, digests: readonly string[]): Promise<void>;
};

/** Immutable JSON by the digest of its exact bytes. */
export type StoredObject = { readonly digest: Digest; readonly mediaType: string; readonly text: string };

export type ObjectStore = {
  put(object: StoredObject, at: Instant): Promise<void>;
  read(digest: string): Promise<StoredObject | undefined>;
};
