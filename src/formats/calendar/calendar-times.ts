import { onlyGiven } from '../only-given.ts';
import type { WireTime } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import type { CalendarProperty } from './calendar-lines.ts';
import type { CalendarZone, CalendarZones } from './calendar-zones.ts';
import { naiveTime, printNaive, type NaiveTime } from './naive-time.ts';

/** A time of an event by its own clock, and what is needed to write another time of the same event. */
export type CalendarTime = {
  readonly time: NaiveTime;
  readonly isDay: boolean;
  readonly isUtc: boolean;
  readonly zone: CalendarZone | undefined;
  /** The `TZID` as written. */
  readonly zoneId?: string;
};

/** Reads a `DATE` or `DATE-TIME` value with its zone; undefined where it is neither. */
export function calendarTime(
  property: CalendarProperty | undefined,
  zones: CalendarZones,
  value = property?.values[0],
): CalendarTime | undefined {
  const written = wireTime(value);
  const time = written === undefined ? undefined : naiveTime(written);
  if (property === undefined || written === undefined || time === undefined) return undefined;
  const isDay = !written.includes('T');
  const isUtc = /(?:Z|[+-]\d\d:\d\d)$/.test(written);
  const zoneId = isDay || isUtc ? undefined : property.parameters.get('tzid');
  const shift = isUtc ? offsetMinutes(written) * 60_000 : 0;
  return {
    time: time - shift,
    isDay,
    isUtc,
    zone: isDay || isUtc ? undefined : zones.zone(zoneId),
    ...onlyGiven({ zoneId }),
  };
}

function offsetMinutes(written: string): number {
  const parts = /([+-])(\d\d):(\d\d)$/.exec(written);
  if (parts === null) return 0;
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3]));
}

/** Writes a time by the same clock as another one: a day, UTC, with the zone's offset, or without any where none is known. */
export function printCalendarTime(time: NaiveTime, like: CalendarTime): WireTime | undefined {
  const text = printNaive(time, like.isDay);
  if (text === undefined || like.isDay) return text;
  if (like.isUtc) return `${text}Z`;
  return `${text}${like.zone?.offsetAt(time) ?? ''}`;
}

/** The moment in UTC; where no zone is known, as if its clock were UTC's. */
export function momentOf(time: NaiveTime, like: CalendarTime): number {
  const offset = like.isUtc || like.isDay ? undefined : like.zone?.offsetAt(time);
  return offset === undefined ? time : time - offsetMinutes(`T${offset}`) * 60_000;
}
