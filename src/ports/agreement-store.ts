import type { AgreementEvent } from '#domain/agreement/agreement-record.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
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
  /** RFC 8785 form of the document: its UTF-8 bytes are what all parties sign. */
  readonly canonical: string;
  /** Who drafted it. */
  readonly origin: 'own' | 'partner';
  /** Of a draft of ours: the last document on the table when it was written; none for a first draft. */
  readonly base?: Digest;
  /** The answers that made a document of ours, as the desk gave them, so that they can be changed. */
  readonly answers?: JsonObject;
  readonly proofs: readonly SignatureProof[];
  /** Of the last signature or declaration. */
  readonly updatedAt: Instant;
};

/** A version that nobody has signed yet. */
export type NewAgreement = Pick<
  FiledAgreement,
  'uid' | 'version' | 'digest' | 'canonical' | 'origin' | 'base' | 'answers'
>;

/** Where a stored entry about a document stands, which cannot count yet: the document or a third party's signature is missing. */
export type WaitingEntry = {
  readonly digest: Digest;
  readonly by: string;
  readonly ch: string;
  readonly epoch: number;
  readonly seq: number;
};

export type AgreementReader = {
  /** Every document under this name, in order of version. */
  documents(uid: string): Promise<readonly FiledAgreement[]>;
  /** Every document of every agreement. */
  list(): Promise<readonly FiledAgreement[]>;
};

export type AgreementStore = AgreementReader & {
  /** Finds a version and keeps others from signing it or declaring anything about it until the transaction ends. */
  lock(digest: string): Promise<FiledAgreement | undefined>;
  /** Keeps others from adding to this agreement or signing any document of it until the transaction ends. */
  lockTable(uid: string): Promise<void>;
  add(agreement: NewAgreement, at: Instant): Promise<void>;
  /** A draft that nobody else has seen gives way to the next. */
  removeDraft(digest: Digest): Promise<void>;
  /** Only what was verified by itself over these bytes; kept for ever. */
  addSignature(digest: Digest, proof: SignatureProof, personId?: string): Promise<void>;
  /** What was said before its time stands aside, the same entry once; false when its sender has too many there already. */
  setAside(entry: WaitingEntry): Promise<boolean>;
  /** Everything that waits for this document, in the order in which it came; it waits no longer. */
  takeWaiting(digest: Digest): Promise<readonly WaitingEntry[]>;
  /** `effectiveAt`: when it takes hold, such as the end that a notice sets. */
  addEvent(digest: Digest, event: AgreementEvent, effectiveAt: Instant): Promise<void>;
};
