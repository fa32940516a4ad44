import { printDay } from '#kernel/day.ts';
import { civilDay, dayNumber } from './civil-day.ts';
import { afterClock, clocksIn, hourOf } from './clocks-in-words.ts';
import { matched } from './matched.ts';
import { wireTime } from './wire-time.ts';
import type { WireTime } from './wire-item.ts';
import { offsetOfZone, offsetsIn, withoutOffsets } from './zone-names.ts';

/** Names of months as wires of several languages abbreviate them, by their first letters; the index is the month less one. */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|jän|janv|ene|gen|янв)/i,
  /^(?:feb|fév|fev|фев)/i,
  /^(?:mar|mär|mrz|мар)/i,
  /^(?:apr|avr|abr|апр)/i,
  /^(?:may|mai|mag|май|мая)/i,
  /^(?:jun|juin|giu|июн)/i,
  /^(?:jul|juil|lug|июл)/i,
  /^(?:aug|aoû|aou|ago|авг)/i,
  /^(?:sep|set|сен)/i,
  /^(?:oct|okt|ott|окт)/i,
  /^(?:nov|ноя)/i,
  /^(?:dec|dez|déc|dic|дек)/i,
];

/** The month that a word begins, 1 to 12. */
export function monthNumber(word: string): number | undefined {
  const index = MONTHS.findIndex((month) => month.test(word));
  return index === -1 ? undefined : index + 1;
}

/** A time of a wire's own parts; undefined where there is no such day or hour. `year` may have two digits. */
export function clockTime(parts: {
  readonly year: string;
  readonly month: number | string;
  readonly day: string;
  readonly time?: string;
  readonly zone?: string | undefined;
}): WireTime | undefined {
  const { year, month, day, time, zone = '' } = parts;
  const date = `${year.length === 2 ? centuryOf(year) + year : year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (time === undefined) return wireTime(date);
  const clock = time.replace(/\D/g, '').padStart(4, '0');
  const read = wireTime(`${date}T${clock.slice(0, 2)}:${clock.slice(2, 4)}:00`);
  if (read === undefined || zone === '') return read;
  const offset = offsetOfZone(zone);
  return (offset === undefined ? undefined : wireTime(`${read}${offset}`)) ?? read;
}

/** Archives of wires reach back to the seventies, and no message was written later than it is read. */
function centuryOf(year: string): string {
  return Number(year) < 70 ? '20' : '19';
}

// AFP puts its name before it.
const DAY_TIME_GROUP =
  /^\s*(?:[A-Z]{2,5}\s+)?(?<day>\d\d)(?<time>\d{4})\s*(?<zone>Z|UTC|GMT|[A-Z]{3,4}|[+-]\d{4})\s*(?<month>\p{L}{3,9})\.?\s*(?:(?<year>\d{4}|\d\d)(?!\d))/iu;
// Where the zone is left out, the month may be too.
const WITHOUT_ZONE =
  /^\s*(?<day>\d\d)(?<time>\d{4})\s*(?:(?:Z|UTC|GMT)\s*)?(?:(?<month>\p{L}{3,9})\.?\s*(?:(?<year>\d{4}|\d\d)(?!\d))?)?/iu;
const AMERICAN = /(?:^|\D)(\d{1,2})-(\d{1,2})-(\d\d)\s+(\d{4})\s*([A-Z]{2,4})?/;
const CANADIAN = /(\d{1,2}):(\d\d)\s*([A-Z]{2,4})?[\s-]+(\d{1,2})-(\d{1,2})-(\d\d)(?!\d)/;

const ITALIAN = /(?<day>\d{1,2})-(?<month>\p{L}{3})-(?<year>\d\d)\s+(?<time>\d{1,2}:\d\d)/u;

/** A time at the end of a message, or why it is none: `291030Z NOV 26` (IPTC 7901), `11-29-26 0330EST` and `16:35ET 29-11-26` and `16:35-29-11-26` (ANPA 1312), `29-NOV-26 10:30` (ANSA). */
export function messageTime(
  line: string,
): { readonly time?: WireTime; readonly written: string } | undefined {
  const american = AMERICAN.exec(line);
  if (american) return american12(american);
  const canadian = CANADIAN.exec(line);
  if (canadian) {
    const [written, hour = '', minute = '', zone, day = '', month = '', year = ''] = canadian;
    const time = clockTime({ year, month, day, time: hour.padStart(2, '0') + minute, zone });
    return time === undefined ? { written } : { written, time };
  }
  return namedMonth(line) ?? dayTimeGroup(line);
}

function namedMonth(line: string): { readonly time?: WireTime; readonly written: string } | undefined {
  const found = matched(ITALIAN, line);
  const month = found && monthNumber(found('month'));
  if (found === undefined || month === undefined) return undefined;
  const time = clockTime({ year: found('year'), month, day: found('day'), time: found('time') });
  return time === undefined ? { written: line.trim() } : { written: line.trim(), time };
}

function american12(found: RegExpExecArray): { readonly time?: WireTime; readonly written: string } {
  const [written, month = '', day = '', year = '', clock = '', zone] = found;
  const time = clockTime({ year, month, day, time: clock, zone });
  return time === undefined ? { written: written.trim() } : { written: written.trim(), time };
}

function dayTimeGroup(line: string): { readonly time?: WireTime; readonly written: string } | undefined {
  const found = matched(DAY_TIME_GROUP, line) ?? matched(WITHOUT_ZONE, line);
  if (found === undefined) return undefined;
  const written = line.trim();
  const month = monthNumber(found('month'));
  if (month === undefined || found('year') === '') return { written };
  const parts = { year: found('year'), month, day: found('day'), time: found('time'), zone: found('zone') };
  const time = clockTime(parts);
  return time === undefined ? { written } : { written, time };
}

const DAYS: readonly RegExp[] = [
  /(?<written>(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T?)/,
  /(?<written>(?<day>\d{1,2})\s+tháng\s+(?<month>\d{1,2})\s+năm\s+(?<year>\d{4}))/i,
  /(?<written>(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日)/,
  /(?<written>(?<day>\d{1,2})[/.](?<month>\d{1,2})[/.](?<year>\d{4}))/,
  /(?<written>(?<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?<month>\p{L}{3,10})\.?,?\s+(?:de\s+)?(?<year>\d{4}))/iu,
  /(?<written>(?<month>\p{L}{3,10})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4}))/iu,
];

/** A day with its year, and the hour where there is one, anywhere in words of several languages; days come before months. */
export function timeInWords(text: string): WireTime | undefined {
  const day = dayInWords(text);
  if (day === undefined) return undefined;
  const rest = text.replace(day.written, BREAK);
  const [clock] = clocksIn(withoutOffsets(rest));
  const [offset] = offsetsIn(rest, clock === undefined ? '' : afterClock(clock));
  return momentOf(day, clock && hourOf(clock), offset);
}

/** Stands where the day stood, so that what came after it does not come after the clock. */
export const BREAK = ' · ';

/** A day and an hour (`HHMM`, to `2400`) as one time; the day alone where no hour is told. */
export function momentOf(
  day: WrittenDay,
  hour: string | undefined,
  zone: string | undefined,
): WireTime | undefined {
  if (hour === undefined) return clockTime(day);
  if (hour !== '2400') return clockTime({ ...day, time: hour, zone });
  const date = clockTime(day);
  if (date === undefined || zone === undefined) return date;
  return wireTime(
    `${printDay(civilDay(dayNumber(Number(day.year), day.month, Number(day.day) + 1)))}T00:00:00${zone}`,
  );
}

/** Does a text tell a day with its year, or an hour? */
export function holdsTime(text: string): boolean {
  return daysInWords(text).length > 0 || clocksIn(text).length > 0;
}

/** A day as it is written somewhere in words. */
export type WrittenDay = {
  readonly year: string;
  readonly month: number;
  readonly day: string;
  readonly written: string;
};

/** Every day with its year that stands in a text, as it is written there. */
export function daysInWords(text: string): readonly string[] {
  const found = DAYS.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].flatMap(
      ({ groups }) => dayOf(groups)?.written.trim() ?? [],
    ),
  );
  return [...new Set(found)];
}

/** The same days as times; a day that there is not is none. */
export function daysTold(text: string): readonly WireTime[] {
  return daysInWords(text).flatMap((written) => {
    const day = dayInWords(written);
    return (day && clockTime({ year: day.year, month: day.month, day: day.day })) ?? [];
  });
}

/** The first day with its year in a text. */
export function dayInWords(text: string): WrittenDay | undefined {
  for (const pattern of DAYS) {
    const day = dayOf(pattern.exec(text)?.groups);
    if (day !== undefined) return day;
  }
  return undefined;
}

/** "11 năm 2026" looks like a day, and năm is no month. */
function dayOf(groups: Readonly<Record<string, string | undefined>> | undefined): WrittenDay | undefined {
  const { year = '', month: name = '', day = '', written = '' } = groups ?? {};
  const month = /^\d+$/.test(name) ? Number(name) : monthNumber(name);
  return month === undefined || name === '' ? undefined : { year, month, day, written };
}
