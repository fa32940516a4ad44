import { textToBlocks } from '../../html/text-to-blocks.ts';
import { toBlocks } from '../../html/to-blocks.ts';
import { webUrl } from '../../html/web-url.ts';
import { oneLine, severalLines } from '../../item-text.ts';
import { onlyGiven } from '../../only-given.ts';
import { setBlocksApart } from '../../wire/story-sections.ts';
import type { WireEvent } from '../../wire/wire-item.ts';
import { wireTime } from '../../wire/wire-time.ts';
import type { LooseJson } from './loose-json.ts';
import type { NinjsReading } from './ninjs-reading.ts';
import { textsIn } from './read-people.ts';

/**
 * Events and plans as Superdesk's planning pushes them to Newshub and other systems: ninjs in spirit, with members of their own
 * (`name`, `dates`, `location`, `coverages`). What desks tell each other in them stays in this house.
 */
export function readAgenda(reading: NinjsReading): void {
  const { json, item } = reading;
  const isEvent = json.text('type')?.value === 'event' && json.has('dates');
  if (!isEvent && !json.has('coverages')) return;
  readWording(reading);
  for (const one of json.objects('event_contact_info', 'contacts')) {
    const text = oneLine(textsIn(contactOf(one)));
    if (text !== '') item.add('private', { kind: 'contact', text, at: one.at }, one.at);
  }
  readPlaces(reading);
  readPages(reading);
  if (isEvent) readDates(reading);
  for (const one of json.objects('coverages')) readCoverage(reading, one);
}

/** What of a contact people read; ids and times of its record are none of it. */
function contactOf(one: LooseJson): readonly unknown[] {
  return CONTACT_MEMBERS.map((name) => one.value(name)?.value);
}

const CONTACT_MEMBERS = [
  'honorific',
  'first_name',
  'last_name',
  'organisation',
  'job_title',
  'mobile',
  'contact_phone',
  'contact_email',
  'website',
  'notes',
];

function readWording({ json, item, needs }: NinjsReading): void {
  const name = json.text('name');
  if (name !== undefined && !item.has('headline')) item.set('headline', oneLine(name.value), name.at);
  const short = json.text('definition_short');
  if (short !== undefined && !item.has('summary')) item.set('summary', severalLines(short.value), short.at);
  const long = json.text('definition_long');
  if (long === undefined || item.has('body')) return;
  const isMarkup = /<\/?[a-z][^>]*>/i.test(long.value);
  const read = isMarkup ? toBlocks(long.value, needs.baseUrl) : undefined;
  const blocks = read?.ok === true ? read.value.blocks : textToBlocks(long.value);
  item.set('body', setBlocksApart(item, blocks, long.at), long.at);
}

function readPlaces({ json, item }: NinjsReading): void {
  for (const one of json.objects('location')) {
    const address = one.object('address');
    const parts = [one.text('name'), address?.text('locality', 'city'), address?.text('area')];
    const name = [
      ...new Set(parts.flatMap((part) => (part === undefined ? [] : [oneLine(part.value)]))),
    ].join(', ');
    const country = address?.text('country')?.value;
    if (name !== '') item.add('places', { name, ...onlyGiven({ country }), role: 'event' }, one.at);
  }
}

function readPages({ json, item, needs }: NinjsReading): void {
  for (const { at, value } of json.list('links')) {
    const href = webUrl(typeof value === 'string' ? value : '', needs.baseUrl);
    if (href !== undefined) item.add('links', { rel: 'seeAlso', href, at }, at);
  }
  const parent = json.text('event_item');
  if (parent !== undefined) item.add('links', { rel: 'event', uri: parent.value, at: parent.at }, parent.at);
}

function readDates({ json, item }: NinjsReading): void {
  const dates = json.object('dates');
  if (dates === undefined || item.has('event')) return;
  const isAllDay = dates.value('all_day')?.value === true;
  const timeIn = (name: string) => {
    const time = wireTime(dates.text(name)?.value);
    return isAllDay ? time?.slice(0, 10) : time;
  };
  const rule = dates.object('recurring_rule');
  const status = json.object('occur_status')?.text('qcode', 'name')?.value;
  const state = json.text('state')?.value;
  item.set(
    'event',
    {
      ...onlyGiven({ start: timeIn('start'), end: timeIn('end'), timeZone: dates.text('tz')?.value }),
      ...(isAllDay ? { isAllDay } : {}),
      ...(rule === undefined ? {} : { recurrence: [ruleOf(rule)] }),
      ...onlyGiven({ status: CHANGED.test(state ?? '') ? state : status }),
    } satisfies WireEvent,
    dates.at,
  );
}

/** States of an event that say more than how sure it is. */
const CHANGED = /^(?:cancelled|canceled|postponed|rescheduled)$/i;

/** Superdesk's rule of a series as one of iCalendar. */
function ruleOf(rule: LooseJson): string {
  const until = rule.text('until')?.value.replace(/[-:]|\.\d+|[+]0000$/g, '');
  const parts = [
    ['FREQ', rule.text('frequency')?.value.toUpperCase()],
    ['INTERVAL', rule.text('interval')?.value],
    ['COUNT', rule.text('count')?.value],
    ['UNTIL', until === undefined || until.endsWith('Z') || until.length === 8 ? until : `${until}Z`],
    ['BYDAY', rule.text('byday')?.value.trim().replace(/\s+/g, ',')],
  ];
  return `RRULE:${parts.flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])).join(';')}`;
}

/** One piece of work; who is assigned and what is noted for the desk is private. */
function readCoverage({ item }: NinjsReading, one: LooseJson): void {
  const planning = one.object('planning');
  const line = (name: string) => planning?.text(name)?.value;
  item.add(
    'coverages',
    onlyGiven({
      type: line('g2_content_type'),
      scheduled: wireTime(line('scheduled')),
      headline: line('headline'),
      slugline: line('slugline'),
      note: line('ednote'),
      status: one.object('news_coverage_status')?.text('qcode', 'name')?.value,
    }),
    one.at,
  );
  for (const [part, name, kind] of [
    [planning, 'internal_note', 'desk'],
    [one, 'assigned_to', 'person'],
    [one, 'coverage_provider', 'person'],
  ] as const) {
    const found = part?.value(name);
    const text = oneLine(textsIn(found?.value));
    if (found !== undefined && text !== '') item.add('private', { kind, text, at: found.at }, found.at);
  }
}
