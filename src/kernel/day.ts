/** A day of the Gregorian calendar; months and days count from 1. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };

/** `2026-11-29`, for years 0 to 9999; undefined for a day that is none, such as 2027-02-30, and for any other text. */
export function parseDay(text: string): Day | undefined {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return day >= 1 && day <= daysIn(year, month) ? { year, month, day } : undefined;
}

/** `2026-11-29`; years below 1000 are filled with zeros. */
export function printDay({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
