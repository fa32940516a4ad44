import { plusSeconds, secondsBetween, type Instant } from '#kernel/instant.ts';

/** From so many gaps on a source has a rhythm. */
const LEAST_GAPS = 5;
const TIMES_THE_MEDIAN = 5;
const LEAST_SECONDS = 3600;

/**
 * Since when a source that used to bring something has brought nothing, if that is too long: longer than the limit (seconds) that
 * people set, or without one longer than five times the median gap between its last arrivals and than an hour. A source that never
 * brought anything, or without a limit so little that it has no rhythm, is not silent. `arrivals` are in the order of time.
 */
export function silentSince(
  arrivals: readonly Instant[],
  limit: number | 'off' | undefined,
  at: Instant,
): Instant | undefined {
  const last = arrivals.at(-1);
  if (last === undefined || limit === 'off') return undefined;
  const seconds = limit ?? ownLimit(arrivals);
  return seconds !== undefined && plusSeconds(last, seconds) < at ? last : undefined;
}

function ownLimit(arrivals: readonly Instant[]): number | undefined {
  const gaps = arrivals.slice(1).map((one, index) => secondsBetween(arrivals[index] ?? one, one));
  if (gaps.length < LEAST_GAPS) return undefined;
  const sorted = gaps.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const next = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return Math.max(TIMES_THE_MEDIAN * ((middle + next) / 2), LEAST_SECONDS);
}
