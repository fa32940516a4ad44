import { naiveTime, type NaiveTime } from './naive-time.ts';

const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
/** How often a rule repeats (RFC 5545 §3.3.10). */
export type Frequency = (typeof FREQUENCIES)[number];

/** A weekday of a rule, 0 for Sunday; `ordinal` counts within the month or year, from the end if negative, 0 for every one. */
export type RuleDay = { readonly ordinal: number; readonly weekday: number };

/** A recurrence rule (RFC 5545 §3.3.10); lists are empty where the part is not there. */
export type RecurrenceRule = {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count?: number;
  /** The last moment, by the clock that is written; a day means all of it. */
  readonly until?: NaiveTime;
  /** `until` is written in UTC, whatever zone the event is in. */
  readonly isUntilUtc: boolean;
  readonly months: readonly number[];
  readonly weeks: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  readonly days: readonly RuleDay[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
  /** First day of a week, 0 for Sunday. */
  readonly weekStart: number;
};

/** Reads the value of an `RRULE`. Undefined where it is none: no known frequency, or a part out of its range. */
export function parseRule(text: string): RecurrenceRule | undefined {
  const parts = new Map(
    text
      .trim()
      .toUpperCase()
      .split(';')
      .map((part) => part.split('='))
      .map(([name = '', value = '']) => [name.trim(), value.trim()]),
  );
  const frequency = FREQUENCIES.find((one) => one === parts.get('FREQ'));
  const days = daysOf(parts.get('BYDAY'));
  const lists = listsOf(parts);
  const ends = endsOf(parts);
  const isWrong = [...Object.values(lists).flat(), ...days.map(({ weekday }) => weekday)].some(Number.isNaN);
  if (frequency === undefined || ends === undefined || isWrong) return undefined;
  const interval = Number(/^\d{1,6}$/.exec(parts.get('INTERVAL') ?? '')?.[0] ?? 1);
  const weekStart = Math.max(0, WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO'));
  return { frequency, interval: Math.max(1, interval), ...ends, ...lists, days, weekStart };
}

type Parts = ReadonlyMap<string, string>;

function listsOf(parts: Parts) {
  return {
    months: numbersOf(parts.get('BYMONTH'), 1, 12),
    weeks: numbersOf(parts.get('BYWEEKNO'), -53, 53),
    yearDays: numbersOf(parts.get('BYYEARDAY'), -366, 366),
    monthDays: numbersOf(parts.get('BYMONTHDAY'), -31, 31),
    hours: numbersOf(parts.get('BYHOUR'), 0, 23),
    minutes: numbersOf(parts.get('BYMINUTE'), 0, 59),
    seconds: numbersOf(parts.get('BYSECOND'), 0, 60),
    positions: numbersOf(parts.get('BYSETPOS'), -366, 366),
  };
}

/** Undefined where an end is written that is none. */
function endsOf(parts: Parts): Pick<RecurrenceRule, 'count' | 'until' | 'isUntilUtc'> | undefined {
  const written = parts.get('UNTIL');
  const until = untilOf(written);
  const count = parts.get('COUNT');
  if ((written !== undefined && until === undefined) || (count !== undefined && !/^\d{1,9}$/.test(count)))
    return undefined;
  return {
    ...(count === undefined ? {} : { count: Number(count) }),
    ...(until === undefined ? {} : { until }),
    isUntilUtc: written?.endsWith('Z') ?? false,
  };
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function numbersOf(text: string | undefined, least: number, most: number): readonly number[] {
  if (text === undefined) return [];
  const numbers = text
    .split(',')
    .map((one) => (/^[+-]?\d{1,3}$/.test(one.trim()) ? Number(one) : Number.NaN));
  return numbers.map((one) => (one < least || one > most ? Number.NaN : one));
}

function daysOf(text: string | undefined): readonly RuleDay[] {
  return (text ?? '')
    .split(',')
    .filter((one) => one.trim() !== '')
    .map((one) => {
      const parts = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(one.trim());
      const weekday = WEEKDAYS.indexOf(parts?.[2] ?? '');
      return { ordinal: Number(parts?.[1] ?? 0), weekday: weekday < 0 ? Number.NaN : weekday };
    });
}

function untilOf(text: string | undefined): NaiveTime | undefined {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)Z?)?$/.exec(text ?? '');
  if (parts === null) return undefined;
  const [, year, month, day, hours = '23', minutes = '59', seconds = '59'] = parts;
  return naiveTime(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}`);
}
