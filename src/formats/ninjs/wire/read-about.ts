import { isJsonObject, type Json } from '#kernel/json.ts';
import { mediaTopic, oneLine } from '../../item-text.ts';
import { LooseJson } from './loose-json.ts';
import { SUBJECT_CODES } from '../../nitf/read-tobject.ts';
import type { WireCode, WireSubject } from '../../wire/wire-item.ts';
import { onlyGiven } from '../../only-given.ts';
import { textsIn } from './read-people.ts';
import type { NinjsReading } from './ninjs-reading.ts';

/** Subjects, people, organisations, events, places, genres and keywords. */
export function readNinjsAbout(reading: NinjsReading): void {
  readSubjects(reading);
  readConcepts(reading);
  readPlaces(reading);
  const { json, item } = reading;
  for (const { at, value } of json.list('genres', 'genre')) {
    const code = codeOf(value);
    if (code !== undefined) item.add('genres', code, at);
  }
  for (const { at, value } of json.list('keywords', 'keyword', 'tags'))
    if (typeof value === 'string' && value.trim() !== '') item.add('keywords', oneLine(value), at);
}

const NATURES = [
  ['people', 'person'],
  ['person', 'person'],
  ['organisations', 'organisation'],
  ['organisation', 'organisation'],
  ['organization', 'organisation'],
  ['events', 'event'],
  ['event', 'event'],
  ['objects', 'object'],
  ['object', 'object'],
] as const;

/**
 * Subjects in document order. One with `rel` "broader" belongs to the topic before it: that is how our own printer writes the
 * codes above a topic.
 */
function readSubjects(reading: NinjsReading): void {
  const { json, item } = reading;
  const told: { at: string; subject: WireSubject }[] = [];
  for (const { at, value } of json.list('subjects', 'subject', 'anpa_category', 'categories')) {
    const code = codeOf(value);
    const mediaTopic = code && topicOf(value, code);
    const last = told.at(-1);
    if (mediaTopic !== undefined && last?.subject.mediaTopic !== undefined && isBroader(value))
      last.subject = { ...last.subject, broader: [...(last.subject.broader ?? []), mediaTopic] };
    else if (code !== undefined && isLocation(value)) item.add('places', { ...code, role: 'subject' }, at);
    else if (code !== undefined)
      told.push({ at, subject: { ...withScheme(code), ...onlyGiven({ mediaTopic }) } });
  }
  for (const { at, subject } of told) item.add('subjects', subject, at);
}

/** People, organisations, events and things that the story is about. */
function readConcepts(reading: NinjsReading): void {
  const { json, item } = reading;
  for (const [name, type] of NATURES)
    for (const { at, value } of json.list(name)) {
      const code = codeOf(value);
      if (code !== undefined) item.add('subjects', { ...code, type }, at);
      setApartContacts(reading, at, value);
    }
}

/** Eight digits of no vocabulary are the subject codes of IPTC, as they are in every older format. */
function withScheme(code: WireCode): WireCode {
  const isSubjectCode = code.scheme === undefined && /^(?:0[1-9]|1[0-7])\d{6}$/.test(code.code);
  return isSubjectCode ? { scheme: SUBJECT_CODES, ...code } : code;
}

function isLocation(value: Json): boolean {
  return isJsonObject(value) && value['rel'] === 'location';
}

function isBroader(value: Json): boolean {
  return isJsonObject(value) && value['rel'] === 'broader';
}

const SPELLINGS = ['uri', 'qcode', 'literal', 'code'];

function topicOf(value: Json, { code }: WireCode): string | undefined {
  const written = isJsonObject(value) ? new LooseJson(value) : undefined;
  const spelt = [...SPELLINGS.map((name) => written?.text(name)?.value), code];
  const direct = spelt.map(mediaTopic).find((topic) => topic !== undefined);
  if (direct !== undefined) return direct;
  const bare = spelt.find((one) => one !== undefined && /^\d{8}$/.test(one)) ?? '';
  // Eight digits alone are a media topic only where the scheme says so, or where no subject code has such a number.
  const isTopic = /media_?topic/i.test(written?.text('scheme')?.value ?? '') || /^2\d{7}$/.test(bare);
  return isTopic ? mediaTopic(`medtop:${bare}`) : undefined;
}

/** A code with scheme and name of any spelling; undefined for what names nothing. */
function codeOf(value: Json): WireCode | undefined {
  if (typeof value === 'string')
    return value.trim() === '' ? undefined : { code: oneLine(value), name: oneLine(value) };
  if (!isJsonObject(value)) return undefined;
  const json = new LooseJson(value);
  const scheme = json.text('scheme')?.value;
  const name = json.text('name', 'title');
  const identity = json.text('qcode', 'code', 'uri', 'literal', 'id');
  if (identity === undefined && name === undefined) return undefined;
  return { ...onlyGiven({ scheme }), ...withName(identity?.value ?? '', oneLine(name?.value ?? '')) };
}

/** What has a name and no code goes by its name. */
function withName(identity: string, name: string): WireCode {
  const split = splitCode(identity.trim());
  return { ...split, code: split.code === '' ? name : split.code, ...onlyGiven({ name }) };
}

function splitCode(written: string): WireCode {
  const end = /^https?:/.test(written) ? Math.max(written.lastIndexOf('/'), written.lastIndexOf('#')) + 1 : 0;
  if (end > 0 && end < written.length) return { scheme: written.slice(0, end), code: written.slice(end) };
  const colon = /^[A-Za-z][\w-]{0,30}:/.exec(written)?.[0] ?? '';
  return colon === '' || /^urn:/i.test(colon) || /^https?:/.test(written)
    ? { code: written }
    : { scheme: colon.slice(0, -1), code: written.slice(colon.length) };
}

function readPlaces(reading: NinjsReading): void {
  const { json, item } = reading;
  for (const { at, value } of json.list('places', 'place')) {
    const code = codeOf(value);
    const written = isJsonObject(value) ? new LooseJson(value, at) : undefined;
    const country = written?.text('country_code', 'country', 'isocode')?.value;
    if (code !== undefined)
      item.add(
        'places',
        { ...onlyGiven({ ...placeOf(code), country }), role: json.has('eventdetails') ? 'event' : 'subject' },
        at,
      );
    const shape = written?.value('geojson', 'geometry_point', 'position');
    if (shape !== undefined) item.dropped.add(shape.at, 'geoJSON', 'places are kept by name only');
    setApartContacts(reading, at, value);
  }
}

/** A place needs no code beside its name. */
function placeOf({ code, name, scheme }: WireCode): Partial<WireCode> {
  return scheme === undefined && code === name ? { name } : { code, ...onlyGiven({ scheme, name }) };
}

function setApartContacts({ item }: Pick<NinjsReading, 'json' | 'item'>, at: string, value: Json): void {
  if (!isJsonObject(value)) return;
  const contact = new LooseJson(value, at).value('contactinfo');
  const text = contact && oneLine(textsIn(contact.value));
  if (contact !== undefined && text !== undefined && text !== '')
    item.add('private', { kind: 'contact', text, at: contact.at }, contact.at);
}
