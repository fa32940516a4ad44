import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { isJsonObject, type Json } from '#kernel/json.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { numberBlocks, toBlocks } from '../html/to-blocks.ts';
import { walkMarkup } from '../html/walk-markup.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { sayGravest, statusNamed, type StatusSaid } from '../wire/status-words.ts';
import { setPrivateApart } from '../wire/story-sections.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireInstruction, WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { XHTML_VIEW } from '../xml/xhtml-view.ts';
import { isElement } from '../xml/xml-element.ts';
import type { Dialect, DialectStructure, StructureField } from './dialect.ts';
import { branchesAt, findPath, type Found, type Tree } from './find-path.ts';

/** Whether a document is of a house's own making as a dialect describes it. */
export function hasStructure(tree: Tree, { structure }: Dialect): boolean {
  if (structure === undefined) return false;
  if (tree.kind === 'xml') return tree.element.name === structure.root || isItemAlone(tree, structure);
  const [first] = Array.isArray(tree.value) ? tree.value : [tree.value];
  return first !== undefined && isJsonObject(first) && structure.root in first;
}

/** A document that is one item, without the list around it. */
function isItemAlone(tree: Tree, { items = '' }: DialectStructure): boolean {
  return tree.kind === 'xml' && items.split('/').at(-1) === tree.element.name;
}

/** Reads a document that no format of ours describes, by the paths of a dialect. */
export function readStructure(
  tree: Tree,
  structure: DialectStructure,
  needs: WireNeeds,
): Result<WireRead, FormatRefusal> {
  const isWhole = structure.items === undefined || isItemAlone(tree, structure);
  const branches = isWhole ? wholesOf(tree) : branchesAt(tree, structure.items ?? '');
  if (branches.length === 0)
    return refuse({ code: 'document-without-items', at: '', detail: `Nothing is at ${structure.items}.` });
  const items: WireItem[] = [];
  for (const branch of branches) {
    const read = readBranch(branch, structure, needs);
    if (!read.ok) return read;
    items.push(read.value);
  }
  return accept({ items, dropped: [], warnings: [] });
}

/** The document itself; of a list of JSON each entry. */
function wholesOf(tree: Tree): readonly Tree[] {
  if (tree.kind === 'xml' || !Array.isArray(tree.value)) return [tree];
  const list: readonly Json[] = tree.value;
  return list.map((value, index) => ({ kind: 'json', value, at: `${tree.at}/${index}` }));
}

function readBranch(
  branch: Tree,
  { fields, flags = {}, subjectScheme }: DialectStructure,
  needs: WireNeeds,
): Result<WireItem, FormatRefusal> {
  const at = branch.kind === 'xml' ? branch.element.at : branch.at;
  const item = createWireItem(at);
  const found = (field: StructureField): readonly Found[] =>
    [fields[field] ?? []].flat().flatMap((path) => findPath(branch, path));
  readLines(item, found);
  readFlags(item, branch, flags);
  readStatus(item, found);
  readTimes(item, found);
  readLists(item, found, subjectScheme);
  readAddresses(item, found, needs);
  item.set('type', found('picture').length > 0 && found('body').length === 0 ? 'picture' : 'text', at);
  const body = readBody(item, found('body'), needs);
  if (!body.ok) return body;
  const place = found('body')[0]?.at ?? at;
  item.set('body', setPrivateApart(item, body.value, place), place);
  return accept(item.build());
}

type Finder = (field: StructureField) => readonly Found[];

const LINES = [
  'uri',
  'version',
  'language',
  'headline',
  'slugline',
  'byline',
  'dateline',
  'creditLine',
] as const;

function readLines(item: WireItemBuilder, found: Finder): void {
  for (const field of LINES)
    for (const { text, at } of found(field)) if (!item.has(field)) item.set(field, oneLine(text), at);
  for (const field of ['summary', 'copyrightNotice', 'usageTerms'] as const) {
    const texts = found(field);
    item.set(field, texts.map(({ text }) => severalLines(text)).join('\n'), texts[0]?.at ?? '');
  }
  for (const { text, at } of found('urgency')) {
    const urgency = /^[1-9]$/.test(text.trim()) ? Number(text) : undefined;
    item.set('urgency', urgency, at);
    if (urgency === undefined) item.set('priority', oneLine(text), at);
  }
}

function readFlags(item: WireItemBuilder, branch: Tree, flags: NonNullable<DialectStructure['flags']>): void {
  const set = Object.entries(flags).flatMap(([path, instruction]) =>
    findPath(branch, path).flatMap(({ text, at }) => (YES.test(text.trim()) ? [{ instruction, at }] : [])),
  );
  sayGravest(
    item,
    set.map(({ instruction, at }) => ({ said: { ...STATUS_OF[instruction], instruction }, at })),
  );
}

const STATUS_OF: { readonly [K in WireInstruction]?: StatusSaid } = {
  kill: { pubStatus: 'canceled' },
  withhold: { pubStatus: 'withheld' },
};
const YES = /^(?:true|1|yes|y)$/i;

/** A word of status may kill or withhold; usable where none does. A word of the house itself is a signal, for its dialect to say. */
function readStatus(item: WireItemBuilder, found: Finder): void {
  const told = [...found('status'), ...found('instruction')];
  sayGravest(
    item,
    told.map(({ text, at }) => ({ said: statusNamed(oneLine(text)), at })),
  );
  if (!item.has('pubStatus')) item.set('pubStatus', 'usable', '');
  for (const { text, at } of told) {
    const code = oneLine(text);
    if (code !== '' && statusNamed(code) === undefined) item.add('signals', { code }, at);
  }
}

function readTimes(item: WireItemBuilder, found: Finder): void {
  for (const field of ['versionCreated', 'firstCreated', 'embargo'] as const)
    for (const { text, at } of field === 'embargo' ? found(field) : found(field).slice(0, 1)) {
      const time = wireTime(text);
      if (field === 'embargo') item.embargo(text, at);
      if (time === undefined) item.dropped.add(at, text, 'it is no time');
      else if (field !== 'embargo') item.date(field, time, at);
    }
}

type Line = { readonly text: string; readonly whole: string; readonly at: string };

function linesAt(found: Finder, field: StructureField): readonly Line[] {
  return found(field).flatMap(({ text, at }) =>
    text.trim() === '' ? [] : [{ text: oneLine(text), whole: severalLines(text), at }],
  );
}

function readLists(item: WireItemBuilder, found: Finder, scheme: string | undefined): void {
  for (const { text, at } of linesAt(found, 'keywords'))
    for (const word of text.split(/[;,]/)) if (word.trim() !== '') item.add('keywords', word.trim(), at);
  for (const { text, at } of linesAt(found, 'subjects'))
    item.add('subjects', scheme === undefined ? { code: text, name: text } : { scheme, code: text }, at);
  for (const { text, at } of linesAt(found, 'places'))
    item.add('places', { name: text, role: 'subject' }, at);
  for (const { whole, at } of linesAt(found, 'note'))
    item.add('edNotes', { text: whole, audience: 'partner', at }, at);
  for (const { whole, at } of linesAt(found, 'privateNote'))
    item.add('edNotes', { text: whole, audience: 'private', at }, at);
  for (const { text, at } of linesAt(found, 'contact'))
    item.add('private', { kind: 'contact', text, at }, at);
  const [caption] = linesAt(found, 'caption');
  if (caption !== undefined && !item.has('summary')) item.set('summary', caption.whole, caption.at);
}

function readAddresses(item: WireItemBuilder, found: Finder, needs: WireNeeds): void {
  for (const { text, at } of linesAt(found, 'picture')) {
    const href = webUrl(text, needs.baseUrl);
    if (href === undefined) item.dropped.add(at, `picture ${text}`, 'it is no web address');
    else item.add('renditions', { role: 'main', href, at }, at);
  }
  for (const { text, at } of linesAt(found, 'link')) {
    const href = webUrl(text, needs.baseUrl);
    if (href !== undefined) item.add('links', { rel: 'canonical', href, at }, at);
  }
}

function readBody(
  item: WireItemBuilder,
  parts: readonly Found[],
  { baseUrl }: WireNeeds,
): Result<WireItem['body'], FormatRefusal> {
  const { dropped } = item;
  const blocks: WireItem['body'][number][] = [];
  for (const { text, element, at } of parts) {
    if (element?.children.some(isElement) === true)
      blocks.push(...numberBlocks(walkMarkup(element.children, XHTML_VIEW, { dropped, baseUrl })));
    else if (/<\/?[a-z][^>]*>/i.test(text)) {
      const read = toBlocks(text, baseUrl);
      if (!read.ok) return refuse({ ...read.error, at });
      for (const one of read.value.dropped) dropped.add(`${at} ${one.at}`, one.what, one.why);
      blocks.push(...read.value.blocks);
    } else blocks.push(...textToBlocks(text));
  }
  return accept(blocks.map((block, index) => ({ ...block, id: `b${index + 1}` })));
}
