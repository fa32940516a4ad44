import { instantOf, millisecondsOf, parseInstant, type Instant } from '#kernel/instant.ts';
import { DAY, dayAfter } from './civil-day.ts';
import type { WireTime } from './wire-item.ts';

/**
 * The moment a wire means: a day begins at midnight, and what has no offset is in `timeZone` (IANA name; UTC where none is
 * given). In the hour that a zone has twice it is the first of the two, in one that a zone skips it is an hour later.
 */
export function resolveTime(time: WireTime | undefined, timeZone?: string): Instant | undefined {
  if (time === undefined) return undefined;
  const whole = time.includes('T') ? time : `${time}T00:00:00`;
  const exact = parseInstant(whole);
  if (exact !== undefined) return exact;
  const asUtc = parseInstant(`${whole}Z`);
  if (asUtc === undefined || timeZone === undefined) return asUtc;
  const written = millisecondsOf(asUtc);
  const guess = written - offsetAt(written, timeZone);
  return instantOf(written - Math.max(offsetAt(guess, timeZone), offsetAt(guess - 3_600_000, timeZone)));
}

/**
 * The latest moment that an embargo's end can mean, for what is not known never permits (docs/decisions/0025): of a day its end, of an
 * hour that a zone has twice the second, and without offset and zone the last place on earth where it is that time (UTC−12).
 */
export function resolveEmbargo(time: WireTime | undefined, timeZone?: string): Instant | undefined {
  if (time === undefined) return undefined;
  const whole = time.includes('T') ? time : `${dayAfter(time)}T00:00:00`;
  const exact = parseInstant(whole);
  if (exact !== undefined) return exact;
  const asUtc = parseInstant(`${whole}Z`);
  if (asUtc === undefined || timeZone === undefined || !isTimeZone(timeZone))
    return parseInstant(`${whole}-12:00`);
  const written = millisecondsOf(asUtc);
  const meant = [-DAY, DAY].map((beside) => written - offsetAt(written + beside, timeZone));
  const real = meant.filter((one) => one + offsetAt(one, timeZone) === written);
  return instantOf(Math.max(...(real.length > 0 ? real : meant)));
}

/** Whether a name is one of a time zone, such as `Asia/Ho_Chi_Minh`. */
export function isTimeZone(name: string): boolean {
  return clockOf(name) !== undefined;
}

const clocks = new Map<string, Intl.DateTimeFormat | undefined>();

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (!clocks.has(timeZone) && clocks.size < 1000) clocks.set(timeZone, newClock(timeZone));
  return clocks.get(timeZone);
}

function newClock(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    // RangeError: no such zone.
    return undefined;
  }
}

/** Milliseconds that a zone's clocks are ahead of UTC at a moment; 0 for an unknown zone. */
function offsetAt(milliseconds: number, timeZone: string): number {
  const parts = new Map(
    clockOf(timeZone)
      ?.formatToParts(milliseconds)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  const local = parseInstant(
    `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`,
  );
  return local === undefined ? 0 : millisecondsOf(local) - Math.floor(milliseconds / 1000) * 1000;
}
