import { isJsonObject, type Json } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { createDroppedList } from '../dropped-list.ts';
import { toBlocks } from '../html/to-blocks.ts';
import { severalLines } from '../item-text.ts';
import { JsonReading } from '../json/json-reading.ts';
import { onlyGiven } from '../only-given.ts';
import {
  sayGravest,
  statusNamed,
  statusOfHeadline,
  statusOpening,
  type SaidAt,
} from '../wire/status-words.ts';
import { setPrivateApart } from '../wire/story-sections.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { webUrl } from '../html/web-url.ts';
import { words } from '../words.ts';
import { readApAboutness } from './read-ap-aboutness.ts';
import { readApRenditions } from './read-ap-renditions.ts';

/** Whether a JSON document is an answer of the AP Media API, or an item of it alone. */
export function isAp(json: Json): boolean {
  return itemsIn(json).length > 0;
}

/**
 * Reads the AP Media API: an item, a page of a feed or of a search. The text of a story is elsewhere, as NITF, and comes as a link.
 * Refuses a document without any item.
 */
export function parseAp(json: Json, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const items = itemsIn(json).map(({ item, beside, at }) =>
    readItem(new JsonReading(item, at), beside, needs),
  );
  if (items.length === 0)
    return refuse({
      code: 'document-without-items',
      at: '',
      detail: 'The document holds no item of the AP Media API.',
    });
  return accept({ items, dropped: createDroppedList().all(), warnings: [] });
}

type Found = { readonly item: Json; readonly beside?: JsonReading; readonly at: string };

function itemsIn(json: Json): readonly Found[] {
  const root = new JsonReading(json, '');
  const data = root.object('data');
  const beside = root.object('nitf');
  const one = data ? itemAt(data, beside) : itemAt(root, beside);
  if (one.length > 0) return one;
  if (isItem(json)) return [{ item: json, at: '' }];
  return (data ?? root).objects('items').flatMap((entry) => itemAt(entry, undefined));
}

function itemAt(parent: JsonReading, beside: JsonReading | undefined): readonly Found[] {
  const item = parent.value('item');
  return isItem(item) ? [{ item, at: parent.place('item'), ...(beside ? { beside } : {}) }] : [];
}

function isItem(json: Json | undefined): json is Json {
  if (!isJsonObject(json) || !isJsonObject(json['altids'])) return false;
  return 'itemid' in json['altids'] || 'etag' in json['altids'];
}

function readItem(reading: JsonReading, beside: JsonReading | undefined, needs: WireNeeds): WireItem {
  const item = createWireItem(reading.at);
  readIdentity(item, reading);
  readTimes(item, reading);
  readWording(item, reading);
  readApAboutness(item, reading);
  readApRenditions(item, reading, needs);
  readBody(item, reading, beside, needs);
  readAssociations(item, reading, needs);
  sayGravest(item, readStatus(item, reading));
  reading.listUnread(item.dropped, SILENT);
  return item.build();
}

/** What only leads through the API, or counts bytes. */
const SILENT: ReadonlySet<string> = new Set(words('textformat profile foreignkeys'));

const TYPES = {
  text: 'text',
  picture: 'picture',
  photo: 'picture',
  graphic: 'graphic',
  video: 'video',
  audio: 'audio',
} as const;

function typeOf(written: string | undefined) {
  const known = Object.entries(TYPES).find(([name]) => name === written?.toLowerCase())?.[1];
  return known ?? (written === 'composite' || written === 'complexdata' ? 'composite' : undefined);
}

/** The address of an item carries the key of one query, so its identity is the `itemid`. */
function readIdentity(item: WireItemBuilder, reading: JsonReading): void {
  const ids = reading.object('altids');
  const address = reading.line('uri');
  item.set('uri', ids?.line('itemid') ?? address?.replace(/\?.*$/, ''), ids?.place('itemid') ?? reading.at);
  item.set('version', reading.line('version') ?? ids?.line('recordsequencenumber'), reading.place('version'));
  item.set('type', typeOf(reading.line('type')), reading.place('type'));
  item.set('language', reading.line('language'), reading.place('language'));
  const provider = reading.line('provider');
  if (provider !== undefined) item.set('provider', { code: provider }, reading.place('provider'));
  if (ids) readOtherIds(item, ids);
  readRelated(item, reading);
}

function readRelated(item: WireItemBuilder, reading: JsonReading): void {
  for (const name of ['derivedfrom', 'refersto'])
    for (const uri of reading.lines(name)) {
      const rel = name === 'derivedfrom' ? 'irel:derivedFrom' : 'irel:seeAlso';
      item.add('links', { rel, uri, at: reading.place(name) }, reading.place(name));
    }
  for (const page of reading.objects('links')) {
    const href = webUrl(page.line('href') ?? '');
    if (href !== undefined)
      item.add('links', { rel: page.line('rel') ?? 'seeAlso', href, at: page.at }, page.at);
  }
}

function readOtherIds(item: WireItemBuilder, ids: JsonReading): void {
  for (const scheme of ['friendlykey', 'transref', 'referenceid']) {
    const code = ids.line(scheme);
    if (code !== undefined) item.add('altIds', { scheme, code }, ids.place(scheme));
  }
}

function readTimes(item: WireItemBuilder, reading: JsonReading): void {
  const time = (name: string) => wireTime(reading.line(name));
  item.date('versionCreated', time('versioncreated'), reading.place('versioncreated'));
  item.date('firstCreated', time('firstcreated'), reading.place('firstcreated'));
  item.date('expires', time('expires'), reading.place('expires'));
  item.embargo(reading.line('embargoed'), reading.place('embargoed'));
}

const LINES = [
  ['headline', 'headline'],
  ['slugline', 'slugline'],
  ['located', 'dateline'],
  ['description_creditline', 'creditLine'],
] as const;

const HEADLINES = [
  ['headline_extended', 'extended'],
  ['headline_seo', 'seo'],
  ['title', 'title'],
] as const;

function readWording(item: WireItemBuilder, reading: JsonReading): void {
  for (const [name, field] of LINES) item.set(field, reading.line(name), reading.place(name));
  for (const [name, role] of HEADLINES) {
    const text = reading.line(name);
    if (text !== undefined && text !== reading.line('headline'))
      item.add('headlines', { role, text }, reading.place(name));
  }
  readDescriptions(item, reading);
  const lines = (name: string) => severalLines(reading.text(name) ?? '');
  item.set('copyrightNotice', lines('copyrightnotice'), reading.place('copyrightnotice'));
  item.set('usageTerms', reading.lines('usageterms').join('\n'), reading.place('usageterms'));
  item.set('byline', bylineOf(reading), reading.place('bylines'));
  readSources(item, reading.objects('infosource'));
  readPriority(item, reading);
  for (const keyword of reading.lines('keywords')) item.add('keywords', keyword, reading.place('keywords'));
}

/** Sources are who to credit where no credit line is given. */
function readSources(item: WireItemBuilder, sources: readonly JsonReading[]): void {
  const isCredited = item.has('creditLine');
  for (const source of sources) {
    const name = source.line('name');
    const code = source.line('code') ?? name;
    if (code !== undefined && isCredited)
      item.add('infoSources', { code, ...onlyGiven({ name }) }, source.at);
  }
  const names = sources.flatMap((source) => source.line('name') ?? []).join('/');
  if (!isCredited && names !== '') item.set('creditLine', names, sources[0]?.at ?? '');
}

function readDescriptions(item: WireItemBuilder, reading: JsonReading): void {
  for (const name of ['description_summary', 'description_caption']) {
    const text = severalLines(reading.text(name) ?? '');
    if (!item.has('summary')) item.set('summary', text, reading.place(name));
    else if (text !== '') item.add('headlines', { role: name, text }, reading.place(name));
  }
}

function readPriority(item: WireItemBuilder, reading: JsonReading): void {
  const urgency = reading.count('urgency');
  if (urgency !== undefined && urgency <= 9) item.set('urgency', urgency, reading.place('urgency'));
  item.set('priority', reading.line('editorialpriority'), reading.place('editorialpriority'));
}

function bylineOf(reading: JsonReading): string {
  const named = reading.objects('bylines').map((one) => {
    const by = one.line('by') ?? one.line('name') ?? '';
    const title = one.line('title');
    return title === undefined || by === '' ? by : `${by}, ${title}`;
  });
  const photographer = reading.object('photographer')?.line('name') ?? '';
  return [...named, photographer].filter((text) => text !== '').join(', ');
}

/** Notes to editors, signals and kinds of filing; a correction or a kill may stand in any of them. */
function readStatus(item: WireItemBuilder, reading: JsonReading): readonly SaidAt[] {
  const status = reading.line('pubstatus');
  const said: SaidAt[] = [{ said: statusNamed(status), at: reading.place('pubstatus') }];
  for (const name of ['ednote', 'ednotes', 'specialinstructions'])
    for (const text of reading.lines(name)) {
      item.add('edNotes', { text, audience: 'partner', at: reading.place(name) }, reading.place(name));
      said.push({ said: statusOpening(text), at: reading.place(name) });
    }
  for (const code of reading.lines('signals')) {
    item.add('signals', { scheme: 'apsig', code }, reading.place('signals'));
    said.push({ said: statusNamed(code), at: reading.place('signals') });
  }
  for (const name of ['editorialrole', 'editorialtypes'])
    for (const code of reading.lines(name)) {
      item.add('genres', { scheme: name, code }, reading.place(name));
      said.push({ said: statusNamed(code), at: reading.place(name) });
    }
  const fixture = reading.object('fixture');
  const code = fixture?.line('code') ?? fixture?.line('name');
  if (fixture && code !== undefined)
    item.add('genres', { scheme: 'fixture', code, ...onlyGiven({ name: fixture.line('name') }) }, fixture.at);
  return [...said, { said: statusOfHeadline(reading.line('headline')), at: reading.place('headline') }];
}

/** Systems that fetch the NITF of a story put its text beside the item. */
function readBody(
  item: WireItemBuilder,
  reading: JsonReading,
  beside: JsonReading | undefined,
  needs: WireNeeds,
): void {
  const html = beside?.text('body_html') ?? reading.text('body_html') ?? reading.text('body_nitf');
  if (html === undefined) return;
  const at = beside?.place('body_html') ?? reading.place('body_html');
  const read = toBlocks(html.replace(/<(\/?)hl2\b/gi, '<$1h2'), needs.baseUrl);
  if (!read.ok) return item.dropped.add(at, 'body_html', read.error.detail);
  for (const { at: place, what, why } of read.value.dropped) item.dropped.add(`${at} ${place}`, what, why);
  item.set('body', setPrivateApart(item, read.value.blocks, at), at);
}

/** Linked pictures and films, each an item; AP numbers them from 1. */
function readAssociations(item: WireItemBuilder, reading: JsonReading, needs: WireNeeds): void {
  for (const association of reading.objects('associations')) {
    const inner = association.object('data')?.object('item') ?? association.object('item') ?? association;
    item.add('associations', readItem(inner, undefined, needs), association.at);
  }
}
