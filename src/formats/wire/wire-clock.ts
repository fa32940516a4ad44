import { matched } from './matched.ts';
import { wireTime } from './wire-time.ts';
import type { WireTime } from './wire-item.ts';

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

/** Offsets of zones that news agencies write and RFC 5322 does not name. A name with two meanings (IST, BST, ET) is none. */
const ZONES: ReadonlyMap<string, string> = new Map([
  ['Z', 'Z'],
  ['CET', '+0100'],
  ['MEZ', '+0100'],
  ['CEST', '+0200'],
  ['MESZ', '+0200'],
  ['EET', '+0200'],
  ['EEST', '+0300'],
  ['MSK', '+0300'],
  ['ICT', '+0700'],
  ['HKT', '+0800'],
  ['JST', '+0900'],
  ['KST', '+0900'],
  ['AEST', '+1000'],
  ['AEDT', '+1100'],
]);

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
  const date = `${year.length === 2 ? `20${year}` : year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (time === undefined) return wireTime(date);
  const clock = time.replace(/\D/g, '').padStart(4, '0');
  const read = wireTime(`${date}T${clock.slice(0, 2)}:${clock.slice(2, 4)}:00`);
  if (read === undefined || zone === '') return read;
  const offset = ZONES.get(zone.toUpperCase()) ?? zone;
  const named = /^[+-]\d{4}$|^Z$/.test(offset) ? wireTime(`${read}${offset}`) : zoned(read, offset);
  return named ?? read;
}

/** `wireTime` knows the zones of RFC 5322, in its own spelling of a date. */
function zoned(read: string, zone: string): WireTime | undefined {
  const [year = '', month = '1', day = ''] = read.slice(0, 10).split('-');
  return wireTime(`${Number(day)} ${ENGLISH[Number(month) - 1]} ${year} ${read.slice(11, 16)} ${zone}`);
}

const ENGLISH = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const DAY_TIME_GROUP =
  /^\s*(?<day>\d\d)(?<time>\d{4})\s*(?<zone>Z|UTC|GMT|[A-Z]{3,4}|[+-]\d{4})\s*(?<month>\p{L}{3,9})\.?\s*(?:(?<year>\d{4}|\d\d)(?!\d))/iu;
// Where the zone is left out, the month may be too.
const WITHOUT_ZONE =
  /^\s*(?<day>\d\d)(?<time>\d{4})\s*(?:(?:Z|UTC|GMT)\s*)?(?:(?<month>\p{L}{3,9})\.?\s*(?:(?<year>\d{4}|\d\d)(?!\d))?)?/iu;
const AMERICAN = /(?:^|\D)(\d{1,2})-(\d{1,2})-(\d\d)\s+(\d{4})\s*([A-Z]{2,4})?/;
const CANADIAN = /(\d{1,2}):(\d\d)\s*([A-Z]{2,4})?\s+(\d{1,2})-(\d{1,2})-(\d\d)(?!\d)/;

const ITALIAN = /(?<day>\d{1,2})-(?<month>\p{L}{3})-(?<year>\d\d)\s+(?<time>\d{1,2}:\d\d)/u;

/** A time at the end of a message, or why it is none: `291030Z NOV 26` (IPTC 7901), `11-29-26 0330EST` and `16:35ET 29-11-26` (ANPA 1312), `29-NOV-26 10:30` (ANSA). */
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
  /(?<written>(?<day>\d{1,2})\s+tháng\s+(?<month>\d{1,2})\s+năm\s+(?<year>\d{4}))/i,
  /(?<written>(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日)/,
  /(?<written>(?<day>\d{1,2})[/.](?<month>\d{1,2})[/.](?<year>\d{4}))/,
  /(?<written>(?<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?<month>\p{L}{3,10})\.?,?\s+(?:de\s+)?(?<year>\d{4}))/iu,
  /(?<written>(?<month>\p{L}{3,10})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4}))/iu,
];
const CLOCK =
  /(?:^|\D)(\d{1,2})(?:[:.h点时]|\s?giờ\s?)(\d\d)?(?!\d)|(?:^|\D)(\d{4})(?=\s*(?:GMT|UTC|Z\b|[A-Z]{3,4}\b|hrs))/i;

const ISO_TIME = /\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d(?::?\d\d)?\s*(?:Z|[+-]\d\d:?\d\d)?)?/;

/** A day with its year, and the hour where there is one, anywhere in words of several languages; days come before months. */
export function timeInWords(text: string): WireTime | undefined {
  const day = dayInWords(text);
  if (day === undefined) return wireTime(ISO_TIME.exec(text)?.[0]);
  const clock = clockInWords(text.replace(day.written, ' '));
  const zone = /\b(GMT|UTC|CES?T|MES?Z|ICT|HKT|JST|EST|EDT|CST|CDT|PST|PDT|Z|[+-]\d{4})\b/.exec(text)?.[1];
  const { year, month, date } = day;
  return clock === undefined
    ? clockTime({ year, month, day: date })
    : clockTime({ year, month, day: date, time: clock, zone });
}

/** Does a text tell a day with its year, or an hour? */
export function holdsTime(text: string): boolean {
  return daysInWords(text).length > 0 || CLOCK.test(text) || BARE_HALF.test(text);
}

/** `1800`; the halves of a day count, in English, Vietnamese and Chinese. */
function clockInWords(text: string): string | undefined {
  const [written, hour, minute = '00', four] = CLOCK.exec(text) ?? BARE_HALF.exec(text) ?? [];
  if (written === undefined || hour === undefined) return four;
  const isLate = LATE.test(text) && Number(hour) < 12;
  const isEarly = EARLY.test(text) && Number(hour) === 12;
  return `${Number(hour) + (isLate ? 12 : 0) - (isEarly ? 12 : 0)}`.padStart(2, '0') + minute;
}

const BARE_HALF = /(?:^|\D)(\d{1,2})(?=\s*[ap]\.?\s?m\b)/i;
const LATE = /\d\s*p\.?\s?m\b|giờ(?:\s*\d\d)?\s*(?:phút\s*)?(?:chiều|tối|đêm)|(?:下午|晚上|傍晚|晚)\s*\d/iu;
const EARLY = /\d\s*a\.?\s?m\b|(?:凌晨|零)\s*\d/iu;

/** Every day with its year that stands in a text, as it is written there. */
export function daysInWords(text: string): readonly string[] {
  const found = [...DAYS, ISO_DAY].flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(([written]) => written.trim()),
  );
  return [...new Set(found)];
}

const ISO_DAY = /\d{4}-\d\d-\d\d/;

function dayInWords(
  text: string,
): { year: string; month: number; date: string; written: string } | undefined {
  for (const pattern of DAYS) {
    const found = matched(pattern, text);
    const name = found?.('month') ?? '';
    const month = /^\d+$/.test(name) ? Number(name) : monthNumber(name);
    if (found !== undefined && month !== undefined)
      return { year: found('year'), month, date: found('day'), written: found('written') };
  }
  return undefined;
}
