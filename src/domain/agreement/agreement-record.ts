import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agreement, Did } from './agreement.ts';

/** One signature over the canonical bytes, with the outcome of verifying it alone, never as one of a set. */
export type SignatureOnFile = {
  readonly by: Did;
  readonly kid: string;
  /** Digest of the bytes that it was verified over. */
  readonly digest: Digest;
  readonly verified: boolean;
  readonly signedAt?: Instant;
};

/** What one side holds against another when it ends for cause: a clause of the agreement, and what was done or left undone. */
export type Breach = { readonly clause: string; readonly words: string };

/** What a side declares after signing; kinds as in PXP/1 `agreement.…` entries. */
export type AgreementEvent =
  /** Says all that rests at this side's word from then on: everything, or only the permissions with these uids. */
  | {
      readonly kind: 'suspended';
      readonly by: Did;
      readonly at: Instant;
      readonly reason: string;
      readonly rules?: readonly string[];
    }
  /** Lifts whatever this side suspended. */
  | { readonly kind: 'resumed'; readonly by: Did; readonly at: Instant }
  | { readonly kind: 'notice'; readonly by: Did; readonly at: Instant }
  /** Ends at once when all declare it; for cause by one alone, when the cure period has passed. */
  | { readonly kind: 'terminated'; readonly by: Did; readonly at: Instant; readonly cause?: Breach }
  /** Takes one's own ending for cause back before it takes hold: what was owed has been done. */
  | { readonly kind: 'cured'; readonly by: Did; readonly at: Instant }
  /** Answers another's ending for cause, in words that stay beside it; changes nothing. */
  | { readonly kind: 'contested'; readonly by: Did; readonly at: Instant; readonly reason: string };

/** One version of an agreement with all that was signed and declared about it, in order of arrival. */
export type AgreementRecord = {
  readonly agreement: Agreement;
  readonly digest: Digest;
  readonly signatures: readonly SignatureOnFile[];
  /** Declared while this version stood; a record by itself. What holds besides is in `former`. */
  readonly events: readonly AgreementEvent[];
  /** The signed versions that it took the place of, first to last: an amendment takes back nothing of what was declared. */
  readonly former?: readonly AgreementRecord[];
};

/** A declaration with the version that stood when it was made, by whose terms it takes hold. */
export type Declaration = { readonly event: AgreementEvent; readonly under: Agreement };

/** Everything that was declared about an agreement in this version and those before it, in order. */
export function declarationsOf(record: AgreementRecord): readonly Declaration[] {
  return [...(record.former ?? []), record].flatMap(({ agreement: under, events }) =>
    events.map((event) => ({ event, under })),
  );
}

export type AgreementState =
  | 'draft'
  | 'proposed'
  | 'not-yet-effective'
  | 'in-force'
  | 'suspended'
  | 'expired'
  | 'terminated';

/** Why a signature or a declaration does not count. */
export type AgreementRefusal =
  | { readonly code: 'agreement-not-a-party'; readonly by: Did }
  | {
      readonly code: 'agreement-signature-invalid';
      readonly by: Did;
      readonly why: 'unverified' | 'other-bytes';
    }
  | { readonly code: 'agreement-already-signed'; readonly by: Did }
  | {
      readonly code: 'agreement-not-in-state';
      readonly state: AgreementState;
      readonly wanted: readonly AgreementState[];
    }
  | { readonly code: 'agreement-already-declared'; readonly kind: AgreementEvent['kind']; readonly by: Did }
  | { readonly code: 'agreement-not-suspended-by'; readonly by: Did }
  | { readonly code: 'agreement-rule-not-suspendable'; readonly rule: string }
  | { readonly code: 'agreement-cause-unknown'; readonly cause: string }
  | { readonly code: 'agreement-cause-not-declared'; readonly by: Did };
