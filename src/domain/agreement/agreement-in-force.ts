import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agreement } from './agreement.ts';

/**
 * An agreement both sides signed, with what has happened to it since; `agreementInForce` makes it from the record.
 * Dates are judged at the moment of use, so one that has not started or has ended may be among them.
 */
export type AgreementInForce = {
  readonly agreement: Agreement;
  /** Of the signed bytes: which version. */
  readonly digest: Digest;
  readonly standing: 'active' | 'suspended' | 'terminated';
  /** The end that notice has set; never later than `effectiveUntil`. */
  readonly endsAt?: Instant;
  /** uids of permissions that a consequence has suspended. */
  readonly suspendedRules: readonly string[];
};
