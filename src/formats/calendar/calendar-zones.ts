import { civilDay, DAY, dayNumber } from '../wire/civil-day.ts';
import type { CalendarComponent } from './calendar-lines.ts';
import { expandRule, type StepBudget } from './expand-rule.ts';
import { naiveTime, partsOf, type NaiveTime } from './naive-time.ts';
import { parseRule, type RecurrenceRule } from './recurrence-rule.ts';
import { windowsZone } from './windows-zones.ts';

/** What a `TZID` means: an IANA zone where it is one or stands for one, and the offset of a time on its clocks. */
export type CalendarZone = {
  readonly name?: string;
  /** `+07:00` for a time by the clocks of the zone; undefined where neither this system nor the file knows it. */
  offsetAt(time: NaiveTime): string | undefined;
};

/** Names of zones that are looked up for one calendar. */
const ZONES = 200;

/**
 * The zones of one calendar. IANA names come first, then those of Windows, then what the calendar itself defines (`VTIMEZONE`), because
 * definitions in files are often years old.
 */
export class CalendarZones {
  readonly #definitions: ReadonlyMap<string, CalendarComponent>;
  readonly #known = new Map<string, CalendarZone | undefined>();
  readonly #budget: StepBudget;
  readonly #own: string;

  constructor(calendar: CalendarComponent, budget: StepBudget) {
    this.#budget = budget;
    this.#own = valueOf(calendar, 'x-wr-timezone');
    this.#definitions = new Map(
      calendar.components
        .filter(({ name }) => name === 'vtimezone')
        .map((zone) => [valueOf(zone, 'tzid'), zone]),
    );
  }

  /** Undefined where the name is neither known nor defined. Times that name none are of `X-WR-TIMEZONE`, which is no standard and widely written. */
  zone(id = this.#own): CalendarZone | undefined {
    if (id === '') return undefined;
    // Asking the system for a zone is slow, most of all for one that it does not know.
    if (!this.#known.has(id) && this.#known.size < ZONES) this.#known.set(id, this.#find(id));
    return this.#known.get(id);
  }

  #find(id: string): CalendarZone | undefined {
    const definition = this.#definitions.get(id);
    const location = definition === undefined ? '' : valueOf(definition, 'x-lic-location');
    const named = [...ianaNames(id), windowsZone(id), ...ianaNames(location)];
    for (const name of named) {
      const zone = name === undefined ? undefined : ianaZone(name);
      if (zone !== undefined) return zone;
    }
    // A short name such as `EST` means what the calendar says it means, if it does.
    return (definition && definedZone(definition, this.#budget)) ?? ianaZone(id.trim());
  }
}

function valueOf(component: CalendarComponent, name: string): string {
  return component.properties.find((property) => property.name === name)?.values[0]?.trim() ?? '';
}

/** `/mozilla.org/20070129_1/America/Argentina/Salta` ends with the name, in two parts or three. */
function ianaNames(id: string): readonly string[] {
  const parts = id.trim().split('/');
  return [parts.slice(-3), parts.slice(-2)]
    .map((name) => name.join('/'))
    .filter((name) => /^[A-Z][\w+-]*\/[\w+/-]+$/i.test(name));
}

function ianaZone(name: string): CalendarZone | undefined {
  if (!/^[A-Z][\w+/-]{1,60}$/i.test(name)) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    return { name, offsetAt: ianaOffsets(format) };
  } catch {
    // A RangeError says that this system does not know the zone.
    return undefined;
  }
}

/** A time that the clocks skip takes the offset from before, one that they show twice the first (RFC 5545 §3.3.5). */
function ianaOffsets(format: Intl.DateTimeFormat): (time: NaiveTime) => string | undefined {
  const days = new Map<number, number>();
  const minutesOnDay = (day: number): number => {
    const minutes = days.get(day) ?? minutesAt(format, day * DAY);
    if (days.size < 100_000) days.set(day, minutes);
    return minutes;
  };
  return (time) => {
    if (Math.abs(time) > 250_000_000_000_000) return undefined;
    const day = Math.floor(time / DAY);
    const before = minutesOnDay(day - 1);
    const after = minutesOnDay(day + 2);
    // Asking the system is slow, and the clocks seldom change.
    if (before === after) return printOffset(before);
    const isRight = (minutes: number) => minutesAt(format, time - minutes * 60_000) === minutes;
    return printOffset([before, after].find(isRight) ?? before);
  };
}

function minutesAt(format: Intl.DateTimeFormat, moment: number): number {
  const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const parts = /([+-])(\d\d):(\d\d)/.exec(name.replace('\u2212', '-'));
  if (parts === null) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return parts[1] === '-' ? -minutes : minutes;
}

function printOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

type Observance = {
  readonly start: NaiveTime;
  readonly minutes: number;
  readonly rule: RecurrenceRule | undefined;
  readonly dates: readonly NaiveTime[];
};

/** A zone as the calendar defines it (RFC 5545 §3.6.5): the observance that began last before a time gives its offset. */
function definedZone(definition: CalendarComponent, budget: StepBudget): CalendarZone | undefined {
  const observances = definition.components.slice(0, 100).flatMap((one) => observanceOf(one));
  const first = observances[0];
  if (first === undefined) return undefined;
  const onsets = new Map<string, NaiveTime | undefined>();
  const onsetOf = (one: Observance, index: number, time: NaiveTime) => {
    const key = `${index} ${Math.floor(time / DAY)}`;
    if (!onsets.has(key)) onsets.set(key, lastOnset(one, time, budget));
    return onsets.get(key);
  };
  return {
    offsetAt(time) {
      let chosen = first;
      let latest = Number.NEGATIVE_INFINITY;
      for (const [index, one] of observances.entries()) {
        const onset = onsetOf(one, index, time);
        if (onset !== undefined && onset <= time && onset >= latest) {
          latest = onset;
          chosen = one;
        }
      }
      return printOffset(chosen.minutes);
    },
  };
}

function observanceOf(component: CalendarComponent): readonly Observance[] {
  const start = naiveTime(valueOf(component, 'dtstart'));
  const offset = /^([+-]\d\d):?(\d\d)/.exec(valueOf(component, 'tzoffsetto'));
  if (start === undefined || offset === null) return [];
  const hours = Number(offset[1]);
  const minutes = hours * 60 + (offset[1]?.startsWith('-') ? -1 : 1) * Number(offset[2]);
  const line = component.properties.find(({ name }) => name === 'rrule')?.line ?? '';
  const rule = parseRule(line.slice(line.indexOf(':') + 1));
  const dates = component.properties
    .filter(({ name }) => name === 'rdate')
    .flatMap(({ values }) => values.map(naiveTime).filter((time) => time !== undefined));
  return [{ start, minutes, rule, dates }];
}

/** The rule is followed from the year before, which is enough for what begins every year. */
function lastOnset(
  { start, rule, dates }: Observance,
  time: NaiveTime,
  budget: StepBudget,
): NaiveTime | undefined {
  const first = civilDay(partsOf(start).day);
  const year = Math.max(first.year, civilDay(partsOf(time).day).year - 1);
  const later = (dayNumber(year, first.month, first.day) - partsOf(start).day) * DAY;
  const from = rule?.frequency === 'YEARLY' ? start + later : start;
  const bounds = { last: time, times: 1000 };
  const ruled = rule === undefined ? [] : expandRule(rule, from, bounds, budget).times;
  return [start, ...dates, ...ruled]
    .filter((onset) => onset <= time)
    .toSorted((one, other) => other - one)[0];
}
