import { DAY, type NaiveTime } from './naive-time.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';

/** How many steps the rules of one document may take together, so that rules which never fit end at once. */
export type StepBudget = { steps: number };

/** A budget for one document. */
export function stepBudget(): StepBudget {
  return { steps: 1_000_000 };
}

/** How far a rule is followed: to the last moment (included) and to a number of times. */
export type RuleBounds = { readonly last: NaiveTime; readonly times: number };

/** The times a rule gives from its start, in order, and whether there may be more that the bounds or the budget cut off. */
export type Expanded = { readonly times: readonly NaiveTime[]; readonly isCut: boolean };

/** Steps that one rule may take. */
const STEPS = 40_000;
/** Times within one year, month or week that are looked through for `BYSETPOS`. */
const CANDIDATES = 10_000;

/**
 * The times of a rule by the clock of its event (RFC 5545 §3.3.10), the start included only where the rule gives it. Work is bounded
 * by steps (days, or hours, minutes and seconds in rules of those), whatever the rule says.
 */
export function expandRule(
  rule: RecurrenceRule,
  start: NaiveTime,
  bounds: RuleBounds,
  budget: StepBudget,
): Expanded {
  const last = Math.min(bounds.last, rule.until ?? bounds.last);
  const wanted = Math.min(bounds.times, rule.count ?? bounds.times);
  const times: NaiveTime[] = [];
  const allowed = Math.min(STEPS, budget.steps);
  const walk = { left: allowed };
  for (const time of timesOf(rule, start, walk)) {
    if (time > last || times.length >= wanted) break;
    times.push(time);
  }
  budget.steps -= allowed - walk.left;
  const isEnded = rule.count !== undefined ? times.length >= rule.count : rule.until !== undefined;
  return { times, isCut: walk.left <= 0 || !isEnded || times.length >= bounds.times };
}

type Walk = { left: number };

function timesOf(rule: RecurrenceRule, start: NaiveTime, walk: Walk): Iterable<NaiveTime> {
  const unit = UNITS.get(rule.frequency);
  return unit === undefined ? timesByPeriod(rule, start, walk) : timesByStep(rule, { start, unit }, walk);
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['HOURLY', 3_600_000],
  ['MINUTELY', 60_000],
  ['SECONDLY', 1000],
]);

/** Rules of hours, minutes and seconds: one step after the other, each looked at by all parts. */
function* timesByStep(
  rule: RecurrenceRule,
  { start, unit }: { readonly start: NaiveTime; readonly unit: number },
  walk: Walk,
): Iterable<NaiveTime> {
  for (let time = start; walk.left > 0; time += rule.interval * unit) {
    walk.left -= 1;
    if (!fitsDay(rule, time, start)) continue;
    const inside = clockTimes(rule, time, unit).filter((one) => one >= start);
    yield* rule.positions.length > 0 ? atPositions(inside, rule.positions) : inside;
  }
}

/** The times within one hour or minute that the finer parts name, if the coarser parts allow it at all. */
function clockTimes(rule: RecurrenceRule, time: NaiveTime, unit: number): readonly NaiveTime[] {
  const date = new Date(time);
  const allows = (list: readonly number[], value: number) => list.length === 0 || list.includes(value);
  if (!allows(rule.hours, date.getUTCHours())) return [];
  if (unit <= 60_000 && !allows(rule.minutes, date.getUTCMinutes())) return [];
  if (unit <= 1000) return allows(rule.seconds, date.getUTCSeconds()) ? [time] : [];
  const minutes = unit > 60_000 && rule.minutes.length > 0 ? sorted(rule.minutes) : [date.getUTCMinutes()];
  const seconds = rule.seconds.length > 0 ? sorted(rule.seconds) : [date.getUTCSeconds()];
  const hour = Math.floor(time / 3_600_000) * 3_600_000;
  return minutes.flatMap((minute) => seconds.map((second) => hour + minute * 60_000 + second * 1000));
}

/** Rules of days, weeks, months and years: the days of each period that fit, at the times of day that the rule names. */
function* timesByPeriod(rule: RecurrenceRule, start: NaiveTime, walk: Walk): Iterable<NaiveTime> {
  const clock = timesOfDay(rule, start);
  for (let number = 0; walk.left > 0; number += 1) {
    const [first, next] = periodOf(rule, start, number * rule.interval);
    if (first > LAST_DAY) return;
    const found: NaiveTime[] = [];
    for (let day = first; day < next; day += DAY) {
      walk.left -= 1;
      if (found.length < CANDIDATES && fitsDay(rule, day, start))
        found.push(...clock.map((time) => day + time));
    }
    const chosen = rule.positions.length > 0 ? atPositions(found, rule.positions) : found;
    yield* chosen.filter((time) => time >= start);
  }
}

const LAST_DAY = Date.UTC(9999, 0, 1);

function timesOfDay(rule: RecurrenceRule, start: NaiveTime): readonly number[] {
  const date = new Date(start);
  const hours = rule.hours.length > 0 ? sorted(rule.hours) : [date.getUTCHours()];
  const minutes = rule.minutes.length > 0 ? sorted(rule.minutes) : [date.getUTCMinutes()];
  const seconds = rule.seconds.length > 0 ? sorted(rule.seconds) : [date.getUTCSeconds()];
  return hours
    .flatMap((hour) =>
      minutes.flatMap((minute) => seconds.map((second) => (hour * 60 + minute) * 60 + second)),
    )
    .slice(0, CANDIDATES)
    .map((second) => second * 1000);
}

/** First day of a period and of the one after it. */
function periodOf(rule: RecurrenceRule, start: NaiveTime, number: number): readonly [NaiveTime, NaiveTime] {
  const date = new Date(start);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  if (rule.frequency === 'YEARLY') return [Date.UTC(year + number, 0), Date.UTC(year + number + 1, 0)];
  if (rule.frequency === 'MONTHLY')
    return [Date.UTC(year, month + number), Date.UTC(year, month + number + 1)];
  const today = Math.floor(start / DAY) * DAY;
  if (rule.frequency === 'DAILY') return [today + number * DAY, today + (number + 1) * DAY];
  const week = today - ((date.getUTCDay() - rule.weekStart + 7) % 7) * DAY;
  return [week + number * 7 * DAY, week + (number + 1) * 7 * DAY];
}

function fitsDay(rule: RecurrenceRule, day: NaiveTime, start: NaiveTime): boolean {
  const date = new Date(day);
  if (rule.months.length > 0 && !rule.months.includes(date.getUTCMonth() + 1)) return false;
  if (rule.monthDays.length > 0 && !fitsMonthDay(rule.monthDays, date)) return false;
  if (rule.yearDays.length > 0 && !fitsYearDay(rule.yearDays, date)) return false;
  if (rule.weeks.length > 0 && !fitsWeek(rule, date)) return false;
  if (rule.days.length > 0) return rule.days.some((one) => fitsWeekday(rule, one, date));
  return fitsStart(rule, date, new Date(start));
}

/** What a rule does not name, it takes from its start. */
function fitsStart(rule: RecurrenceRule, date: Date, start: Date): boolean {
  const isSame = (part: 'getUTCDay' | 'getUTCDate' | 'getUTCMonth') => date[part]() === start[part]();
  if (rule.frequency === 'WEEKLY') return isSame('getUTCDay');
  if (rule.monthDays.length > 0 || rule.yearDays.length > 0) return true;
  if (rule.frequency === 'MONTHLY') return isSame('getUTCDate');
  if (rule.frequency !== 'YEARLY') return true;
  if (rule.weeks.length > 0) return isSame('getUTCDay');
  return isSame('getUTCDate') && (rule.months.length > 0 || isSame('getUTCMonth'));
}

function fitsMonthDay(monthDays: readonly number[], date: Date): boolean {
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return monthDays.includes(date.getUTCDate()) || monthDays.includes(date.getUTCDate() - length - 1);
}

function fitsYearDay(yearDays: readonly number[], date: Date): boolean {
  const [number, length] = dayOfYear(date);
  return yearDays.includes(number) || yearDays.includes(number - length - 1);
}

function dayOfYear(date: Date): readonly [number, number] {
  const year = date.getUTCFullYear();
  const first = Date.UTC(year, 0);
  return [Math.floor((date.getTime() - first) / DAY) + 1, Math.round((Date.UTC(year + 1, 0) - first) / DAY)];
}

/** Week 1 is the first with four days in the year (RFC 5545 §3.3.10, as ISO 8601). */
function fitsWeek({ weeks, weekStart }: RecurrenceRule, date: Date): boolean {
  const year = date.getUTCFullYear();
  const number = Math.floor((date.getTime() - firstWeek(year, weekStart)) / (7 * DAY)) + 1;
  const length = Math.round((firstWeek(year + 1, weekStart) - firstWeek(year, weekStart)) / (7 * DAY));
  return number >= 1 && number <= length && (weeks.includes(number) || weeks.includes(number - length - 1));
}

function firstWeek(year: number, weekStart: number): NaiveTime {
  const first = Date.UTC(year, 0);
  const into = (new Date(first).getUTCDay() - weekStart + 7) % 7;
  return first + (into <= 3 ? -into : 7 - into) * DAY;
}

function fitsWeekday(
  rule: RecurrenceRule,
  { ordinal, weekday }: RecurrenceRule['days'][number],
  date: Date,
): boolean {
  if (date.getUTCDay() !== weekday) return false;
  const isCounted = rule.frequency === 'MONTHLY' || rule.frequency === 'YEARLY';
  if (ordinal === 0 || !isCounted) return true;
  const isInMonth = rule.frequency === 'MONTHLY' || rule.months.length > 0;
  const [number, length] = isInMonth ? dayOfMonth(date) : dayOfYear(date);
  return ordinal > 0
    ? Math.floor((number - 1) / 7) + 1 === ordinal
    : Math.floor((length - number) / 7) + 1 === -ordinal;
}

function dayOfMonth(date: Date): readonly [number, number] {
  return [
    date.getUTCDate(),
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate(),
  ];
}

function atPositions(times: readonly NaiveTime[], positions: readonly number[]): readonly NaiveTime[] {
  const chosen = positions.map((position) => times.at(position > 0 ? position - 1 : position));
  return sorted([...new Set(chosen.filter((time) => time !== undefined))]);
}

function sorted(numbers: readonly number[]): readonly number[] {
  return numbers.toSorted((one, other) => one - other);
}
