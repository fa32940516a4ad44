import { printDay, type Day } from '#kernel/day.ts';
import { instantOf, millisecondsOf, parseInstant, type Instant } from '#kernel/instant.ts';

const DAY_MS = 86_400_000;

/** Is this an IANA time zone that the runtime can reckon with? */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  try {
    return formatterFor(zone) !== undefined;
  } catch {
    return false; // Intl says "unknown zone" by a RangeError and in no other way.
  }
}

/** So many days later, or earlier when negative. */
export function daysLater(day: Day, days: number): Day {
  return dayOf(instantOf(utcMidnight(day) + days * DAY_MS));
}

/** 0 for Monday; 1 January 1970 was a Thursday. */
export function weekdayOf(day: Day): number {
  return (((utcMidnight(day) / DAY_MS + 3) % 7) + 7) % 7;
}

function dayOf(at: string): Day {
  return { year: Number(at.slice(0, 4)), month: Number(at.slice(5, 7)), day: Number(at.slice(8, 10)) };
}

function utcMidnight(day: Day): number {
  const at = parseInstant(`${printDay(day)}T00:00:00Z`);
  if (!at) throw new RangeError(`no such day: ${printDay(day)}`);
  return millisecondsOf(at);
}

/**
 * The first moment of a local day. With the offsets in use a day before and a day after there are two candidates;
 * the earlier one that is not still the day before is right, also where a change of clocks skips or repeats midnight.
 */
export function startOfDay(day: Day, zone: string): Instant {
  const midnight = utcMidnight(day);
  const candidates = [midnight - DAY_MS, midnight + DAY_MS]
    .map((near) => midnight - (localMilliseconds(near, zone) - near))
    .toSorted((a, b) => a - b);
  const start = candidates.find((candidate) => localMilliseconds(candidate, zone) >= midnight);
  if (start === undefined) throw new RangeError(`no start of day in ${zone}`);
  return instantOf(start);
}

/** The calendar day on the wall of a zone. */
export function localDay(at: Instant, zone: string): Day {
  return dayOf(wallClockAt(at, zone));
}

/** What the clock on the wall of a zone shows, as date and time without a zone: `2027-03-31T16:00:00`. */
export function wallClockAt(at: Instant, zone: string): string {
  return instantOf(localMilliseconds(millisecondsOf(at), zone)).slice(0, 19);
}

/** The wall clock of a zone, read as if it were UTC. */
function localMilliseconds(milliseconds: number, zone: string): number {
  const parts = new Map(
    formatterFor(zone)
      .formatToParts(milliseconds)
      .map(({ type, value }) => [type, value.padStart(2, '0')]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '00';
  const date = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  const clock = parseInstant(`${date}T${part('hour')}:${part('minute')}:${part('second')}Z`);
  if (!clock) throw new RangeError(`no wall clock in ${zone}`);
  return millisecondsOf(clock);
}

/** Zone names are read without regard to case, so a stranger could spell one in many ways (I24). */
const MOST_FORMATTERS = 600;
const formatters = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs more than a hundred decisions; there are as many as zones named in agreements.
function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  if (formatters.size >= MOST_FORMATTERS) formatters.clear();
  formatters.set(zone, made);
  return made;
}
