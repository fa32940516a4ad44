import { civilDay, DAY, dayNumber, weekdayOf } from '../wire/civil-day.ts';
import { partsOf, type NaiveTime } from './naive-time.ts';
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
  const [hour, minute, second] = clockOf(time);
  const allows = (list: readonly number[], value: number) => list.length === 0 || list.includes(value);
  if (!allows(rule.hours, hour)) return [];
  if (unit <= 60_000 && !allows(rule.minutes, minute)) return [];
  if (unit <= 1000) return allows(rule.seconds, second) ? [time] : [];
  const minutes = unit > 60_000 && rule.minutes.length > 0 ? sorted(rule.minutes) : [minute];
  const seconds = rule.seconds.length > 0 ? sorted(rule.seconds) : [second];
  const full = Math.floor(time / 3_600_000) * 3_600_000;
  return minutes.flatMap((one) => seconds.map((other) => full + one * 60_000 + other * 1000));
}

function clockOf(time: NaiveTime): readonly [number, number, number] {
  const { seconds } = partsOf(time);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
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

const LAST_DAY = dayNumber(9999, 1, 1) * DAY;

function timesOfDay(rule: RecurrenceRule, start: NaiveTime): readonly number[] {
  const [hour, minute, second] = clockOf(start);
  const hours = rule.hours.length > 0 ? sorted(rule.hours) : [hour];
  const minutes = rule.minutes.length > 0 ? sorted(rule.minutes) : [minute];
  const seconds = rule.seconds.length > 0 ? sorted(rule.seconds) : [second];
  return hours
    .flatMap((one) => minutes.flatMap((other) => seconds.map((third) => (one * 60 + other) * 60 + third)))
    .slice(0, CANDIDATES)
    .map((all) => all * 1000);
}

/** First day of a period and of the one after it. */
function periodOf(rule: RecurrenceRule, start: NaiveTime, number: number): readonly [NaiveTime, NaiveTime] {
  const today = partsOf(start).day;
  const { year, month } = civilDay(today);
  const between = (first: number, next: number): readonly [NaiveTime, NaiveTime] => [first * DAY, next * DAY];
  if (rule.frequency === 'YEARLY')
    return between(dayNumber(year + number, 1, 1), dayNumber(year + number + 1, 1, 1));
  if (rule.frequency === 'MONTHLY')
    return between(dayNumber(year, month + number, 1), dayNumber(year, month + number + 1, 1));
  if (rule.frequency === 'DAILY') return between(today + number, today + number + 1);
  const week = today - ((weekdayOf(today) - rule.weekStart + 7) % 7) + number * 7;
  return between(week, week + 7);
}

/** A day as rules look at it. */
type RuleDate = {
  readonly number: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
};

function ruleDate(time: NaiveTime): RuleDate {
  const number = partsOf(time).day;
  return { number, ...civilDay(number), weekday: weekdayOf(number) };
}

function fitsDay(rule: RecurrenceRule, time: NaiveTime, start: NaiveTime): boolean {
  const date = ruleDate(time);
  if (rule.months.length > 0 && !rule.months.includes(date.month)) return false;
  if (rule.monthDays.length > 0 && !isCounted(rule.monthDays, dayOfMonth(date))) return false;
  if (rule.yearDays.length > 0 && !isCounted(rule.yearDays, dayOfYear(date))) return false;
  if (rule.weeks.length > 0 && !fitsWeek(rule, date)) return false;
  if (rule.days.length > 0) return rule.days.some((one) => fitsWeekday(rule, one, date));
  return fitsStart(rule, date, ruleDate(start));
}

/** What a rule does not name, it takes from its start. */
function fitsStart(rule: RecurrenceRule, date: RuleDate, start: RuleDate): boolean {
  if (rule.frequency === 'WEEKLY') return date.weekday === start.weekday;
  if (rule.monthDays.length > 0 || rule.yearDays.length > 0) return true;
  if (rule.frequency === 'MONTHLY') return date.day === start.day;
  if (rule.frequency !== 'YEARLY') return true;
  if (rule.weeks.length > 0) return date.weekday === start.weekday;
  return date.day === start.day && (rule.months.length > 0 || date.month === start.month);
}

/** A place in a row of some length, and whether a list names it from either end. */
type Place = readonly [number: number, length: number];

function isCounted(list: readonly number[], [number, length]: Place): boolean {
  return list.includes(number) || list.includes(number - length - 1);
}

function dayOfMonth({ year, month, day }: RuleDate): Place {
  return [day, dayNumber(year, month + 1, 1) - dayNumber(year, month, 1)];
}

function dayOfYear({ number, year }: RuleDate): Place {
  const first = dayNumber(year, 1, 1);
  return [number - first + 1, dayNumber(year + 1, 1, 1) - first];
}

/** Week 1 is the first with four days in the year (RFC 5545 §3.3.10, as ISO 8601). */
function fitsWeek({ weeks, weekStart }: RecurrenceRule, { number, year }: RuleDate): boolean {
  const first = firstWeek(year, weekStart);
  const week = Math.floor((number - first) / 7) + 1;
  const length = (firstWeek(year + 1, weekStart) - first) / 7;
  return week >= 1 && week <= length && isCounted(weeks, [week, length]);
}

function firstWeek(year: number, weekStart: number): number {
  const first = dayNumber(year, 1, 1);
  const into = (weekdayOf(first) - weekStart + 7) % 7;
  return first + (into <= 3 ? -into : 7 - into);
}

function fitsWeekday(
  rule: RecurrenceRule,
  { ordinal, weekday }: RecurrenceRule['days'][number],
  date: RuleDate,
): boolean {
  if (date.weekday !== weekday) return false;
  const isOrdinal = rule.frequency === 'MONTHLY' || rule.frequency === 'YEARLY';
  if (ordinal === 0 || !isOrdinal) return true;
  const isInMonth = rule.frequency === 'MONTHLY' || rule.months.length > 0;
  const [number, length] = isInMonth ? dayOfMonth(date) : dayOfYear(date);
  return ordinal > 0
    ? Math.floor((number - 1) / 7) + 1 === ordinal
    : Math.floor((length - number) / 7) + 1 === -ordinal;
}

function atPositions(times: readonly NaiveTime[], positions: readonly number[]): readonly NaiveTime[] {
  const chosen = positions.map((position) => times.at(position > 0 ? position - 1 : position));
  return sorted([...new Set(chosen.filter((time) => time !== undefined))]);
}

function sorted(numbers: readonly number[]): readonly number[] {
  return numbers.toSorted((one, other) => one - other);
}
