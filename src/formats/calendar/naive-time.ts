import { printDay } from '#kernel/day.ts';
import { civilDay, DAY, dayNumber } from '../wire/civil-day.ts';

/**
 * A time as it stands on a clock somewhere, in milliseconds as if that clock were UTC's: arithmetic on days needs no zone, and
 * what a zone makes of it is decided afterwards.
 */
export type NaiveTime = number;

/** Reads `2026-11-29`, `2026-11-29T10:00:00` and either with an offset or `Z` behind, which is left out. */
export function naiveTime(text: string): NaiveTime | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?/.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = parts.map((part) =>
    Number.isNaN(part) ? 0 : part,
  );
  return dayNumber(year, month, day) * DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** The number of its day since 1970-01-01, and the seconds of that day. */
export function partsOf(time: NaiveTime): { readonly day: number; readonly seconds: number } {
  const day = Math.floor(time / DAY);
  return { day, seconds: Math.floor((time - day * DAY) / 1000) };
}

/** `2026-11-29T10:00:00`, or the day alone; undefined outside of the years 1 to 9999. */
export function printNaive(time: NaiveTime, isDay: boolean): string | undefined {
  const { day, seconds } = partsOf(time);
  const civil = civilDay(day);
  if (civil.year < 1 || civil.year > 9999) return undefined;
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  const clock = `T${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${printDay(civil)}${isDay ? '' : clock}`;
}

/** `P1DT2H`, `PT90M`, `-P1W` in milliseconds (RFC 5545 §3.3.6). */
export function durationOf(text: string): number | undefined {
  const parts =
    /^([+-])?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/i.exec(
      text.trim(),
    );
  if (parts === null) return undefined;
  const [weeks, days, hours, minutes, seconds] = parts.slice(2).map((part) => Number(part ?? 0));
  const length =
    ((weeks ?? 0) * 7 + (days ?? 0)) * DAY +
    (hours ?? 0) * 3_600_000 +
    (minutes ?? 0) * 60_000 +
    (seconds ?? 0) * 1000;
  return parts[1] === '-' ? -length : length;
}
