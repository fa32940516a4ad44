/** Of the wall clock, beside what counts the time that passes and never leaps; both in milliseconds. */
export type Clocks = { readonly wall: () => number; readonly passed: () => number };

/** A clock that is set right little by little moves less between two looks. */
const LEAST_MS = 10_000;

/**
 * Tells whether the wall clock has leapt since it was asked last: the machine slept, was moved to another host, or its time
 * was set. What was heard from partners is then older than anybody could have known.
 */
export function clockLeaps({ wall, passed }: Clocks): () => boolean {
  let before = wall() - passed();
  return () => {
    const now = wall() - passed();
    const leapt = Math.abs(now - before) >= LEAST_MS;
    before = now;
    return leapt;
  };
}
