import { printDay } from '#kernel/day.ts';
import { civilDay, dayNumber } from '../wire/civil-day.ts';
import type { WireTime } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';

/**
 * A time in any spelling that feeds are known to use: ISO 8601 (RFC 3339, W3CDTF), RFC 822 with its common slips, asctime, and the
 * Korean, Chinese, Vietnamese and Hungarian forms of blog systems, and months in other languages. Undefined where it is no time, or only a month or a year; without an
 * offset where none is written. A zone name that several countries share says no offset.
 */
export function feedTime(written: string | undefined): WireTime | undefined {
  // Days of the week are in every language, and never needed.
  const text =
    written
      ?.trim()
      .replace(/\s+/g, ' ')
      .replace(/^[^\d,]{1,24}, ?(?=\d)/, '') ?? '';
  if (text === '' || text.length > 100) return undefined;
  const tidy = withPlainZone(onTwentyFourHours(text));
  return (
    wireTime(tidy) ??
    isoSlip(tidy) ??
    ordinalDay(tidy) ??
    asctime(tidy) ??
    monthFirst(tidy) ??
    eastAsian(text) ??
    wireTime(foreignMonth(tidy)) ??
    wireTime(hungarian(text))
  );
}

/** `29 thg 11 2026 10:00:00 +0700`, `29 tháng 11 năm 2026, 10:00`. */
function vietnamese(text: string): WireTime | undefined {
  const parts =
    /^(\d{1,2}) (?:thg|tháng) (\d{1,2}),?(?: năm)? (\d{4})(?:,? (\d{1,2}:\d\d(?::\d\d)?)(?: ?([+-]\d\d:?\d\d))?)?$/iu.exec(
      text.normalize('NFC'),
    );
  if (parts === null) return undefined;
  const [, day = '', month = '', year = '', time, zone = ''] = parts;
  const date = `${year}-${two(month)}-${two(day)}`;
  return wireTime(
    time === undefined ? date : `${date}T${time.padStart(time.length < 6 ? 5 : 8, '0')}${zone}`,
  );
}

/** `10:05 PM` becomes `22:05`. */
function onTwentyFourHours(text: string): string {
  return text.replace(
    /\b(\d{1,2})(:\d\d(?::\d\d)?) ?([AP])\.?M\b\.?/i,
    (_written, hours: string, rest: string, half: string) => `${two(onTheClock(hours, half))}${rest}`,
  );
}

/** `GMT+7`, `UTC +07:00` and `+07:00` after an RFC 822 time become `+0700`, a known zone name its offset. */
function withPlainZone(text: string): string {
  const numbers = /^(.*\d)\s*\(?(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d\d)?\)?(?: \([^)]*\))?$/i.exec(text);
  if (numbers && /\p{L}{3}.* \d{1,2}:\d\d/u.test(numbers[1] ?? ''))
    return `${numbers[1]} ${numbers[2]}${(numbers[3] ?? '').padStart(2, '0')}${numbers[4] ?? '00'}`;
  const named = /^(.*\d) ([A-Za-z]{3,4})$/.exec(text);
  const offset = named && ZONES.get((named[2] ?? '').toUpperCase());
  return offset ? `${named[1]} ${offset}` : text;
}

/** Zone names that mean one offset only; `IST`, `BST` and `AST` mean several. */
const ZONES: ReadonlyMap<string, string> = new Map([
  ['ICT', '+0700'],
  ['WIB', '+0700'],
  ['HKT', '+0800'],
  ['SGT', '+0800'],
  ['JST', '+0900'],
  ['KST', '+0900'],
  ['AEST', '+1000'],
  ['AEDT', '+1100'],
  ['NZST', '+1200'],
  ['NZDT', '+1300'],
  ['MSK', '+0300'],
  ['EET', '+0200'],
  ['EEST', '+0300'],
  ['CET', '+0100'],
  ['CEST', '+0200'],
  ['WET', '+0000'],
  ['WEST', '+0100'],
  ['AKST', '-0900'],
  ['AKDT', '-0800'],
  ['HST', '-1000'],
]);

/** ISO dates with one digit where two belong, a slash for a dash, or a zone name behind: `2026/3/9 7:05`. */
function isoSlip(text: string): WireTime | undefined {
  const parts =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?\s*(Z|GMT|UTC|[+-]\d\d:?\d\d)?)?$/i.exec(
      text,
    );
  if (!parts) return undefined;
  const [, year, month, day, hours, minutes, seconds, zone = ''] = parts;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (hours === undefined) return wireTime(date);
  return wireTime(`${date}T${two(hours)}:${two(minutes)}:${two(seconds)}${zone.replace(/GMT|UTC/i, 'Z')}`);
}

/** The day of the year (ISO 8601 §5.2.2), `2026-068` or `2026068`. */
function ordinalDay(text: string): WireTime | undefined {
  const parts = /^(\d{4})-?(\d{3})$/.exec(text);
  if (!parts || Number(parts[2]) < 1 || Number(parts[2]) > 366) return undefined;
  const day = printDay(civilDay(dayNumber(Number(parts[1]), 1, Number(parts[2]))));
  return day.startsWith(parts[1] ?? '') ? day : undefined;
}

/** `Sun Nov 29 10:00:00 2026`, as the C library writes it, with a zone before or after the year. */
function asctime(text: string): WireTime | undefined {
  const parts =
    /^(?:[A-Za-z]{3,9},? )?([A-Za-z]{3})[a-z]* (\d{1,2}),? (\d{1,2}:\d\d(?::\d\d)?)(?: ([A-Za-z]{1,4}|[+-]\d{4}))? (\d{4})(?: ([A-Za-z]{1,4}|[+-]\d{4}))?$/.exec(
      text,
    );
  if (!parts) return undefined;
  const [, month, day, time, before, year, after] = parts;
  return wireTime(withPlainZone(`${day} ${month} ${year} ${time} ${before ?? after ?? ''}`.trim()));
}

/** `Nov 29, 2026 10:00 PM`, `November 29 2026`. */
function monthFirst(text: string): WireTime | undefined {
  const parts =
    /^(?:[A-Za-z]{3,9},? )?([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})(?:,? (?:at )?(\d{1,2}):(\d\d)(?::(\d\d))?(?: ([A-Za-z]{1,4}|[+-]\d{4}))?)?$/i.exec(
      text,
    );
  if (!parts) return undefined;
  const [, month, day, year, hours, minutes, seconds, zone = ''] = parts;
  if (hours === undefined) return wireTime(`${day} ${month} ${year}`);
  const time = `${two(hours)}:${minutes}:${two(seconds)}`;
  return wireTime(withPlainZone(`${day} ${month} ${year} ${time} ${zone}`.trim()));
}

function onTheClock(hours: string, half: string): string {
  return String((Number(hours) % 12) + (/p/i.test(half) ? 12 : 0));
}

/** `2026년 11월 29일 오후 10:00:00`, `2026年11月29日 22:00`: the clock of the country is meant, so no offset is written. */
function eastAsian(text: string): WireTime | undefined {
  const parts =
    /^(\d{4}) ?[년年] ?(\d{1,2}) ?[월月] ?(\d{1,2}) ?[일日号](?: ?(오전|오후|上午|下午)? ?(\d{1,2})[:时時](\d{1,2})(?:[:分](\d{1,2})?)?秒?)?$/.exec(
      text,
    );
  if (!parts) return vietnamese(text);
  const [, year, month, day, half, hours, minutes, seconds] = parts;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (hours === undefined) return wireTime(date);
  const isLate = half === '오후' || half === '下午';
  const clock = half === undefined ? hours : onTheClock(hours, isLate ? 'p' : 'a');
  return wireTime(`${date}T${two(clock)}:${two(minutes)}:${two(seconds)}`);
}

/** How the months begin in the languages that feeds were seen to write them in, without accents, January first. */
const MONTHS: readonly (readonly string[])[] = [
  'jan ene gen ιαν янв oca',
  'feb fev fevr φεβ фев sub',
  'mar mrz mrt mars μαρ мар μαω',
  'apr abr avr απρ апр nis',
  'may mai mag mei maj μαι май мая',
  'jun juin giu ιουν ιον июн haz',
  'jul juil lug ιουλ ιολ июл tem',
  'aug ago aout agt αυγ авг agu',
  'sep set σεπ сен eyl',
  'oct out okt ott οκτ окт eki',
  'nov νοε ноя kas',
  'dec dic dez des δεκ дек ara',
].map((names) => names.split(' '));

/** RFC 822 with the name of the month in another language: `Seg, 24 Set 2018 19:42:40 -0300`. */
function foreignMonth(text: string): string | undefined {
  const parts = /^(?:\p{L}{2,12}\.? )?(\d{1,2})(?: de)? (\p{L}{3,12})\.?,?(?: de)? (\d{4})\b(.*)$/u.exec(
    text,
  );
  const name = withoutAccents(parts?.[2] ?? '-');
  const month = MONTHS.findIndex((names) => names.some((one) => name.startsWith(one)));
  if (parts === null || month < 0) return undefined;
  return `${parts[1]} ${ENGLISH[month]} ${parts[3]}${parts[4]}`;
}

const ENGLISH = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const HUNGARIAN =
  'január február március április május június július augusztus szeptember október november december'
    .normalize('NFC')
    .split(' ');

/** `2004-július-13T9:15-05:00`. */
function hungarian(text: string): string | undefined {
  const parts = /^(\d{4})-(\p{L}{3,12})-(\d{1,2})T(\d{1,2}):(\d\d)([+-]\d\d:\d\d)?$/u.exec(text);
  const month = parts
    ? HUNGARIAN.findIndex((name) => withoutAccents(name) === withoutAccents(parts[2] ?? '')) + 1
    : 0;
  return parts && month > 0
    ? `${parts[1]}-${two(String(month))}-${two(parts[3])}T${two(parts[4])}:${parts[5]}${parts[6] ?? ''}`
    : undefined;
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function two(digits: string | undefined): string {
  return (digits ?? '0').padStart(2, '0');
}
