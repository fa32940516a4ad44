import type { Brand } from '#kernel/brand.ts';

/**
 * A moment in UTC, always `YYYY-MM-DDTHH:mm:ss.sssZ`: it sorts as text and is the same in SQL, JSON and code.
 * This file is the only home of `Date` in the pure rooms.
 */
export type Instant = Brand<string, 'Instant'>;

/** Of years 0000 to 9999; `toISOString` writes all others longer. */
const FIXED_WIDTH = 'YYYY-MM-DDTHH:mm:ss.sssZ'.length;
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)$/;

/** Whether what `toISOString` wrote is one. */
function isInstant(text: string): text is Instant {
  return text.length === FIXED_WIDTH;
}

/** Milliseconds since 1970 to an Instant; years 0000 to 9999 only, anything else is a fault. */
export function instantOf(milliseconds: number): Instant {
  const text = new Date(milliseconds).toISOString();
  if (!isInstant(text)) throw new RangeError(`no instant for ${milliseconds} ms`);
  return text;
}

/** Reads an RFC 3339 date-time with an offset; undefined when it has none or is no real moment. */
export function parseInstant(text: string): Instant | undefined {
  if (!RFC_3339.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : instantOf(milliseconds);
}

/** Milliseconds since 1970, for arithmetic. */
export function millisecondsOf(at: Instant): number {
  return Date.parse(at);
}

/** The moment so many seconds later, or earlier when negative; parts of a second count to the millisecond. */
export function plusSeconds(at: Instant, seconds: number): Instant {
  return instantOf(millisecondsOf(at) + seconds * 1000);
}

/** Whole and part seconds from `earlier` to `later`; negative when they are the other way round. */
export function secondsBetween(earlier: Instant, later: Instant): number {
  return (millisecondsOf(later) - millisecondsOf(earlier)) / 1000;
}

/** The first of these moments; undefined where none is said. */
export function firstOf(...moments: readonly (Instant | undefined)[]): Instant | undefined {
  const [first] = moments.filter((one) => one !== undefined).toSorted();
  return first;
}
