import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { isJsonObject } from '#kernel/json.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { numberBlocks, toBlocks } from '../html/to-blocks.ts';
import { walkMarkup } from '../html/walk-markup.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { statusNamed } from '../wire/status-words.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { XHTML_VIEW } from '../xml/xhtml-view.ts';
import { isElement } from '../xml/xml-element.ts';
import type { Dialect, DialectStructure, StructureField } from './dialect.ts';
import { branchesAt, findPath, type Found, type Tree } from './find-path.ts';

/** Whether a document is of a house's own making as a dialect describes it. */
export function hasStructure(tree: Tree, { structure }: Dialect): boolean {
  if (structure === undefined) return false;
  if (tree.kind === 'xml') return tree.element.name === structure.root;
  const [first] = Array.isArray(tree.value) ? tree.value : [tree.value];
  return first !== undefined && isJsonObject(first) && structure.root in first;
}

/** Reads a document that no format of ours describes, by the paths of a dialect. */
export function readStructure(
  tree: Tree,
  structure: DialectStructure,
  needs: WireNeeds,
): Result<WireRead, FormatRefusal> {
  const branches = structure.items === undefined ? [tree] : branchesAt(tree, structure.items);
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

function readBranch(
  branch: Tree,
  { fields }: DialectStructure,
  needs: WireNeeds,
): Result<WireItem, FormatRefusal> {
  const at = branch.kind === 'xml' ? branch.element.at : branch.at;
  const item = createWireItem(at);
  const found = (field: StructureField): readonly Found[] =>
    [fields[field] ?? []].flat().flatMap((path) => findPath(branch, path));
  readLines(item, found);
  readTimes(item, found);
  readLists(item, found, needs);
  item.set('type', found('picture').length > 0 && found('body').length === 0 ? 'picture' : 'text', at);
  const body = readBody(item, found('body'), needs);
  if (!body.ok) return body;
  item.set('body', body.value, found('body')[0]?.at ?? at);
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
    const urgency = Number(text.trim());
    if (Number.isInteger(urgency) && urgency >= 1 && urgency <= 9) item.set('urgency', urgency, at);
    else item.set('priority', oneLine(text), at);
  }
  for (const { text, at } of [...found('status'), ...found('instruction')]) {
    const asked = statusNamed(oneLine(text))?.instruction;
    item.set('instruction', asked, at);
    if (asked === 'kill') item.set('pubStatus', 'canceled', at);
    if (asked === 'withhold') item.set('pubStatus', 'withheld', at);
  }
  if (!item.has('pubStatus')) item.set('pubStatus', 'usable', '');
}

function readTimes(item: WireItemBuilder, found: Finder): void {
  for (const field of ['versionCreated', 'firstCreated', 'embargo'] as const)
    for (const { text, at } of found(field)) {
      const time = wireTime(text);
      if (time === undefined) item.dropped.add(at, text, 'it is no time');
      else if (field === 'embargo') item.set('embargo', time, at);
      else item.date(field, time, at);
    }
}

function readLists(item: WireItemBuilder, found: Finder, needs: WireNeeds): void {
  for (const { text, at } of found('keywords'))
    if (text.trim() !== '') item.add('keywords', oneLine(text), at);
  for (const { text, at } of found('subjects'))
    if (text.trim() !== '') item.add('subjects', { code: oneLine(text), name: oneLine(text) }, at);
  for (const { text, at } of found('places'))
    if (text.trim() !== '') item.add('places', { name: oneLine(text), role: 'subject' }, at);
  for (const [field, audience] of [
    ['note', 'partner'],
    ['privateNote', 'private'],
  ] as const)
    for (const { text, at } of found(field))
      if (text.trim() !== '') item.add('edNotes', { text: severalLines(text), audience, at }, at);
  for (const { text, at } of found('picture')) {
    const href = webUrl(text.trim(), needs.baseUrl);
    if (href === undefined) item.dropped.add(at, `picture ${text}`, 'it is no web address');
    else item.add('renditions', { role: 'main', href, at }, at);
  }
  for (const { text, at } of found('link')) {
    const href = webUrl(text.trim(), needs.baseUrl);
    if (href !== undefined) item.add('links', { rel: 'canonical', href, at }, at);
  }
  for (const { text, at } of found('caption'))
    if (!item.has('summary')) item.set('summary', severalLines(text), at);
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
