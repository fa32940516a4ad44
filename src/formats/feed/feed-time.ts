import { printDay } from '#kernel/day.ts';
import { civilDay, dayNumber } from '../wire/civil-day.ts';
import type { WireTime } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { numericTime } from './numeric-time.ts';

/**
 * A time in any spelling that feeds are known to use: ISO 8601 (RFC 3339, W3CDTF), RFC 822 with its common slips, asctime, seconds since
 * 1970, numbers with the day or the month first, the Korean, Chinese, Vietnamese and Hungarian forms of blog systems, and months in other languages. `language` (BCP 47,
 * of the feed) tells which number is the month where both could be, and whose `CST` is meant. Undefined where it is no time or nobody can tell, or only a month or a year; without an
 * offset where none is written. A zone name that several countries share says no offset.
 */
export function feedTime(written: string | undefined, language = ''): WireTime | undefined {
  const text = written?.normalize('NFC').trim().replace(/\s+/g, ' ') ?? '';
  if (text === '' || text.length > 100) return undefined;
  return withAYear(USUAL.test(text) ? wireTime(text) : undefined) ?? withAYear(unusual(text, language));
}

/** RFC 822 and RFC 3339 as most software writes them: nothing has to be put right first. */
const USUAL =
  /^(?:[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT)|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))$/;

/** Software writes the year 1 for a date that it has not. */
function withAYear(time: WireTime | undefined): WireTime | undefined {
  return time !== undefined && time >= '1000' ? time : undefined;
}

function unusual(text: string, language: string): WireTime | undefined {
  const plain = dateFirst(onTwentyFourHours(withoutWeekday(text)));
  const tidy = withPlainZone(/^zh\b/i.test(language) ? plain.replace(/(:\d\d) CST\b/, '$1 +0800') : plain);
  return numericTime(tidy, { weekday: text, language }) ?? firstRead(tidy);
}

/** The spellings, the most usual first; what one of them reads is none of the others. */
const SPELLINGS: readonly ((text: string) => WireTime | undefined)[] = [
  wireTime,
  isoSlip,
  ordinalDay,
  asctime,
  monthFirst,
  eastAsian,
  (text) => wireTime(numberedMonth(text)),
  (text) => wireTime(foreignMonth(text)),
  (text) => wireTime(hungarian(text)),
];

function firstRead(text: string): WireTime | undefined {
  for (const read of SPELLINGS) {
    const time = read(text);
    if (time !== undefined) return time;
  }
  return undefined;
}

/** Days of the week are in every language, and never needed but to tell day from month. */
function withoutWeekday(text: string): string {
  return text.replace(/^(?:[^\d,]{1,24},|Thứ \p{L}+,?|Th?(?:ứ)?\.? ?[2-7],?) ?(?=\d)/iu, '');
}

/** `19:41, 07/09/2026` and `07/09/2026 - 19:41 Uhr` become `07/09/2026 19:41`. */
function dateFirst(text: string): string {
  return text
    .replace(/^(\d{1,2}:\d\d(?::\d\d)?),? (?:[-–|] )?(?:ngày )?(\d.*\d{4})$/iu, '$2 $1')
    .replace(/(\d{4}),?(?: (?:[-–|@]|at|lúc|um|à))?,? (?=\d{1,2}:\d\d)/iu, '$1 ')
    .replace(/(:\d\d) (?:Uhr|giờ)$/i, '$1');
}

const CLOCK = String.raw`(\d{1,2})(:\d\d(?::\d\d)?)`;
const HALF_AFTER = new RegExp(String.raw`\b${CLOCK} ?([AP]\.?M\b\.?|(?:SA|CH)(?= |$))`, 'i');
const HALF_BEFORE = new RegExp(String.raw`(오전|오후|上午|下午|午前|午後) ?${CLOCK}`);

/** `10:05 PM`, `10:05 CH` and `下午 10:05` become `22:05`. */
function onTwentyFourHours(text: string): string {
  return text
    .replace(
      HALF_AFTER,
      (_written, hours: string, rest: string, half: string) =>
        `${two(onTheClock(hours, /^[pc]/i.test(half)))}${rest}`,
    )
    .replace(
      HALF_BEFORE,
      (_written, half: string, hours: string, rest: string) =>
        `${two(onTheClock(hours, /[후下後]/.test(half)))}${rest}`,
    );
}

/** `GMT+7`, `UTC +07:00` and `+07:00` after a clock become `+0700`, a known zone name its offset; a name behind an offset says nothing more. */
function withPlainZone(written: string): string {
  const text = written.replace(/ ([+-]\d{4}) [A-Z]{3,5}(?: m=\S+)?$/, ' $1');
  const numbers = /^(.*\d)\s*\(?(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d\d)?\)?(?: \([^)]*\))?$/i.exec(text);
  if (numbers && /\d:\d\d(?::\d\d(?:[.,]\d+)?)?$/.test(numbers[1] ?? ''))
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
    /^(\d{4})[-/.] ?(\d{1,2})[-/.] ?(\d{1,2})\.?(?:[T ,]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?\s*(Z|GMT|UTC|[+-]\d\d:?\d\d)?)?$/i.exec(
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

function onTheClock(hours: string, isLate: boolean): string {
  return String((Number(hours) % 12) + (isLate ? 12 : 0));
}

/** `2026년 11월 29일 22:00:00`, `2026年11月29日 22:00`: the clock of the country is meant, so no offset is written. */
function eastAsian(text: string): WireTime | undefined {
  const parts =
    /^(\d{4}) ?[년年] ?(\d{1,2}) ?[월月] ?(\d{1,2}) ?[일日号](?: ?(\d{1,2})[:时時](\d{1,2})(?:[:分](\d{1,2})?)?秒?)?$/.exec(
      text,
    );
  if (!parts) return undefined;
  const [, year, month, day, hours, minutes, seconds] = parts;
  const date = `${year}-${two(month)}-${two(day)}`;
  return wireTime(hours === undefined ? date : `${date}T${two(hours)}:${two(minutes)}:${two(seconds)}`);
}

/** Months by their number, as WordPress writes them in Vietnamese, Chinese, Japanese and Korean: `29 Th11 2026 10:00`, `29 tháng 11 năm 2026`, `29 11月 2026`, `29 十一月 2026`. */
function numberedMonth(text: string): string | undefined {
  const parts =
    /^(\d{1,2}) (?:(?:thg|tháng|th)\.? ?(\d{1,2})|(\d{1,2}) ?[月월]|(十[一二]?|[一二三四五六七八九])月),?(?: năm)? (\d{4})\b(.*)$/iu.exec(
      text,
    );
  if (parts === null) return undefined;
  const [, day, vietnamese, number, chinese, year, rest] = parts;
  const month = chinese === undefined ? Number(vietnamese ?? number) : CHINESE_MONTHS.indexOf(chinese) + 1;
  return `${day} ${ENGLISH[month - 1] ?? ''} ${year}${rest}`;
}

const CHINESE_MONTHS = '一 二 三 四 五 六 七 八 九 十 十一 十二'.split(' ');

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
  const parts = /^(\d{4})-(\p{L}{3,12})-(\d{1,2})T(\d{1,2}):(\d\d) ?([+-]\d{4})?$/u.exec(text);
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
