import type { LooseJson } from './loose-json.ts';
import { onlyGiven } from '../../only-given.ts';
import { oneLine } from '../../item-text.ts';
import { wireTime } from '../../wire/wire-time.ts';
import { flat } from './read-words.ts';
import type { NinjsReading } from './parse-ninjs-wire.ts';

/** When something happens (ninjs 3 `eventDetails`): dates may be cut short to a month or a year, which is said and not kept. */
export function readNinjsEvent({ json, item }: NinjsReading): void {
  const details = json.object('eventdetails');
  if (details === undefined) return;
  const dates = details.object('dates');
  const timeIn = (...names: readonly string[]) => {
    const found = dates?.text(...names);
    const time = wireTime(found?.value);
    if (found !== undefined && time === undefined) item.dropped.add(found.at, found.value, 'it is no day');
    return time;
  };
  const start = timeIn('startdate', 'expectedstartdate', 'estimatedstartdate');
  const organisers = details.objects('organiser', 'organisers');
  for (const organiser of organisers) {
    const contact = organiser.value('contactinfo');
    const text = contact && oneLine(flat(contact.value));
    if (contact !== undefined && text)
      item.add('private', { kind: 'contact', text, at: contact.at }, contact.at);
  }
  const recurrence = rulesOf(dates);
  item.set(
    'event',
    {
      ...onlyGiven({
        start,
        end: timeIn('enddate', 'expectedenddate', 'estimatedenddate'),
        timeZone: dates?.text('timezone')?.value,
        status: details.text('eventstatus', 'occurstatus')?.value,
        organiser: organisers[0]?.text('name', 'literal')?.value,
      }),
      ...(start !== undefined && !start.includes('T') ? { isAllDay: true } : {}),
      ...(recurrence.length === 0 ? {} : { recurrence }),
    },
    details.at,
  );
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
          .map(({ value: one }) => flat(one))
          .join(',');
        return value === '' ? [] : [`${part}=${part === 'FREQ' ? value.toUpperCase() : value}`];
      })
      .join(';')}`;
  const days = (kind: string, name: string) =>
    (recurrence?.list(name) ?? []).map(({ value }) => `${kind}:${flat(value)}`);
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
    const dates = one.object('dates');
    item.add(
      'coverages',
      onlyGiven({
        type: one.text('type')?.value,
        scheduled: wireTime(
          dates?.text('expectedstartdate', 'startdate')?.value ?? one.text('scheduled')?.value,
        ),
        headline: one.text('title', 'headline')?.value,
        slugline: one.text('slugline')?.value,
        note: one.text('ednote')?.value,
        status: one.text('plannedcoveragestatus')?.value,
      }),
      one.at,
    );
    const by = one.object('commissioned')?.text('by');
    if (by !== undefined) item.add('private', { kind: 'person', text: by.value, at: by.at }, by.at);
  }
}
