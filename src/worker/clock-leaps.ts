/** Of the wall clock, beside what counts the time that passes and never leaps; both in milliseconds. */
export type Clocks = { readonly wall: () => number; readonly passed: () => number };

/** What the wall clock read from its last leap, or since it was looked at first, to this one. */
export type ClockSpan = { readonly from: number; readonly to: number };

/** A clock that is set right little by little moves less between two looks. */
const LEAST_MS = 10_000;
/** A leap is seen so long after it at the latest. */
const SEEN_LATE_MS = 5000;

/**
 * Tells when the wall clock has leapt since it was asked last: the machine slept, was moved to another host, or its time was set. What was
 * heard from partners is then older than anybody could have known, and what was judged before it was judged by a clock that may have been
 * wrong.
 */
export function clockLeaps({ wall, passed }: Clocks): () => ClockSpan | undefined {
  let before = { wall: wall(), passed: passed() };
  let begun = before.wall;
  return () => {
    const now = { wall: wall(), passed: passed() };
    const expected = before.wall + (now.passed - before.passed);
    before = now;
    if (Math.abs(now.wall - expected) < LEAST_MS) return undefined;
    const span = { from: begun, to: expected };
    begun = now.wall - SEEN_LATE_MS;
    return span;
  };
}
