import { isJsonObject, type Json } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { NewsType, PubStatus } from '#domain/item/item.ts';
import { words } from '../../words.ts';
import { createDroppedList } from '../../dropped-list.ts';
import { LooseJson, looseKeys, type PlacedJson } from './loose-json.ts';
import { asSignal, sayGravest } from '../../wire/status-words.ts';
import { createWireItem } from '../../wire/wire-item-builder.ts';
import type { WireItem, WireKind, WireNeeds, WireRead } from '../../wire/wire-item.ts';
import { wireTime } from '../../wire/wire-time.ts';
import { readItemUri } from '../item-uri.ts';
import { renameFromNinjs2 } from '../rename-ninjs-2.ts';
import { NINJS_VERSIONS } from '../ninjs-schema.ts';
import { validateNinjs } from '../validate-ninjs.ts';
import type { NinjsReading } from './ninjs-reading.ts';
import { readAgenda } from './read-agenda.ts';
import { readNinjsAbout } from './read-about.ts';
import { readNinjsBody } from './read-body.ts';
import { readNinjsEvent, readNinjsPlanning } from './read-event.ts';
import { readNinjsMedia } from './read-media.ts';
import { readNinjsLinks, readNinjsPeople } from './read-people.ts';
import { readNinjsNotes, readNinjsRights } from './read-rights-and-notes.ts';
import { readNinjsWords } from './read-words.ts';

/** Whether a value is a ninjs item, or a list or a page of them. */
export function isNinjs(value: Json): boolean {
  return itemsIn(value).some(({ value: one }) => isNinjsItem(one));
}

/** As `looseKeys` spells them. */
const TELLING: ReadonlySet<string> = new Set(
  words(
    'headline headlines bodytext bodyhtml bodyxhtml bodies pubstatus versioncreated firstcreated slugline ' +
      'descriptiontext descriptions renditions associations title eventdetails plannedcoverage type standard ednote by $schema digitalsourcetype urgency subjects language',
  ),
);

function isNinjsItem(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  const keys = looseKeys(value);
  if (!keys.includes('uri') && !keys.includes('guid')) return false;
  return new Set(keys).size === 1 || keys.some((key) => TELLING.has(key));
}

/** One item, a list, or an object around a list as Superdesk, Newshub and others answer with. */
function itemsIn(value: Json, at = ''): readonly PlacedJson[] {
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    return list.map((one, index) => ({ at: `${at}/${index}`, value: one }));
  }
  if (!isJsonObject(value) || isNinjsItem(value)) return [{ at, value }];
  for (const name of ['items', '_items', 'results', 'articles', 'news', 'data', 'item', 'ninjs', 'content']) {
    const inner = value[name];
    if (inner !== undefined && inner !== null && typeof inner === 'object')
      return itemsIn(inner, `${at}/${name}`);
  }
  return [{ at, value }];
}

/**
 * Reads ninjs 1.x, 2.x and 3.x and their mixtures: fields are found under the names of any version, one value may stand for a
 * list, ninjs 1's maps for lists. How the document differs from the version it declares is a warning, no refusal. `at` is a JSON pointer.
 */
export function parseNinjsWire(value: Json, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const dropped = createDroppedList();
  const items: WireItem[] = [];
  let firstRefusal: FormatRefusal = { code: 'document-without-items', at: '', detail: 'The list is empty.' };
  const found = itemsIn(value);
  for (const one of found) {
    const read = readOne(one, needs);
    if (read.ok) items.push(read.value);
    else {
      if (dropped.all().length === 0) firstRefusal = read.error;
      dropped.add(read.error.at, 'item', read.error.detail);
    }
  }
  if (items.length === 0) return refuse(firstRefusal);
  return accept({ items, dropped: dropped.all(), warnings: [] });
}

function readOne({ at, value }: PlacedJson, needs: WireNeeds): Result<WireItem, FormatRefusal> {
  if (!isJsonObject(value))
    return refuse({ code: 'ninjs-invalid', at, detail: 'Not valid ninjs: it is no object.' });
  const json = new LooseJson(value, at);
  const uri = json.text('uri', 'guid');
  if (uri === undefined)
    return refuse({ code: 'ninjs-invalid', at, detail: 'Not valid ninjs: no uri names the item.' });
  const read = readNinjsItem(json, needs);
  if (!read.ok) return read;
  const difference = differenceOf(value, json);
  return accept(
    difference === undefined
      ? read.value
      : {
          ...read.value,
          warnings: [
            ...read.value.warnings,
            { code: 'schema-differs', at: at + difference.at, detail: difference.detail },
          ],
        },
  );
}

/** How an item differs from the version of ninjs 2 or 3 that it declares; one that declares none is judged by nothing. */
function differenceOf(
  value: Json,
  json: LooseJson,
): { readonly at: string; readonly detail: string } | undefined {
  const standard = json.object('standard');
  const declared = `${standard?.text('version')?.value ?? ''} ${standard?.text('schema')?.value ?? ''}`;
  const version = NINJS_VERSIONS.find((one) => declared.includes(one));
  if (version === undefined) return undefined;
  const fault = validateNinjs(renameFromNinjs2(value), version);
  return fault && { at: fault.at, detail: `Not valid ninjs ${version}: ${fault.why}.` };
}

/** One object as an item; associations are read by it too. */
function readNinjsItem(json: LooseJson, needs: WireNeeds): Result<WireItem, FormatRefusal> {
  const item = createWireItem(json.at, kindOf(json));
  const reading: NinjsReading = { json, item, needs };
  readIdentity(reading);
  const version = json.text('version');
  item.set('version', version?.value.trim(), version?.at ?? json.at);
  item.set('type', typeOf(json), `${json.at}/type`);
  readStatus(reading);
  readTimes(reading);
  readNinjsWords(reading);
  readNinjsRights(reading);
  readNinjsNotes(reading);
  readNinjsPeople(reading);
  readNinjsLinks(reading);
  readNinjsAbout(reading);
  const body = readNinjsBody(reading);
  if (!body.ok) return body;
  readNinjsMedia(reading, readNinjsItem);
  readNinjsEvent(reading);
  readNinjsPlanning(reading);
  readAgenda(reading);
  for (const name of SILENT) json.value(name);
  for (const { name, at } of json.unread()) item.dropped.add(at, name, 'an item has no place for it');
  return accept(item.build());
}

/** Of two names of Superdesk's the public one; the other is one of the item as well. */
function readIdentity({ json, item }: NinjsReading): void {
  const uri = json.text('uri', 'guid');
  item.set('uri', readItemUri(uri?.value.trim() ?? ''), uri?.at ?? json.at);
  const guid = json.text('guid');
  if (guid !== undefined && guid.value.trim() !== uri?.value.trim())
    item.add('altIds', { scheme: 'guid', code: guid.value.trim() }, guid.at);
}

/** Members about the document itself, or that say again what others say. */
const SILENT =
  '$schema standard representationtype profile title mimetype charcount readtime _id _etag _links _created _updated'.split(
    ' ',
  );

function kindOf(json: LooseJson): WireKind {
  const type = json.text('type')?.value ?? '';
  if (type === 'event' || (json.has('eventdetails') && !json.has('bodies'))) return 'event';
  if (type === 'planning' || json.has('plannedcoverage', 'coverages')) return 'planning';
  if (type === 'component' || type === 'package') return 'package';
  return 'news';
}

/** A missing type is read off the content. */
function typeOf(json: LooseJson): NewsType | undefined {
  const written = json.text('type')?.value.toLowerCase();
  if (written === undefined)
    return json.has('renditions') && !json.has('bodies', 'body_html', 'body_text', 'body_xhtml')
      ? 'picture'
      : 'text';
  const hasText = json.has('bodies', 'body_html', 'body_text', 'body_xhtml', 'headline', 'headlines');
  return TYPES.get(written) ?? (kindOf(json) === 'news' && hasText ? 'text' : undefined);
}

const TYPES: ReadonlyMap<string, NewsType> = new Map([
  ['text', 'text'],
  ['article', 'text'],
  ['story', 'text'],
  ['preformatted', 'text'],
  ['picture', 'picture'],
  ['photo', 'picture'],
  ['image', 'picture'],
  ['graphic', 'graphic'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['composite', 'composite'],
]);

function readStatus(reading: NinjsReading): void {
  readPubStatus(reading);
  const { json, item } = reading;
  const signals = json.list('signal', 'signals', 'operation', 'instruction').flatMap(({ at, value }) => {
    const code = codeIn(value);
    return code === undefined ? [] : [{ code, at }];
  });
  // BBC and others send advisories as a type of their own.
  const type = json.text('type');
  if (type?.value.toLowerCase() === 'advisory') signals.push({ code: { code: 'advisory' }, at: type.at });
  for (const { code, at } of signals) item.add('signals', code, at);
  sayGravest(
    item,
    signals.map(({ code, at }) => ({ said: asSignal(code.code), at })),
  );
  for (const { at, value } of FORMER.flatMap((name) => json.list(name))) {
    const uri = codeIn(value)?.code;
    if (uri !== undefined) item.add('links', { rel: 'derivedFrom', uri, at }, at);
  }
  for (const { at, value } of json.list('replacing')) {
    const uri = codeIn(value)?.code;
    if (uri !== undefined) item.add('links', { rel: 'replaces', uri, at }, at);
  }
}

/** Members that name the story this one grew out of. */
const FORMER = ['evolvedfrom', 'rewrite_of', 'rewriteof'];

function readPubStatus({ json, item }: NinjsReading): void {
  const status = json.text('pubstatus', 'pub_status', 'status');
  if (status === undefined) {
    item.set('pubStatus', 'usable', json.at);
    return;
  }
  const known = STATUSES.get(status.value.trim().toLowerCase().split(':').at(-1) ?? '');
  item.set('pubStatus', known ?? 'usable', status.at);
  if (known === undefined)
    item.dropped.add(status.at, `status ${status.value}`, 'the status is none of IPTC; usable');
}

function codeIn(value: Json): { readonly code: string; readonly name?: string } | undefined {
  if (typeof value === 'string') return { code: value };
  if (!isJsonObject(value)) return undefined;
  const json = new LooseJson(value);
  const code = json.text('code', 'qcode', 'uri', 'literal', 'name');
  const name = json.text('name');
  return code && { code: code.value, ...(name === undefined ? {} : { name: name.value }) };
}

const STATUSES: ReadonlyMap<string, PubStatus> = new Map([
  ['usable', 'usable'],
  ['published', 'usable'],
  ['corrected', 'usable'],
  ['withheld', 'withheld'],
  ['hold', 'withheld'],
  ['canceled', 'canceled'],
  ['cancelled', 'canceled'],
  ['killed', 'canceled'],
  ['recalled', 'canceled'],
  ['unpublished', 'withheld'],
]);

function readTimes({ json, item }: NinjsReading): void {
  const time = (...names: readonly string[]) => {
    const found = json.text(...names);
    if (found === undefined) return { at: json.at };
    const value = wireTime(found.value);
    if (value === undefined) item.dropped.add(found.at, found.value, 'it is no time');
    return { at: found.at, value };
  };
  const dates = [
    ['versionCreated', time('versioncreated')],
    ['firstCreated', time('firstcreated')],
    ['contentCreated', time('contentcreated')],
    ['contentModified', time('contentmodified', 'updated')],
    ['published', time('firstpublished', 'published', 'publishedat')],
    ['expires', time('expires', 'expiry')],
  ] as const;
  for (const [name, { at, value }] of dates) item.date(name, value, at);
  const embargo = json.text('embargoeduntil', 'embargoed', 'embargo');
  const flag = json.value('embargoed', 'embargo');
  if (embargo !== undefined) item.embargo(embargo.value, embargo.at);
  else if (flag?.value === true) item.set('isEmbargoed', true, flag.at);
}
