import { millisecondsOf, instantOf, parseInstant, type Instant } from '#kernel/instant.ts';
import type { QuotaPeriod } from './agreement.ts';

type Day = { readonly year: number; readonly month: number; readonly day: number };

const DAY_MS = 86_400_000;

/**
 * The quota period around a moment, `from` included and `until` not: whole local days, weeks from Monday, calendar
 * months, quarters or years of the zone. Zones and their changes are those of IANA as the runtime knows them.
 */
export function quotaPeriodAt(
  period: QuotaPeriod,
  zone: string,
  at: Instant,
): { readonly from: Instant; readonly until: Instant } {
  const first = firstDay(period, localDay(at, zone));
  return { from: startOfDay(first, zone), until: startOfDay(nextFirstDay(period, first), zone) };
}

/** Is this an IANA time zone that the runtime can reckon with? */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  try {
    return formatterFor(zone) !== undefined;
  } catch {
    return false; // Intl says "unknown zone" by a RangeError and in no other way.
  }
}

function firstDay(period: QuotaPeriod, { year, month, day }: Day): Day {
  switch (period) {
    case 'P1D':
      return { year, month, day };
    case 'P1W':
      return shifted({ year, month, day }, -weekday({ year, month, day }));
    case 'P1M':
      return { year, month, day: 1 };
    case 'P3M':
      return { year, month: month - ((month - 1) % 3), day: 1 };
    case 'P1Y':
      return { year, month: 1, day: 1 };
  }
}

function nextFirstDay(period: QuotaPeriod, first: Day): Day {
  switch (period) {
    case 'P1D':
      return shifted(first, 1);
    case 'P1W':
      return shifted(first, 7);
    case 'P1M':
      return monthsLater(first, 1);
    case 'P3M':
      return monthsLater(first, 3);
    case 'P1Y':
      return { year: first.year + 1, month: 1, day: 1 };
  }
}

function monthsLater({ year, month }: Day, months: number): Day {
  const counted = month - 1 + months;
  return { year: year + Math.floor(counted / 12), month: (counted % 12) + 1, day: 1 };
}

/** 0 for Monday; 1 January 1970 was a Thursday. */
function weekday(day: Day): number {
  return (((utcMidnight(day) / DAY_MS + 3) % 7) + 7) % 7;
}

function shifted(day: Day, days: number): Day {
  return dayOf(instantOf(utcMidnight(day) + days * DAY_MS));
}

function dayOf(at: string): Day {
  return { year: Number(at.slice(0, 4)), month: Number(at.slice(5, 7)), day: Number(at.slice(8, 10)) };
}

function utcMidnight({ year, month, day }: Day): number {
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  const at = parseInstant(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T00:00:00Z`);
  if (!at) throw new RangeError(`no such day: ${year}-${month}-${day}`);
  return millisecondsOf(at);
}

/**
 * The first moment of a local day. With the offsets in use a day before and a day after there are two candidates;
 * the earlier one that is not still the day before is right, also where a change of clocks skips or repeats midnight.
 */
function startOfDay(day: Day, zone: string): Instant {
  const midnight = utcMidnight(day);
  const candidates = [midnight - DAY_MS, midnight + DAY_MS]
    .map((near) => midnight - (localMilliseconds(near, zone) - near))
    .toSorted((a, b) => a - b);
  const start = candidates.find((candidate) => localMilliseconds(candidate, zone) >= midnight);
  if (start === undefined) throw new RangeError(`no start of day in ${zone}`);
  return instantOf(start);
}

function localDay(at: Instant, zone: string): Day {
  return dayOf(instantOf(localMilliseconds(millisecondsOf(at), zone)));
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
  formatters.set(zone, made);
  return made;
}
