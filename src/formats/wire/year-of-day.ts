import { printDay } from '#kernel/day.ts';
import { civilDay, dayNumber, weekdayOf } from './civil-day.ts';
import { daysTold, monthNumber } from './wire-clock.ts';
import type { WireItem, WireTime } from './wire-item.ts';

/**
 * Words of an embargo with the year of the day they tell (`Tuesday June 03`): the first such day from the eve of the item on. Undefined
 * where they tell no day, several, one with its year, one whose weekday is another, or one that comes more than half a year later, for
 * then it is not known which is meant.
 */
export function withYear(words: string, { dates }: Pick<WireItem, 'dates'>): string | undefined {
  const sent = dates.versionCreated ?? dates.published ?? dates.firstCreated ?? dates.contentCreated;
  const text = words.normalize('NFC');
  if (sent === undefined || daysTold(text).length > 0) return undefined;
  const found = DAYS.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(dayOf));
  const [first] = found;
  if (first === undefined || found.some((one) => one.month !== first.month || one.day !== first.day))
    return undefined;
  const day = dayFrom(sent, first);
  const weekday = WEEKDAYS.findIndex((name) => name.test(text));
  if (day === undefined || (weekday !== -1 && weekday !== weekdayOf(day))) return undefined;
  return text.replace(first.written, `${printDay(civilDay(day))} `);
}

type YearlessDay = { readonly month: number; readonly day: number; readonly written: string };

const DAYS: readonly RegExp[] = [
  /(?<!\d)(?<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?<month>\p{L}{3,10})(?!\p{L})/giu,
  /(?<!\p{L})(?<month>\p{L}{3,10})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:.]|\s*[ap]\.?m)/giu,
  /(?<![\d.])(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?!\d)/giu,
  /(?<=ngày\s)(?<day>\d{1,2})\/(?<month>\d{1,2})(?![\d/])/giu,
  /(?<month>\d{1,2})月(?<day>\d{1,2})日/giu,
];

function dayOf({ 0: written, groups }: RegExpExecArray): readonly YearlessDay[] {
  const { month: name = '', day = '' } = groups ?? {};
  const month = /^\d+$/.test(name) ? Number(name) : monthNumber(name);
  return month === undefined || month > 12 ? [] : [{ month, day: Number(day), written }];
}

/** An embargo laid on the day before and sent after midnight is of that day. */
const EVE = 1;
const HALF_A_YEAR = 183;

function dayFrom(sent: WireTime, { month, day }: YearlessDay): number | undefined {
  const [year = 0, sentMonth = 1, sentDay = 1] = sent.slice(0, 10).split('-').map(Number);
  const earliest = dayNumber(year, sentMonth, sentDay) - EVE;
  return [year - 1, year, year + 1]
    .map((one) => dayNumber(one, month, day))
    .find((one) => one >= earliest && one <= earliest + HALF_A_YEAR && civilDay(one).day === day);
}

const WEEKDAYS = ['sun', 'mon', 'tues', 'wednes', 'thurs', 'fri', 'satur'].map(
  (name) => new RegExp(String.raw`\b${name}day\b`, 'i'),
);
