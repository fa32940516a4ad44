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
  /** Undefined when they are not here. Bytes that no longer have their name are a fault. */
  read(agencyId: string, digest: Digest): Promise<Uint8Array | undefined>;
  has(agencyId: string, digest: Digest): Promise<boolean>;
};

/** Which blobs an agency holds. Recording one again changes nothing. */
export type BlobStore = {
  record(blobs: readonly BlobFacts[], at: Instant): Promise<void>;
  find(digest: string): Promise<BlobFacts | undefined>;
  /** Which of these the partner itself has given us. */
  givenBy(partnerDid: string, digests: readonly Digest[]): Promise<ReadonlySet<Digest>>;
  /** Noting one again changes nothing. */
  noteGiven(partnerDid: string, digest: Digest, at: Instant): Promise<void>;
};
