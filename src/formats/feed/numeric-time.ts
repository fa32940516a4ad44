import { instantOf } from '#kernel/instant.ts';
import { dayNumber, weekdayOf } from '../wire/civil-day.ts';
import type { WireTime } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';

/** What tells a day from a month where both are numbers: a text that may begin with the day of the week, and the language (BCP 47). */
type Hints = { readonly weekday: string; readonly language: string };

/**
 * A time in numbers alone: `28/05/2026 17:00 +0700` with the day or the month first, `20261129100000`, and seconds or thousandths since 1970.
 * Undefined where nothing tells the day from the month.
 */
export function numericTime(text: string, hints: Hints): WireTime | undefined {
  const whole = /^(\d{8})(\d{6})$/.exec(text);
  if (whole) return wireTime(`${whole[1]}T${whole[2]}`);
  if (/^1\d{9}(?:\d{3})?$/.test(text)) return wireTime(instantOf(Number(text.padEnd(13, '0'))));
  const parts = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,? (\d{1,2}:\d\d.*))?$/.exec(text);
  if (!parts) return undefined;
  const [, first = '', separator, second = '', year = '', clock] = parts;
  const isDayFirst = dayFirst([Number(first), Number(second), Number(year)], separator === '/', hints);
  if (isDayFirst === undefined) return undefined;
  const [day, month] = isDayFirst ? [first, second] : [second, first];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return wireTime(clock === undefined ? date : `${date} ${clock.replace(/^\d:/, '0$&')}`);
}

function dayFirst(
  [first, second, year]: readonly [number, number, number],
  isSlashed: boolean,
  { weekday, language }: Hints,
): boolean | undefined {
  if (first > 12 || second > 12 || first === second) return second <= 12;
  const said = weekdayIn(weekday);
  if (said !== undefined) {
    const isDay = weekdayOf(dayNumber(year, second, first)) === said;
    if (isDay !== (weekdayOf(dayNumber(year, first, second)) === said)) return isDay;
  }
  // With dots or dashes before a year the day comes first everywhere.
  if (!isSlashed) return true;
  if (/^en-US\b/i.test(language)) return false;
  if (/^en-(?:GB|AU|NZ|IE|IN|SG|MY|HK|ZA|NG|KE)\b/i.test(language)) return true;
  return /^(?:$|en|zh|ja|ko)/i.test(language) ? undefined : true;
}

/** Sunday first. */
const WEEKDAYS: readonly RegExp[] = [
  /^(?:sun|chủ nhật|cn\b|dim|dom|星期[日天]|周日)/iu,
  /^(?:mon|thứ (?:hai|2)|t2\b|lun|星期一|周一)/iu,
  /^(?:tue|thứ (?:ba|3)|t3\b|mar|星期二|周二)/iu,
  /^(?:wed|thứ (?:tư|4)|t4\b|mer|mié|星期三|周三)/iu,
  /^(?:thu|thứ (?:năm|5)|t5\b|jeu|jue|gio|星期四|周四)/iu,
  /^(?:fri|thứ (?:sáu|6)|t6\b|ven|vie|星期五|周五)/iu,
  /^(?:sat|thứ (?:bảy|7)|t7\b|sam|sáb|sab|星期六|周六)/iu,
];

function weekdayIn(text: string): number | undefined {
  const found = WEEKDAYS.findIndex((name) => name.test(text));
  return found < 0 ? undefined : found;
}
