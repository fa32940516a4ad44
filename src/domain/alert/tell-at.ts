import { instantOf, millisecondsOf, type Instant } from '#kernel/instant.ts';
import { wallClockAt } from '#domain/agreement/zone-clock.ts';
import type { AlertSchedule, AlertSettings, QuietHours } from './saved-search.ts';

/** Every offset in use is a whole number of quarters, and so is every time that may be chosen: the clock is looked at once each. */
const QUARTER_MS = 900_000;
const DAY_MINUTES = 1440;
/** Two days and an hour: the one quarter that is not quiet may be left out by a change of clocks. */
const MOST_QUARTERS = 196;

/** When what was found at a moment is to be told by this schedule; `at-once` is that moment, a full hour includes itself. */
export function scheduledAt(schedule: AlertSchedule, foundAt: Instant, timeZone: string): Instant {
  if (schedule.kind === 'at-once') return foundAt;
  const minutes = schedule.kind === 'hourly' ? FULL_HOURS : schedule.hours.map(minutesOf);
  return firstQuarter(foundAt, (at) => reaches(at, timeZone, minutes));
}

/** The moment itself, or the end of the quiet hours in which it lies. */
export function afterQuiet(
  at: Instant,
  { quiet, timeZone }: Pick<AlertSettings, 'quiet' | 'timeZone'>,
): Instant {
  if (!quiet || !isQuiet(at, quiet, timeZone)) return at;
  return firstQuarter(at, (quarter) => !isQuiet(quarter, quiet, timeZone));
}

/** Does the clock on the wall stand in the quiet hours? Hours that begin when they end are none. */
export function isQuiet(at: Instant, { from, until }: QuietHours, timeZone: string): boolean {
  const now = minutesAt(at, timeZone);
  const [begin, end] = [minutesOf(from), minutesOf(until)];
  return begin <= end ? now >= begin && now < end : now >= begin || now < end;
}

const FULL_HOURS: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour * 60);

/**
 * Does the clock get to one of these times at this quarter? One that a change of clocks leaves out is reached when the clock jumps over
 * it; one that comes twice is reached twice.
 */
function reaches(at: Instant, timeZone: string, minutes: readonly number[]): boolean {
  const now = minutesAt(at, timeZone);
  const before = minutesAt(instantOf(millisecondsOf(at) - QUARTER_MS), timeZone);
  const gone = (now - before + DAY_MINUTES) % DAY_MINUTES;
  // More than half a day forward is an hour back.
  if (gone > DAY_MINUTES / 2) return minutes.includes(now);
  return minutes.some((one) => (now - one + DAY_MINUTES) % DAY_MINUTES < gone);
}

/** The first quarter of an hour at or after a moment of which it is so; the moment itself if there is none. */
function firstQuarter(from: Instant, isSo: (at: Instant) => boolean): Instant {
  const first = Math.ceil(millisecondsOf(from) / QUARTER_MS) * QUARTER_MS;
  for (let index = 0; index < MOST_QUARTERS; index += 1) {
    const at = instantOf(first + index * QUARTER_MS);
    if (isSo(at)) return at;
  }
  return from;
}

function minutesAt(at: Instant, timeZone: string): number {
  return minutesOf(wallClockAt(at, timeZone).slice(11, 16));
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
