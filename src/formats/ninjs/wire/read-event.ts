import type { LooseJson } from './loose-json.ts';
import { onlyGiven } from '../../only-given.ts';
import { oneLine } from '../../item-text.ts';
import type { WireEvent } from '../../wire/wire-item.ts';
import { wireTime } from '../../wire/wire-time.ts';
import { textsIn } from './read-people.ts';
import type { NinjsReading } from './ninjs-reading.ts';

/** When something happens (ninjs 3 `eventDetails`): dates may be cut short to a month or a year, which is said and not kept. */
export function readNinjsEvent({ json, item }: NinjsReading): void {
  const details = json.object('eventdetails');
  if (details === undefined) return;
  const organisers = details.objects('organiser', 'organisers');
  for (const organiser of organisers) {
    const contact = organiser.value('contactinfo');
    const text = oneLine(textsIn(contact?.value));
    if (contact !== undefined && text !== '')
      item.add('private', { kind: 'contact', text, at: contact.at }, contact.at);
  }
  const told = onlyGiven({
    status: details.text('eventstatus', 'occurstatus')?.value,
    organiser: organisers[0]?.text('name', 'literal')?.value,
  });
  item.set('event', { ...datesOf(details.object('dates'), item), ...told }, details.at);
}

function datesOf(dates: LooseJson | undefined, item: NinjsReading['item']): WireEvent {
  const timeIn = (...names: readonly string[]) => {
    const found = dates?.text(...names);
    const time = wireTime(found?.value);
    if (found !== undefined && time === undefined) item.dropped.add(found.at, found.value, 'it is no day');
    return time;
  };
  const start = timeIn('startdate', 'expectedstartdate', 'estimatedstartdate');
  const recurrence = rulesOf(dates);
  return {
    ...onlyGiven({
      start,
      end: timeIn('enddate', 'expectedenddate', 'estimatedenddate'),
      timeZone: dates?.text('timezone')?.value,
    }),
    ...(start?.includes('T') === false ? { isAllDay: true } : {}),
    ...(recurrence.length === 0 ? {} : { recurrence }),
  };
}

/** ninjs spells the parts of a recurrence rule of iCalendar out. */
function rulesOf(dates: LooseJson | undefined): readonly string[] {
  const recurrence = dates?.object('recurrence');
  const line = (kind: string) => (rule: LooseJson) =>
    `${kind}:${rule
      .names()
      .flatMap((name) => {
        const part = name === 'frequency' ? 'FREQ' : name.toUpperCase();
        const value = rule
          .list(name)
          .map(({ value: one }) => textsIn(one))
          .join(',');
        return value === '' ? [] : [`${part}=${part === 'FREQ' ? value.toUpperCase() : value}`];
      })
      .join(';')}`;
  const days = (kind: string, name: string) =>
    (recurrence?.list(name) ?? []).map(({ value }) => `${kind}:${textsIn(value)}`);
  return [
    ...(recurrence?.objects('recurrencerules').map(line('RRULE')) ?? []),
    ...(recurrence?.objects('exclusionrules').map(line('EXRULE')) ?? []),
    ...days('RDATE', 'recurrencedates'),
    ...days('EXDATE', 'exclusiondates'),
  ];
}

/** What a newsroom plans to deliver (ninjs 3 `plannedCoverage`); who is commissioned is private. */
export function readNinjsPlanning({ json, item }: NinjsReading): void {
  for (const one of json.objects('plannedcoverage')) {
    const scheduled = one.object('dates')?.text('expectedstartdate', 'startdate') ?? one.text('scheduled');
    const line = (...names: readonly string[]) => one.text(...names)?.value;
    item.add(
      'coverages',
      onlyGiven({
        type: line('type'),
        scheduled: wireTime(scheduled?.value),
        headline: line('title', 'headline'),
        slugline: line('slugline'),
        note: line('ednote'),
        status: line('plannedcoveragestatus'),
      }),
      one.at,
    );
    const by = one.object('commissioned')?.text('by');
    if (by !== undefined) item.add('private', { kind: 'person', text: by.value, at: by.at }, by.at);
  }
}
