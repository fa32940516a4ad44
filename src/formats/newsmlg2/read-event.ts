import { parseInstant, plusSeconds } from '#kernel/instant.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { webUrl } from '../html/web-url.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import type { WireEvent } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import type { G2Source } from './g2-source.ts';
import { codeWithName, nameOf } from './read-names.ts';
import { readPlace } from './read-places.ts';
import { textsOf } from './read-content-meta.ts';

/** A concept: its name, what it is, and when and where where it is an event (spec §10, §11). */
export function readConcept(source: G2Source, concept: XmlElement): void {
  const { reading, item } = source;
  item.set('headline', nameOf(source, concept), concept.at);
  readDefinitions(source, concept);
  for (const note of reading.all(concept, 'note')) {
    const text = severalLines(reading.text(note) ?? '');
    if (text !== '') item.add('edNotes', { text, audience: 'partner', at: note.at }, note.at);
  }
  for (const type of reading.all(concept, 'type')) {
    const code = codeWithName(source, type);
    if (code !== undefined) item.add('genres', code, type.at);
  }
  for (const info of reading.all(concept, 'remoteInfo')) readRemoteInfo(source, info);
  for (const details of reading.all(concept, 'eventDetails')) readEventDetails(source, details);
}

function readDefinitions({ reading, item }: G2Source, concept: XmlElement): void {
  const definitions = reading.all(concept, 'definition');
  const short =
    definitions.find((one) => /short|summary/i.test(one.attributes.get('role') ?? '')) ?? definitions[0];
  item.set('summary', severalLines(short === undefined ? '' : textOf(short)), short?.at ?? concept.at);
  const long = definitions.find((one) => one !== short);
  if (long !== undefined) item.set('body', textToBlocks(severalLines(textOf(long))), long.at);
}

/** Where more is said of it; many write a web address without its scheme. */
function readRemoteInfo({ reading, item, needs }: G2Source, info: XmlElement): void {
  reading.take(info);
  const written = info.attributes.get('href') ?? '';
  const href = webUrl(/^www\./i.test(written) ? `https://${written}` : written, needs.baseUrl);
  const title = oneLine(reading.text(reading.first(info, 'title')) ?? '');
  if (href === undefined) item.dropped.add(info.at, describe(info), 'it is no web address');
  else item.add('links', { rel: 'seeAlso', href, ...onlyGiven({ title }), at: info.at }, info.at);
}

function readEventDetails(source: G2Source, details: XmlElement): void {
  const { reading, item } = source;
  const status = reading.first(details, 'occurStatus');
  const told = onlyGiven({ organiser: organiserOf(source, details), status: lastPart(status) });
  item.set('event', { ...readDates(source, details), ...told }, details.at);
  for (const location of reading.all(details, 'location')) {
    const text = oneLine(textOf(location));
    const place = readPlace(source, location) ?? (text === '' ? undefined : { name: text });
    if (place !== undefined) item.add('places', { ...place, role: 'event' }, location.at);
  }
  for (const subject of reading.all(details, 'subject')) {
    const code = codeWithName(source, subject);
    if (code !== undefined) item.add('subjects', code, subject.at);
  }
  for (const name of ['contactInfo', 'participant', 'registration']) setApart(source, details, name);
  if (status) reading.take(status);
}

function organiserOf(source: G2Source, details: XmlElement): string | undefined {
  const [organiser] = source.reading.all(details, 'organiser');
  if (organiser === undefined) return undefined;
  source.reading.take(organiser);
  return nameOf(source, organiser) ?? oneLine(organiser.attributes.get('literal') ?? '');
}

function setApart({ reading, item }: G2Source, details: XmlElement, name: string): void {
  for (const one of reading.all(details, name)) {
    const text = oneLine(textsOf(reading.take(one)).join(' '));
    const kind = name === 'participant' ? 'person' : 'contact';
    if (text !== '') item.add('private', { kind, text, at: one.at }, one.at);
  }
}

function readDates({ reading, item }: G2Source, details: XmlElement): WireEvent {
  const dates = reading.first(details, 'dates');
  const timeIn = (name: string) => {
    const element = reading.first(dates, name);
    const time = wireTime(reading.text(element));
    if (element !== undefined && time === undefined)
      item.dropped.add(element.at, `${name} ${textOf(element)}`, 'it is no time');
    return time;
  };
  const start = timeIn('start');
  const duration = oneLine(reading.text(reading.first(dates, 'duration')) ?? '');
  const rules = (dates?.children ?? []).filter(isElement).flatMap((one) => {
    const line = recurrenceLine(one);
    if (line !== undefined) reading.take(one);
    return line ?? [];
  });
  return {
    ...onlyGiven({ start, end: timeIn('end') ?? endAfter(start, secondsIn(duration)) }),
    ...(start !== undefined && !start.includes('T') ? { isAllDay: true } : {}),
    ...(rules.length === 0 ? {} : { recurrence: rules }),
  };
}

/** The rules of NAR are those of iCalendar as attributes (spec §11.3). */
function recurrenceLine(element: XmlElement): string | undefined {
  if (element.name === 'rDate' || element.name === 'exDate')
    return `${element.name.toUpperCase()}:${oneLine(textOf(element))}`;
  if (element.name !== 'rRule' && element.name !== 'exRule') return undefined;
  const parts = [...element.attributes].map(
    ([name, value]) => `${name.toUpperCase()}=${value.trim().replaceAll(/\s+/g, ',')}`,
  );
  return `${element.name.toUpperCase()}:${parts.join(';')}`;
}

/** A start so many seconds later; a day stays a day as long as whole days are added. */
function endAfter(start: string | undefined, seconds: number | undefined): string | undefined {
  if (start === undefined || seconds === undefined) return undefined;
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(start)?.[0] ?? '';
  const local = start.slice(0, start.length - offset.length);
  const isDay = !local.includes('T');
  const from = parseInstant(isDay ? `${local}T00:00:00Z` : `${local}Z`);
  const end = from && plusSeconds(from, seconds).slice(0, 19);
  return isDay && seconds % 86_400 === 0 ? end?.slice(0, 10) : end && end + offset;
}

/** An ISO 8601 duration of weeks, days, hours and minutes; undefined for other ones. */
function secondsIn(duration: string): number | undefined {
  const parts = /^P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?$/.exec(duration);
  if (parts === null || duration === 'P') return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part || 0));
  return ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60;
}

function lastPart(element: XmlElement | undefined): string | undefined {
  return (element?.attributes.get('qcode') ?? element?.attributes.get('uri'))?.split(/[:/]/).at(-1);
}
