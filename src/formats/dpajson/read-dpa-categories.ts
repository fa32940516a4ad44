import { mediaTopic } from '../item-text.ts';
import type { JsonReading } from '../json/json-reading.ts';
import { onlyGiven } from '../only-given.ts';
import { setOnce } from '../wire/set-once.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireCode } from '../wire/wire-item.ts';

/** Reads `categories`, in which dpa says by `type` what an item is about, who made it and where it goes. */
export function readDpaCategories(item: WireItemBuilder, reading: JsonReading): void {
  for (const category of reading.objects('categories')) {
    const type = (category.line('type') ?? '').replace(/^dnltype:/, '');
    const read = READERS.get(type);
    const code = codeOf(category);
    if (read === undefined) {
      if (code !== undefined && !REPEATED.has(type))
        item.dropped.add(category.at, `${type} ${code.name ?? code.code}`, 'it steers the way to receivers');
    } else if (code !== undefined) read(item, code, category);
  }
}

/** Categories that only say again what the entry has in a member of its own. */
const REPEATED: ReadonlySet<string> = new Set(['pubstatus', 'urgency', 'language']);

/** A code is written `scheme:code`; what has none is called by its name. */
function codeOf(category: JsonReading): WireCode | undefined {
  const name = category.line('name');
  const [, scheme, code] = /^([\w.-]+):(.+)$/.exec(category.line('qcode') ?? '') ?? [];
  if (code === undefined) return name === undefined ? undefined : { code: name, name };
  return { code, ...onlyGiven({ scheme: scheme === 'medtop' ? MEDIA_TOPICS : scheme, name }) };
}

const MEDIA_TOPICS = 'http://cv.iptc.org/newscodes/mediatopic/';

type ReadCategory = (item: WireItemBuilder, code: WireCode, category: JsonReading) => void;

const asSubject: ReadCategory = (item, code, category) => {
  const topic = mediaTopic(category.line('qcode'));
  item.add('subjects', { ...code, ...onlyGiven({ mediaTopic: topic }) }, category.at);
};

const asPlace =
  (role: 'subject' | 'dateline' | 'event'): ReadCategory =>
  (item, code, { at }) =>
    item.add('places', { ...(code.scheme === undefined ? onlyGiven({ name: code.name }) : code), role }, at);

const READERS: ReadonlyMap<string, ReadCategory> = new Map<string, ReadCategory>([
  ['dpasubject', asSubject],
  ['subject', asSubject],
  ['person', asSubject],
  ['organisation', asSubject],
  ['organization', asSubject],
  ['event', asSubject],
  ['desk', asSubject],
  ['geosubject', asPlace('subject')],
  ['poi', asPlace('subject')],
  ['located', asPlace('dateline')],
  ['locationcreated', asPlace('event')],
  ['genre', (item, code, { at }) => item.add('genres', code, at)],
  ['keyword', (item, code, { at }) => item.add('keywords', code.name ?? code.code, at)],
  ['provider', (item, code, { at }) => setOnce(item, 'provider', code, at)],
  [
    'infosource',
    (item, { name, code }, { at }) =>
      item.dropped.add(
        at,
        `infosource ${name ?? code}`,
        'an item names who answers for it, and whom to credit',
      ),
  ],
  [
    'signal',
    (item, { code }, category) => item.add('signals', { code: category.line('qcode') ?? code }, category.at),
  ],
  ['creator', readPerson],
  [
    'contributor',
    (item, code, { at }) => item.add('private', { kind: 'person', text: code.name ?? code.code, at }, at),
  ],
]);

/** A creator with a first and a last name is a byline where there is none; a login stays in this house. */
function readPerson(item: WireItemBuilder, { name, code }: WireCode, { at }: JsonReading): void {
  const text = name ?? code;
  if (/^\S+ [^\d]*\S$/.test(text) && !item.has('byline')) item.set('byline', text, at);
  else item.add('private', { kind: 'person', text, at }, at);
}
