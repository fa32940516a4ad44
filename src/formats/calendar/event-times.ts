import { DAY } from '../wire/civil-day.ts';
import type { WireEvent } from '../wire/wire-item.ts';
import { calendarTime, momentOf, printCalendarTime, type CalendarTime } from './calendar-times.ts';
import type { CalendarProperty } from './calendar-lines.ts';
import type { CalendarZones } from './calendar-zones.ts';
import type { EventSource } from './event-source.ts';
import { expandRule } from './expand-rule.ts';
import { durationOf, type NaiveTime } from './naive-time.ts';
import { parseRule } from './recurrence-rule.ts';

/** Further times of one event that are listed. */
const OCCURRENCES = 500;
/** How far a rule without an end is followed. */
const YEAR = 366 * DAY;

/** When an event is: its start, its end (of whole days the day after the last, as RFC 5545 §3.6.1 has it), and how it comes again. */
export function readEventTimes(source: EventSource): WireEvent {
  const start = timeOf(source, 'dtstart');
  if (start === undefined) return {};
  const length = lengthOf(source, start);
  const print = (time: NaiveTime) => printCalendarTime(time, start);
  const isEnd = length !== undefined;
  const end = isEnd ? endOf(source, start, length) : undefined;
  const rules = ['rrule', 'rdate', 'exdate', 'exrule'].flatMap((name) => source.all(name));
  const occurrences = occurrencesOf(source, start).flatMap((time) => {
    const from = print(time);
    const to = isEnd ? print(time + length) : undefined;
    return from === undefined ? [] : [{ start: from, ...(to === undefined ? {} : { end: to }) }];
  });
  const first = print(start.time);
  return {
    ...(first === undefined ? {} : { start: first }),
    ...(end === undefined ? {} : { end }),
    isAllDay: start.isDay,
    ...(start.zone?.name === undefined ? {} : { timeZone: start.zone.name }),
    ...(rules.length === 0 ? {} : { recurrence: rules.map(({ line }) => line) }),
    ...(occurrences.length === 0 ? {} : { occurrences }),
  };
}

function timeOf(source: EventSource, name: string): CalendarTime | undefined {
  const property = source.first(name);
  const time = calendarTime(property, source.zones);
  if (property === undefined) return undefined;
  if (time === undefined)
    source.item.warn('time-malformed', property.at, `"${property.values[0] ?? ''}" is no time.`);
  else if (time.zoneId !== undefined && time.zone?.offsetAt(time.time) === undefined)
    source.item.warn(
      'time-malformed',
      property.at,
      `The zone "${time.zoneId}" is not known; its times stay without offset.`,
    );
  return time;
}

/** Milliseconds from start to end by the clock; undefined where neither an end nor a duration is said. */
function lengthOf(source: EventSource, start: CalendarTime): number | undefined {
  const end = timeOf(source, 'dtend') ?? timeOf(source, 'due');
  if (end !== undefined) {
    const isSameClock = end.zoneId === start.zoneId && end.isUtc === start.isUtc;
    return Math.max(
      0,
      isSameClock ? end.time - start.time : momentOf(end.time, end) - momentOf(start.time, start),
    );
  }
  const duration = source.first('duration')?.values[0];
  return duration === undefined ? undefined : durationOf(duration);
}

/** The end as it is written; where only a duration is, reckoned from the start. */
function endOf(source: EventSource, start: CalendarTime, length: number): string | undefined {
  const end = calendarTime(source.first('dtend') ?? source.first('due'), source.zones);
  return end === undefined ? printCalendarTime(start.time + length, start) : printCalendarTime(end.time, end);
}

/** The times after the first, without those excepted and those that an event of their own replaces, at most 500. */
function occurrencesOf(source: EventSource, start: CalendarTime): readonly NaiveTime[] {
  const times = new Set<NaiveTime>();
  for (const property of source.all('rrule'))
    for (const time of ruled(source, start, property)) times.add(time);
  for (const time of datesOf(source, start, 'rdate')) times.add(time);
  const without = datesOf(source, start, 'exdate');
  for (const time of [...without, ...replacedTimes(source, start), start.time]) times.delete(time);
  const most = Math.max(0, Math.min(OCCURRENCES, Math.floor(source.budget.steps / COST)));
  const sorted = [...times].toSorted((one, other) => one - other);
  source.budget.steps -= Math.min(most, sorted.length) * COST;
  if (sorted.length > most)
    source.item.dropped.add(source.component.at, `${sorted.length - most} times`, CUT);
  return sorted.slice(0, most);
}

/** What writing one time costs of the budget of a document, in steps. */
const COST = 20;
/** Dates of an event that are looked at. */
const DATES = 2000;

function datesOf(source: EventSource, start: CalendarTime, name: 'rdate' | 'exdate'): readonly NaiveTime[] {
  const dates = source
    .all(name)
    .flatMap((property) => property.values.map((value) => ({ ...property, values: [value] })));
  if (dates.length > DATES)
    source.item.dropped.add(source.place(name), `${dates.length - DATES} of ${name}`, `${DATES} are read`);
  return dates.slice(0, DATES).flatMap((property) => clockTimes(property, start, source.zones));
}

function replacedTimes(source: EventSource, start: CalendarTime): readonly NaiveTime[] {
  if (source.first('recurrence-id') !== undefined || source.budget.steps <= 0) return [];
  source.budget.steps -= source.replaced.length * COST;
  return source.replaced.flatMap((property) => clockTimes(property, start, source.zones));
}

function ruled(source: EventSource, start: CalendarTime, property: CalendarProperty): readonly NaiveTime[] {
  const written = property.line.slice(property.line.indexOf(':') + 1);
  const rule = parseRule(written);
  if (rule === undefined) {
    source.item.dropped.add(property.at, `RRULE ${written}`, 'it is no recurrence rule');
    return [];
  }
  const isOpen = rule.count === undefined && rule.until === undefined;
  const last = isOpen ? start.time + YEAR : start.time + 100 * YEAR;
  // An end in UTC is a moment; the rule is followed by the clock, so a day more is looked at and cut off below.
  const until = rule.isUntilUtc && rule.until !== undefined ? { until: rule.until + DAY } : {};
  const bounds = { last, times: OCCURRENCES + 1 };
  const { times, isCut } = expandRule({ ...rule, ...until }, start.time, bounds, source.budget);
  if (isCut) source.item.dropped.add(property.at, `RRULE ${written}`, CUT);
  const end = rule.isUntilUtc ? rule.until : undefined;
  return end === undefined ? times : times.filter((time) => momentOf(time, start) <= end);
}

const CUT = 'it is followed for 500 times, and without an end for a year';

/**
 * The dates of an `RDATE` or `EXDATE` by the clock of the event; a day alone means the event's time on that day,
 * and of a period its start counts.
 */
function clockTimes(
  property: CalendarProperty,
  start: CalendarTime,
  zones: CalendarZones,
): readonly NaiveTime[] {
  return property.values.flatMap((value) => {
    const written = calendarTime(property, zones, value.split(/[/;]/)[0]);
    if (written === undefined) return [];
    if (written.isDay && !start.isDay) return [written.time + (((start.time % DAY) + DAY) % DAY)];
    if (written.zoneId === start.zoneId && written.isUtc === start.isUtc) return [written.time];
    // The same moment on another clock: the offset there is that of the event's zone.
    const moment = momentOf(written.time, written);
    const offset = momentOf(moment, start) - moment;
    return [moment - offset];
  });
}
