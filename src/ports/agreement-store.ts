import type { AgreementEvent } from '#domain/agreement/agreement-record.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { AgreementOnFile } from '#ports/use-state-store.ts';

/** A signature as it was made, to be shown to a third party: two texts in base64url (RFC 7515 §7.2.1). */
export type SignatureProof = {
  readonly by: string;
  readonly kid: string;
  readonly protected: string;
  readonly signature: string;
  /** Ours: when we signed. The partner's: when we verified it. */
  readonly signedAt: Instant;
};

/** One version of an agreement with the exact text that is signed and the proofs under it. */
export type FiledAgreement = AgreementOnFile & {
  readonly uid: string;
  readonly version: number;
  readonly partnerDid: string;
  /** RFC 8785 form of the document: its UTF-8 bytes are what both sides sign. */
  readonly canonical: string;
  /** Who drafted it. */
  readonly origin: 'own' | 'partner';
  readonly proofs: readonly SignatureProof[];
  /** Of the last signature or declaration. */
  readonly updatedAt: Instant;
};

/** A version that nobody has signed yet. */
export type NewAgreement = Pick<
  FiledAgreement,
  'uid' | 'version' | 'digest' | 'partnerDid' | 'canonical' | 'origin'
>;

export type AgreementReader = {
  /** The newest version under this name. */
  newest(uid: string): Promise<FiledAgreement | undefined>;
  /** The newest version of each, last changed first. */
  list(): Promise<readonly FiledAgreement[]>;
};

export type AgreementStore = AgreementReader & {
  /** Finds a version and keeps others from signing it or declaring anything about it until the transaction ends. */
  lock(digest: string): Promise<FiledAgreement | undefined>;
  add(agreement: NewAgreement, at: Instant): Promise<void>;
  /** Only what was verified by itself over these bytes; kept for ever. */
  addSignature(digest: Digest, proof: SignatureProof, personId?: string): Promise<void>;
  /** `effectiveAt`: when it takes hold, such as the end that a notice sets. */
  addEvent(digest: Digest, event: AgreementEvent, effectiveAt: Instant): Promise<void>;
};
