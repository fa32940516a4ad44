import { setPrivateApart } from '../wire/story-sections.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { toBlocks } from '../html/to-blocks.ts';
import { webUrl } from '../html/web-url.ts';
import { languageTag, mediaTopic, oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { fromBase64 } from '../wire/from-base64.ts';
import type { WireEvent, WireItem } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import type { CalendarProperty } from './calendar-lines.ts';
import type { EventSource } from './event-source.ts';
import { readEventTimes } from './event-times.ts';

/** What a calendar says for all its events. */
export type CalendarHead = { readonly method: string; readonly name: string; readonly baseUrl?: string };

/** Reads one `VEVENT` (RFC 5545 §3.6.1). People and contacts go to the private part; a private event is withheld as a whole. */
export function readEvent(source: EventSource, head: CalendarHead): WireItem {
  const { item, component } = source;
  readIdentity(source);
  readStanding(source, head);
  readTexts(source, head);
  readPlaces(source);
  readTopics(source);
  readLinks(source, head);
  const organiser = readPeople(source);
  readDates(source);
  const status = source.text('status').toUpperCase();
  const event: WireEvent = {
    ...readEventTimes(source),
    ...onlyGiven({ status, organiser }),
  };
  item.set('event', event, component.at);
  if (head.name !== '') item.set('provider', { code: head.name }, '');
  for (const property of source.unread())
    if (!PASSED.has(property.name))
      item.dropped.add(property.at, oneLine(property.line).slice(0, 120), 'an event has no place for it');
  for (const inner of component.components)
    item.dropped.add(inner.at, inner.name.toUpperCase(), 'reminders are of no use to others');
  return item.build();
}

const PASSED: ReadonlySet<string> = new Set([
  'transp',
  'x-microsoft-cdo-busystatus',
  'recurrence-id',
  'dtstamp',
]);

/** A time of a series that was changed is an item of its own, named after the series and the time it replaces. */
function readIdentity(source: EventSource): void {
  const { item, component } = source;
  const uid = oneLine(source.text('uid'));
  const replaces = source.text('recurrence-id').replace(/[-:]/g, '');
  if (uid === '') {
    const words = `${source.text('summary')} ${source.text('dtstart')}`.trim().toWellFormed();
    item.warn('identity-assumed', component.at, 'The event has no UID; its name with its time is used.');
    item.set('uri', `urn:x-calendar:${encodeURIComponent(words)}`, component.at);
  } else if (replaces === '') item.set('uri', uid, source.place('uid'));
  else {
    item.set('uri', `${uid}#${replaces}`, source.place('uid'));
    item.add(
      'links',
      { rel: 'partOf', uri: uid, at: source.place('recurrence-id') },
      source.place('recurrence-id'),
    );
  }
  item.set('version', source.text('sequence'), source.place('sequence'));
}

/** An event that is called off is a kill; one that is not public is withheld. */
function readStanding(source: EventSource, head: CalendarHead): void {
  const { item, component } = source;
  const isCancelled = source.text('status').toUpperCase() === 'CANCELLED' || head.method === 'CANCEL';
  const access = source.text('class').toUpperCase();
  if (isCancelled) {
    item.set('pubStatus', 'canceled', component.at);
    item.set('instruction', 'kill', component.at);
  }
  if (access === '' || access === 'PUBLIC') return;
  // RFC 5545 §3.8.1.3: what is not known counts as private.
  const at = source.place('class');
  if (!isCancelled) item.set('pubStatus', 'withheld', at);
  item.add('private', { kind: 'not-for-publication', text: `CLASS:${access}`, at }, at);
}

function readTexts(source: EventSource, head: CalendarHead): void {
  const { item } = source;
  const summary = source.first('summary');
  if (summary !== undefined) {
    item.set('headline', oneLine(summary.values[0] ?? ''), summary.at);
    item.set('language', languageTag(summary.parameters.get('language') ?? ''), summary.at);
  }
  readDescription(source, head);
  for (const { values, at } of source.all('comment')) {
    const text = severalLines(values[0] ?? '');
    if (text !== '') item.add('edNotes', { text, role: 'comment', audience: 'partner', at }, at);
  }
  item.set('priority', source.text('priority'), source.place('priority'));
}

/** Outlook writes the description once more as HTML, which keeps its paragraphs. */
function readDescription(source: EventSource, head: CalendarHead): void {
  const description = source.first('description');
  const html = source
    .all('x-alt-desc')
    .find(({ parameters }) => parameters.get('fmttype')?.toLowerCase() === 'text/html');
  const read = html === undefined ? undefined : toBlocks(html.values.join(','), head.baseUrl);
  if (html !== undefined && read?.ok === true)
    source.item.set('body', setPrivateApart(source.item, read.value.blocks, html.at), html.at);
  if (description !== undefined && !source.item.has('body'))
    source.item.set(
      'body',
      setPrivateApart(source.item, textToBlocks(description.values[0] ?? ''), description.at),
      description.at,
    );
}

/** Where it happens. A public event's position is no secret: it is a place, latitude first as in GeoRSS. */
function readPlaces(source: EventSource): void {
  const location = source.first('location');
  const geo = source.first('geo');
  const name = oneLine(location?.values[0] ?? '');
  const point = /^\s*(-?\d{1,3}(?:\.\d+)?);(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(geo?.values[0] ?? '');
  if (name === '' && point === null) return;
  const code =
    point === null ? {} : { scheme: 'http://www.georss.org/georss', code: `${point[1]} ${point[2]}` };
  source.item.add('places', { role: 'event', ...onlyGiven({ name }), ...code }, (location ?? geo)?.at ?? '');
}

function readTopics(source: EventSource): void {
  for (const property of source.all('categories'))
    for (const value of property.values) {
      const code = oneLine(value);
      const topic = mediaTopic(code);
      if (code !== '')
        source.item.add(
          'subjects',
          { code, ...(topic === undefined ? {} : { mediaTopic: topic }) },
          property.at,
        );
    }
}

function readLinks(source: EventSource, head: CalendarHead): void {
  const { item } = source;
  const url = source.first('url');
  const href = webUrl(url?.values[0] ?? '', head.baseUrl);
  if (url !== undefined && href !== undefined)
    item.add('links', { rel: 'alternate', href, at: url.at }, url.at);
  else if (url !== undefined) item.dropped.add(url.at, oneLine(url.line), 'it has no web address');
  for (const property of source.all('related-to')) {
    const rel = (property.parameters.get('reltype') ?? 'parent').toLowerCase();
    item.add('links', { rel, uri: oneLine(property.values[0] ?? ''), at: property.at }, property.at);
  }
  for (const property of [...source.all('attach'), ...source.all('image')])
    readAttachment(source, property, head);
}

/** RFC 5545 §3.8.1.1: an address, or the bytes themselves. */
function readAttachment({ item }: EventSource, property: CalendarProperty, head: CalendarHead): void {
  const { parameters, at } = property;
  const mediaType = parameters.get('fmttype')?.toLowerCase();
  const fileName = parameters.get('filename') ?? parameters.get('x-filename');
  const value = property.values.join(',');
  if (property.type === 'binary' || parameters.get('encoding')?.toUpperCase() === 'BASE64') {
    const bytes = fromBase64(value);
    if (bytes === undefined) item.dropped.add(at, 'ATTACH', 'it is no base64');
    else
      item.add(
        'renditions',
        { role: 'attachment', embedded: { bytes }, ...onlyGiven({ mediaType, fileName }), at },
        at,
      );
    return;
  }
  const href = webUrl(value, head.baseUrl);
  if (href === undefined) item.dropped.add(at, oneLine(property.line).slice(0, 120), 'it has no web address');
  else item.add('renditions', { role: 'attachment', href, ...onlyGiven({ mediaType, fileName }), at }, at);
}

const ORGANISATION: ReadonlySet<string> = new Set(['GROUP', 'ORGANIZATION', 'RESOURCE', 'ROOM']);

/** Everybody named is private; answers the organiser's name where it is said to be no person (`CUTYPE`). */
function readPeople(source: EventSource): string {
  const { item } = source;
  for (const property of source.all('contact'))
    item.add(
      'private',
      { kind: 'contact', text: oneLine(property.values[0] ?? ''), at: property.at },
      property.at,
    );
  // RFC 7986 §5.11: the way into a call is for those who are invited.
  for (const property of source.all('conference'))
    item.add(
      'private',
      { kind: 'contact', text: oneLine(property.values[0] ?? ''), at: property.at },
      property.at,
    );
  for (const property of source.all('attendee'))
    item.add('private', { kind: 'person', text: personOf(property), at: property.at }, property.at);
  const organiser = source.first('organizer');
  if (organiser === undefined) return '';
  const isOrganisation = ORGANISATION.has(organiser.parameters.get('cutype')?.toUpperCase() ?? '');
  item.add('private', { kind: 'contact', text: personOf(organiser), at: organiser.at }, organiser.at);
  return isOrganisation ? oneLine(organiser.parameters.get('cn') ?? '') : '';
}

function personOf({ parameters, values }: CalendarProperty): string {
  const name = oneLine(parameters.get('cn') ?? '');
  const address = oneLine(values[0] ?? '').replace(/^mailto:/i, '');
  return name === '' ? address : `${name} <${address}>`;
}

function readDates(source: EventSource): void {
  const { item } = source;
  const date = (name: string) => wireTime(source.text(name));
  const changed = date('last-modified');
  const stamp = date('dtstamp');
  item.date(
    'versionCreated',
    changed ?? stamp,
    source.place(changed === undefined ? 'dtstamp' : 'last-modified'),
  );
  item.date('firstCreated', date('created'), source.place('created'));
}
