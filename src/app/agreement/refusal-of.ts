import type { Instant } from '#kernel/instant.ts';
import type { Decision, Reason } from '#domain/agreement/decision.ts';

/** A use that the agreement denies, with its reasons, and when waiting alone would help. */
export type UseRefusal = {
  readonly code: 'use-not-permitted';
  readonly because: readonly Reason[];
  readonly retryAt?: Instant;
};

export function refusalOf({ because, retryAt }: Decision): UseRefusal {
  return { code: 'use-not-permitted', because, ...(retryAt === undefined ? {} : { retryAt }) };
}
