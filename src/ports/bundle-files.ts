import type { Digest } from '#kernel/digest.ts';
import type { Result } from '#kernel/result.ts';

/** One member of a bundle beside its manifest, named by the digest of its bytes. */
export type BundleMember = {
  readonly part: 'entries' | 'objects' | 'blobs';
  readonly digest: Digest;
  readonly size: number;
};

/** The members of one bundle, each a file of its own in a folder that is there as long as they are worked with. */
export type BundleParts = {
  /** In the order in which they came. */
  readonly list: () => readonly BundleMember[];
  readonly add: (part: BundleMember['part'], bytes: Uint8Array) => Promise<BundleMember>;
  readonly read: (part: BundleMember['part'], digest: Digest) => Promise<Uint8Array | undefined>;
};

/** Why a file is no bundle; `reason` says what of it is not as it has to be. */
export type BundleFault =
  | {
      readonly code: 'bundle-unreadable';
      readonly reason: 'file' | 'member' | 'digest' | 'manifest' | 'entries';
    }
  | { readonly code: 'bundle-cut-off' }
  | BundleTooLarge;

export type BundleTooLarge = {
  readonly code: 'bundle-too-large';
  readonly mostBytes: number;
  readonly mostMembers: number;
};

/** A channel's bundles as files (docs/protocol/pxp-1.md, Bundles). */
export type BundleFiles = {
  /** Gives an empty place for members, and removes it when the work is done. */
  withParts<T>(work: (parts: BundleParts) => Promise<T>): Promise<T>;
  /** Writes a whole bundle, safe on the disk when it returns, never over a file; gives its size. */
  pack(
    file: string,
    manifest: string,
    parts: BundleParts,
  ): Promise<Result<number, { readonly code: 'bundle-file-refused' } | BundleTooLarge>>;
  /**
   * Lays the members of a bundle out, each checked against its name, and gives the manifest, which `admit` may refuse before
   * anything else is read.
   */
  unpack<Refusal>(
    file: string,
    parts: BundleParts,
    admit: (manifest: string) => Promise<Result<unknown, Refusal>>,
  ): Promise<Result<string, BundleFault | Refusal>>;
};
