import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

export type ThrottleRefusal = { readonly code: 'sign-in-throttled'; readonly retryAt: Instant };

/** So many failures within so many seconds, and then a wait. */
export type TryLimit = { readonly failures: number; readonly withinSeconds: number };

const WINDOW = 15 * 60;
/**
 * One visitor at one account; one visitor at all accounts (password spraying); one account from everywhere. The last is wide,
 * so that a stranger cannot lock a person out with a handful of wrong guesses.
 */
export const TRY_LIMITS = {
  pair: { failures: 8, withinSeconds: WINDOW },
  visitor: { failures: 40, withinSeconds: WINDOW },
  account: { failures: 100, withinSeconds: WINDOW },
} as const satisfies Record<string, TryLimit>;

/** May another sign-in be tried after these failures? `failedAt` in any order. */
export function mayTry(
  failedAt: readonly Instant[],
  limit: TryLimit,
  at: Instant,
): Result<true, ThrottleRefusal> {
  const since = plusSeconds(at, -limit.withinSeconds);
  const recent = failedAt.filter((failure) => failure > since).toSorted();
  const blocking = recent.at(-limit.failures);
  return blocking === undefined
    ? accept(true)
    : refuse({ code: 'sign-in-throttled', retryAt: plusSeconds(blocking, limit.withinSeconds) });
}
