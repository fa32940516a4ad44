import { parseInstant, type Instant } from '#kernel/instant.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
// RFC 822 §5.1. A zone that is not known counts as UTC: a feed's order matters more than its hour.
const ZONES: ReadonlyMap<string, string> = new Map([
  ['est', '-05:00'],
  ['edt', '-04:00'],
  ['cst', '-06:00'],
  ['cdt', '-05:00'],
  ['mst', '-07:00'],
  ['mdt', '-06:00'],
  ['pst', '-08:00'],
  ['pdt', '-07:00'],
]);

/** A date as feeds write it: RFC 3339 (Atom, Dublin Core), the day alone, or RFC 822 (RSS). Undefined when it is neither. */
export function readFeedDate(text: string | undefined): Instant | undefined {
  const written = text?.trim() ?? '';
  if (written.length > 60) return undefined;
  if (/^\d{4}-\d\d-\d\d$/.test(written)) return parseInstant(`${written}T00:00:00Z`);
  return parseInstant(written) ?? parseInstant(written.replace(' ', 'T')) ?? readRfc822(written);
}

function readRfc822(written: string): Instant | undefined {
  const parts = RFC_822.exec(written.toLowerCase())?.groups;
  const month = MONTHS.indexOf(parts?.['month'] ?? '') + 1;
  if (parts === undefined || month === 0) return undefined;
  const short = parts['year'] ?? '';
  const year = short.length === 2 ? `${Number(short) < 70 ? '20' : '19'}${short}` : short;
  const time = `${two(parts['hour'])}:${two(parts['minute'])}:${two(parts['second'])}`;
  return parseInstant(
    `${year}-${two(String(month))}-${two(parts['day'])}T${time}${zoneOf(parts['zone'] ?? '')}`,
  );
}

const RFC_822 =
  /^(?:[a-z]{3,9},?\s+)?(?<day>\d{1,2})[\s-]+(?<month>[a-z]{3})[a-z]{0,6}[\s-]+(?<year>\d{4}|\d{2})(?:\s+(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d))?)?\s*(?<zone>[a-z]{1,5}|[+-]\d\d:?\d\d)?$/;

function zoneOf(zone: string): string {
  if (/^[+-]\d\d:?\d\d$/.test(zone)) return `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  return ZONES.get(zone) ?? 'Z';
}

function two(digits: string | undefined): string {
  return (digits ?? '0').padStart(2, '0');
}
