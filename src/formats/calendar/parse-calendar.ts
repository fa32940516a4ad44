import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { oneLine } from '../item-text.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { createWireItem } from '../wire/wire-item-builder.ts';
import { readCalendarLines, type CalendarComponent, type CalendarProperty } from './calendar-lines.ts';
import { CalendarZones } from './calendar-zones.ts';
import { EventSource } from './event-source.ts';
import { stepBudget, type StepBudget } from './expand-rule.ts';
import { readEvent, type CalendarHead } from './read-event.ts';
import { firstSign } from '../text/first-sign.ts';

/** Whether bytes begin an iCalendar stream: `BEGIN:VCALENDAR` after blanks and a byte order mark. */
export function isCalendar(bytes: Uint8Array): boolean {
  const first = firstSign(bytes[0] === 0xef ? bytes.subarray(3) : bytes);
  if (first !== 0x42 && first !== 0x62) return false;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^(?:\u00EF\u00BB\u00BF)?\s*BEGIN[ \t]*:[ \t]*VCALENDAR\s/i.test(start);
}

/**
 * Reads iCalendar (RFC 5545): every `VEVENT` of every calendar in the file is one item of kind `event`, known by its `UID`; a changed
 * time of a series (`RECURRENCE-ID`) is one of its own. Tasks and journals are listed as dropped. Takes bytes, because lines are folded
 * before characters are. `at` is `line:1`.
 */
export function parseCalendar(bytes: Uint8Array, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const file = readCalendarLines(bytes);
  if (!file.ok) return file;
  const { components, encoding, dropped, findings } = file.value;
  const calendars = components.filter(({ name }) => name === 'vcalendar');
  if (calendars.length === 0)
    return refuse({ code: 'calendar-invalid', at: '', detail: 'The document has no VCALENDAR.' });
  const budget = stepBudget();
  const items: WireItem[] = [];
  let provider = '';
  for (const calendar of calendars) {
    const head = headOf(calendar, needs);
    provider ||= head.name;
    items.push(...eventsOf(calendar, head, budget));
    for (const other of calendar.components)
      if (!READ.has(other.name))
        dropped.add(
          other.at,
          `${other.name.toUpperCase()} ${valueOf(other, 'summary')}`.trim(),
          'only events are read',
        );
    for (const property of calendar.properties)
      if (!READ.has(property.name))
        dropped.add(property.at, oneLine(property.line).slice(0, 120), 'it is about the calendar');
  }
  return accept({
    items,
    ...(provider === '' ? {} : { provider: { code: provider } }),
    encoding,
    dropped: dropped.all(),
    warnings: findings,
  });
}

const READ: ReadonlySet<string> = new Set([
  'vevent',
  'vtimezone',
  'version',
  'method',
  'x-wr-calname',
  'x-wr-timezone',
  'name',
  'calscale',
  'prodid',
]);

function headOf(calendar: CalendarComponent, needs: WireNeeds): CalendarHead {
  return {
    method: valueOf(calendar, 'method').toUpperCase(),
    name: valueOf(calendar, 'x-wr-calname') || valueOf(calendar, 'name'),
    ...needs,
  };
}

/** Changed times of one series that are taken out of it. */
const REPLACED = 500;

function eventsOf(calendar: CalendarComponent, head: CalendarHead, budget: StepBudget): readonly WireItem[] {
  const zones = new CalendarZones(calendar, budget);
  const events = calendar.components.filter(({ name }) => name === 'vevent');
  const replaced = new Map<string, CalendarProperty[]>();
  for (const event of events) {
    const replaces = event.properties.find(({ name }) => name === 'recurrence-id');
    const uid = valueOf(event, 'uid');
    const others = replaced.get(uid) ?? [];
    if (replaces !== undefined && others.length < REPLACED) replaced.set(uid, [...others, replaces]);
  }
  return events.map((event) => {
    const item = createWireItem(event.at, 'event');
    const around = { item, zones, budget, replaced: replaced.get(valueOf(event, 'uid')) ?? [] };
    return readEvent(new EventSource(event, around), head);
  });
}

function valueOf(component: CalendarComponent, name: string): string {
  return oneLine(component.properties.find((property) => property.name === name)?.values[0] ?? '');
}
