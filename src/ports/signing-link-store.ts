import type { Digest } from '#kernel/digest.ts';
import type { SigningLink } from '#domain/agreement/signing/signing-link.ts';

/** A link with the hashes that stand for its secret and its code; the two themselves are shown once and kept nowhere. */
export type NewSigningLink = SigningLink & { readonly tokenHash: Digest; readonly codeHash: Digest };

/** Signing links of one agency. */
export type SigningLinkStore = {
  add(link: NewSigningLink): Promise<void>;
  /** By the hash of its secret. */
  find(tokenHash: Digest): Promise<SigningLink | undefined>;
  /** Held until the transaction ends, so that it is used once; `isCode` tells whether this hash is its code's. */
  lock(
    tokenHash: Digest,
  ): Promise<{ readonly link: SigningLink; readonly isCode: (codeHash: Digest) => boolean } | undefined>;
  /** Of one agreement, newest first. */
  of(uid: string): Promise<readonly SigningLink[]>;
  noteWrongCode(id: string): Promise<void>;
  /** Ends it; false when it had ended before. */
  end(id: string, end: NonNullable<SigningLink['ended']>): Promise<boolean>;
};
