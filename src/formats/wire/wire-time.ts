import { parseDay } from '#kernel/day.ts';
import { dayAfter } from './civil-day.ts';
import type { WireTime } from './wire-item.ts';

const ISO =
  /^([+-]?\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
/** As a `WireTime` is written; no month is too short for a day up to the 28th. */
const PLAIN =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-]\d\d:\d\d)$/;
const RFC822 =
  /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*[\s-]+(\d{4}|\d{2})(?!\d)(?:\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*([A-Za-z]{1,5}|[+-]\d{4})?)?/;
// With dots the day comes first everywhere.
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?)?$/;

/**
 * Any spelling of a time that wires use, as a `WireTime`: ISO 8601 extended and basic (`20261129T100000+0700`), RFC 822 and 5322
 * (`Sun, 29 Nov 2026 10:00:00 +0700`), and `29.11.2026 10:00`. Undefined where it is no time or no such day; a time without an offset stays without.
 */
export function wireTime(written: string | undefined): WireTime | undefined {
  const text = written?.trim() ?? '';
  if (PLAIN.test(text)) return text;
  const iso = ISO.exec(text);
  if (iso) return timeOf(iso[1], iso[2], iso[3], iso.slice(4));
  const dotted = DOTTED.exec(text);
  if (dotted) return timeOf(dotted[3], dotted[2], dotted[1], dotted.slice(4));
  const mail = RFC822.exec(text);
  // A clock that cannot be read is no reason to take the day alone.
  if (!mail || (mail[4] === undefined && /\d:\d\d/.test(text.slice(mail[0].length)))) return undefined;
  const month = MONTHS.indexOf((mail[2] ?? '').toLowerCase()) + 1;
  return timeOf(century(mail[3] ?? ''), String(month), mail[1], mail.slice(4));
}

/**
 * A time as its beginning where it is a day. For fields that name the first day on which something may be used (IIM 2:30, PRISM
 * `embargoDate`: "earliest date (potentially including time)"); what cannot be read stays as it is.
 */
export function fromBeginning(written: string): string {
  const time = wireTime(written);
  return time === undefined || time.includes('T') ? written : `${time}T00:00:00`;
}

const MONTHS: readonly string[] = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** RFC 5322 §4.3: two digits below 50 are of this century. */
function century(year: string): string {
  if (year.length === 4) return year;
  return String(Number(year) < 50 ? 2000 + Number(year) : 1900 + Number(year));
}

function timeOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  clock: readonly (string | undefined)[],
): WireTime | undefined {
  const [hours, minutes, seconds, fraction, zone] = clock;
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  if (!parseDay(date)) return undefined;
  if (hours === undefined) return date;
  const time = `${hours.padStart(2, '0')}:${minutes}:${seconds ?? '00'}`;
  // A leap second is the last one of its minute, as far as news goes.
  const whole = time.replace(/:60$/, ':59');
  if (whole === '24:00:00') return `${dayAfter(date)}T00:00:00${offsetOf(zone)}`;
  return /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(whole)
    ? `${date}T${whole}${thousandths(fraction)}${offsetOf(zone)}`
    : undefined;
}

/** Nothing for a whole second. */
function thousandths(fraction = ''): string {
  const digits = fraction.slice(0, 3).padEnd(3, '0');
  return /[1-9]/.test(digits) ? `.${digits}` : '';
}

/** RFC 5322 §4.3 names the American zones; every other name says nothing certain, and counts as no offset. */
const ZONES: ReadonlyMap<string, string> = new Map([
  ['UT', 'Z'],
  ['GMT', 'Z'],
  ['UTC', 'Z'],
  ['Z', 'Z'],
  ['EST', '-05:00'],
  ['EDT', '-04:00'],
  ['CST', '-06:00'],
  ['CDT', '-05:00'],
  ['MST', '-07:00'],
  ['MDT', '-06:00'],
  ['PST', '-08:00'],
  ['PDT', '-07:00'],
]);

function offsetOf(zone: string | undefined): string {
  if (zone === undefined) return '';
  const numbers = /^([+-]\d\d):?(\d\d)?$/.exec(zone);
  if (numbers) return `${numbers[1]}:${numbers[2] ?? '00'}`;
  return ZONES.get(zone.toUpperCase()) ?? '';
}
