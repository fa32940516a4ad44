/**
 * A time as it stands on a clock somewhere, in milliseconds as if that clock were UTC's: arithmetic on days needs no zone, and
 * what a zone makes of it is decided afterwards.
 */
export type NaiveTime = number;

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** Reads `2026-11-29`, `2026-11-29T10:00:00` and either with an offset or `Z` behind, which is left out. */
export function naiveTime(text: string): NaiveTime | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?/.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = parts.map((part) =>
    Number.isNaN(part) ? 0 : part,
  );
  const time = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  return Number.isNaN(time) ? undefined : time;
}

/** `2026-11-29T10:00:00`, or the day alone; undefined outside of the years 1 to 9999. */
export function printNaive(time: NaiveTime, isDay: boolean): string | undefined {
  if (time < -62_135_596_800_000 || time > 253_402_300_799_000) return undefined;
  return new Date(time).toISOString().slice(0, isDay ? 10 : 19);
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
