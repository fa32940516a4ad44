import { isJsonObject, type Json } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { createDroppedList } from '../dropped-list.ts';
import { severalLines } from '../item-text.ts';
import { JsonReading } from '../json/json-reading.ts';
import { sayGravest, statusNamed, statusOfHeadline } from '../wire/status-words.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { words } from '../words.ts';
import { readDpaCategories } from './read-dpa-categories.ts';
import { readDpaMedia, typeNamed } from './read-dpa-media.ts';
import { readDpaNotes } from './read-dpa-notes.ts';
import { readDpaText } from './read-dpa-text.ts';

/** Whether a JSON document is of dpa's digitalwires: one entry, or a page with `entries`. */
export function isDpa(json: Json): boolean {
  return entriesIn(json).length > 0;
}

/** Reads dpa digitalwires 0.9 and 1. Refuses a document without any entry, or whose texts all pass the limits of a text. */
export function parseDpa(json: Json, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const dropped = createDroppedList();
  const items: WireItem[] = [];
  let refused: FormatRefusal | undefined;
  for (const { entry, at } of entriesIn(json)) {
    const read = readEntry(new JsonReading(entry, at), needs);
    if (read.ok) items.push(read.value);
    else {
      refused ??= read.error;
      dropped.add(read.error.at, 'entry', read.error.detail);
    }
  }
  if (items.length === 0)
    return refuse(
      refused ?? { code: 'document-without-items', at: '', detail: 'The document holds no entry of dpa.' },
    );
  return accept({ items, dropped: dropped.all(), warnings: [] });
}

function entriesIn(json: Json): readonly { readonly entry: Json; readonly at: string }[] {
  if (isEntry(json)) return [{ entry: json, at: '' }];
  const [list, place] = Array.isArray(json)
    ? [json, '']
    : [isJsonObject(json) ? json['entries'] : undefined, '/entries'];
  if (!Array.isArray(list)) return [];
  const entries: readonly Json[] = list;
  return entries.flatMap((entry, index) => (isEntry(entry) ? [{ entry, at: `${place}/${index}` }] : []));
}

function isEntry(json: Json): boolean {
  if (!isJsonObject(json)) return false;
  const format = json['format'];
  if (typeof format === 'string') return format.startsWith('digitalwires');
  return typeof json['urn'] === 'string' && ('article_html' in json || 'entry_id' in json);
}

function readEntry(reading: JsonReading, needs: WireNeeds): Result<WireItem, FormatRefusal> {
  const item = createWireItem(reading.at);
  item.set('uri', reading.line('urn'), reading.place('urn'));
  item.set('version', reading.line('version'), reading.place('version'));
  item.set('language', reading.line('language'), reading.place('language'));
  readTimes(item, reading);
  readLines(item, reading);
  const refused = readDpaText(item, reading, needs);
  if (refused) return refuse(refused);
  readDpaCategories(item, reading);
  readDpaMedia(item, reading, needs);
  item.set(
    'type',
    item.has('type') ? undefined : (typeNamed(reading.line('type')) ?? 'text'),
    reading.place('type'),
  );
  readSignals(item, reading);
  reading.listUnread(item.dropped, SILENT);
  return accept(item.build());
}

/** What the entry is called in dpa's queue, and lists that only repeat the names of the categories. */
const SILENT: ReadonlySet<string> = new Set(
  words(
    'format type entry_id updated current_rubric_names rubric_names dpasubject_names geosubject_names keyword_names desk_names ' +
      'genre_names poi_names scope_names',
  ),
);

function readTimes(item: WireItemBuilder, reading: JsonReading): void {
  item.date('versionCreated', wireTime(reading.line('version_created')), reading.place('version_created'));
  item.date('contentCreated', wireTime(reading.line('content_created')), reading.place('content_created'));
  item.embargo(reading.line('embargoed'), reading.place('embargoed'));
}

const LINES = [
  ['headline', 'headline'],
  ['byline', 'byline'],
  ['creditline', 'creditLine'],
] as const;

const TEXTS = [
  ['teaser', 'summary'],
  ['copyrightnotice', 'copyrightNotice'],
  ['usageterms', 'usageTerms'],
] as const;

function readLines(item: WireItemBuilder, reading: JsonReading): void {
  for (const [name, field] of LINES) item.set(field, reading.line(name), reading.place(name));
  for (const [name, field] of TEXTS)
    item.set(field, severalLines(reading.text(name) ?? ''), reading.place(name));
  item.set('dateline', reading.line('dateline')?.replace(/\s*[-–—]$/, ''), reading.place('dateline'));
  for (const [name, role] of [
    ['kicker', 'kicker'],
    ['subhead', 'subtitle'],
  ] as const) {
    const text = reading.line(name);
    if (text !== undefined) item.add('headlines', { role, text }, reading.place(name));
  }
  const urgency = reading.count('urgency');
  if (urgency !== undefined && urgency <= 9) item.set('urgency', urgency, reading.place('urgency'));
}

function readSignals(item: WireItemBuilder, reading: JsonReading): void {
  const at = reading.place('signal');
  const signals = reading.lines('signal').flatMap((line) => line.split(/[\s,]+/));
  for (const code of signals) item.add('signals', { code }, at);
  const status = reading.line('pubstatus');
  sayGravest(item, [
    { said: statusNamed(status), at: reading.place('pubstatus') },
    ...signals.map((code) => ({ said: statusNamed(code), at })),
    ...readDpaNotes(item, reading),
    { said: statusOfHeadline(reading.line('headline')), at: reading.place('headline') },
  ]);
}
