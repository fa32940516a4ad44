import { printDay, type Day } from '#kernel/day.ts';

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/**
 * The number of a day since 1970-01-01 in the Gregorian calendar, also before its time. Months and days beyond their range go on
 * counting: month 13 is January of the next year, day 0 the last of the month before.
 */
export function dayNumber(year: number, month: number, day: number): number {
  const whole = year + Math.floor((month - 1) / 12);
  const within = ((((month - 1) % 12) + 12) % 12) + 1;
  // Years begin in March here, so that the leap day is their last (H. Hinnant, chrono-Compatible Low-Level Date Algorithms).
  const shifted = within <= 2 ? whole - 1 : whole;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (within > 2 ? within - 3 : within + 9) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + dayOfYear - 719_468;
}

/** The day with a number since 1970-01-01. */
export function civilDay(number: number): Day {
  const days = number + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const years = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const dayOfYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: years + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** 0 for Sunday to 6. */
export function weekdayOf(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

/** The day after one that is written `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return printDay(civilDay(dayNumber(year, month, date + 1)));
}
