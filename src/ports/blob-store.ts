import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';

/** What is known of some stored bytes. The type is what the bytes themselves show, never what a sender said. */
export type BlobFacts = { readonly digest: Digest; readonly mediaType: string; readonly sizeBytes: number };

/**
 * Bytes by their name, each agency's apart, so that nobody learns what another holds (abuse case 9). On return from `put`
 * they are on the disk: file synced, renamed, folder synced; the row is recorded after that (C8).
 */
export type BlobFiles = {
  put(agencyId: string, bytes: Uint8Array): Promise<Digest>;
  /** Undefined when they are not here. Bytes that no longer have their name are laid aside, and not here from then on. */
  read(agencyId: string, digest: Digest): Promise<Uint8Array | undefined>;
  has(agencyId: string, digest: Digest): Promise<boolean>;
  /**
   * Puts together what a partner brings in parts, one blob a partner at a time; gives how many bytes of it are here from its
   * beginning. A part that does not begin there changes nothing, the first of another blob takes the place of what was begun. With
   * the last one it is put, and gives `size`; bytes that are not what the name says are dropped.
   */
  bring(agencyId: string, from: string, part: BlobPart): Promise<number>;
};

/** Of a blob of `size` bytes, those from `at` on; none: it is only asked how far it has come. */
export type BlobPart = {
  readonly digest: Digest;
  readonly size: number;
  readonly at: number;
  readonly bytes: Uint8Array;
};

/**
 * Blobs of which a beginning has come from a partner that was asked, so that the next attempt goes on where this one broke off. For
 * each partner there are a few at most; of another the beginning is not kept before one of these is whole, or nobody has gone
 * on with it for a week.
 */
export type BlobParts = {
  /** Undefined: nothing is here. */
  find(agencyId: string, from: string, digest: Digest): Promise<Uint8Array | undefined>;
  /** How many bytes are here from the beginning. */
  have(agencyId: string, from: string, digest: Digest): Promise<number>;
  /** Puts bytes behind the first `at`. Bytes that would leave a hole are not kept. */
  add(agencyId: string, from: string, part: Omit<BlobPart, 'size'>): Promise<void>;
  drop(agencyId: string, from: string, digest: Digest): Promise<void>;
  /** Also of those that partners bring: nobody has added to them since. */
  dropOlder(before: Instant): Promise<void>;
};

/** Which blobs an agency holds. Recording one again changes nothing. */
export type BlobStore = {
  record(blobs: readonly BlobFacts[], at: Instant): Promise<void>;
  find(digest: string): Promise<BlobFacts | undefined>;
  /** Which of these the partner itself has given us. */
  givenBy(partnerDid: string, digests: readonly Digest[]): Promise<ReadonlySet<Digest>>;
  /** Noting one again changes nothing. */
  noteGiven(partnerDid: string, digest: Digest, at: Instant): Promise<void>;
  /** The disk no longer has it: it is as if no partner had given it. */
  forgetGiven(digest: Digest): Promise<void>;
};
