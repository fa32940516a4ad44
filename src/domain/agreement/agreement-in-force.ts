import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agreement, Did } from './agreement.ts';

/**
 * A party that stands apart from an agreement of three or more, which goes on among the others. Between two there is no
 * apart: what one declares is the standing of the whole.
 */
export type PartyApart = {
  readonly did: Did;
  readonly isSuspended: boolean;
  /** When it leaves, by notice or for cause. */
  readonly endsAt?: Instant;
};

/** A permission that a side suspended by itself, as a consequence of what was owed to it. */
export type SuspendedRule = { readonly uid: string; readonly by: Did };

/**
 * An agreement that all parties signed, with what has happened to it since; `agreementInForce` makes it from the record.
 * Dates are judged at the moment of use, so one that has not started or has ended may be among them.
 */
export type AgreementInForce = {
  readonly agreement: Agreement;
  /** Of the signed bytes: which version. */
  readonly digest: Digest;
  readonly standing: 'active' | 'suspended' | 'terminated';
  /** The end that notice has set; never later than `effectiveUntil`. */
  readonly endsAt?: Instant;
  readonly apart?: readonly PartyApart[];
  readonly suspendedRules: readonly SuspendedRule[];
};
