import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { isJsonObject, type Json } from '#kernel/json.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { numberBlocks, toBlocks } from '../html/to-blocks.ts';
import { walkMarkup } from '../html/walk-markup.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { sayGravest, statusNamed, type StatusSaid } from '../wire/status-words.ts';
import { onlyGiven } from '../only-given.ts';
import { setPrivateApart } from '../wire/story-sections.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireCode, WireInstruction, WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { XHTML_VIEW } from '../xml/xhtml-view.ts';
import { isElement } from '../xml/xml-element.ts';
import type { Dialect, DialectStructure } from './dialect.ts';
import { branchesAt, findPath, placeOf, type Found, type Tree } from './find-path.ts';
import { readEvent, plainTime } from './structure-times.ts';
import { finderIn, linesAt, type Finder } from './structure-finder.ts';
import { readTerms } from './structure-terms.ts';
import { readMedia, typeOf } from './structure-media.ts';
import { listUnread } from './structure-unread.ts';

/** Whether a document is of a house's own making as a dialect describes it. */
export function hasStructure(tree: Tree, { structure }: Dialect): boolean {
  if (structure === undefined || !hasRoot(tree, structure)) return false;
  const { has } = structure;
  return has === undefined || itemsIn(tree, structure).some((branch) => findPath(branch, has).length > 0);
}

function hasRoot(tree: Tree, structure: DialectStructure): boolean {
  if (isItemAlone(tree, structure)) return true;
  if (tree.kind === 'xml') return tree.element.name === structure.root;
  const [first] = Array.isArray(tree.value) ? tree.value : [tree.value];
  return first !== undefined && isJsonObject(first) && structure.root in first;
}

function itemsIn(tree: Tree, structure: DialectStructure): readonly Tree[] {
  const isWhole = structure.items === undefined || isItemAlone(tree, structure);
  return isWhole ? wholesOf(tree) : branchesAt(tree, structure.items ?? '');
}

/** A document that is one item, without the list around it: of JSON, one that has what tells the items from others. */
function isItemAlone(tree: Tree, { items = '', has, root }: DialectStructure): boolean {
  if (tree.kind === 'xml') return items.split('/').at(-1) === tree.element.name;
  const isList = isJsonObject(tree.value) && root in tree.value;
  return items !== '' && has !== undefined && !isList && findPath(tree, has).length > 0;
}

/** Reads a document that no format of ours describes, by the paths of a dialect. */
export function readStructure(
  tree: Tree,
  structure: DialectStructure,
  needs: WireNeeds,
): Result<WireRead, FormatRefusal> {
  const branches = itemsIn(tree, structure);
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
  structure: DialectStructure,
  needs: WireNeeds,
): Result<WireItem, FormatRefusal> {
  const { flags = {}, datesBegin } = structure;
  const at = placeOf(branch);
  const found = finderIn(branch, structure);
  const isEvent = linesAt(found, 'start').length > 0;
  const item = createWireItem(at, isEvent ? 'event' : 'news');
  readLines(item, found);
  readLanguage(item, found, structure);
  readFlags(item, branch, flags);
  readStatus(item, found);
  readTimes(item, found, datesBegin);
  readEvent(item, found, datesBegin);
  readLists(item, found, structure);
  if (!isEvent) item.set('type', typeOf(branch, structure, found), at);
  readMedia(item, { branch, structure, needs, found });
  readAddresses(item, found, needs);
  const body = readBody(item, found('body'), needs);
  if (!body.ok) return body;
  const place = found('body')[0]?.at ?? at;
  item.set('body', setPrivateApart(item, body.value, place), place);
  listUnread(item.dropped, branch, structure);
  return accept(item.build());
}

const LINES = ['uri', 'version', 'headline', 'slugline', 'byline', 'dateline', 'creditLine'] as const;

function readLines(item: WireItemBuilder, found: Finder): void {
  for (const field of LINES) for (const { text, at } of found(field)) item.set(field, oneLine(text), at);
  for (const { text, at } of linesAt(found, 'provider'))
    if (!item.has('provider')) item.set('provider', { code: text }, at);
  for (const field of ['summary', 'copyrightNotice'] as const) {
    const texts = found(field);
    item.set(field, texts.flatMap(({ text }) => severalLines(text) || []).join('\n'), texts[0]?.at ?? '');
  }
  readTerms(item, found);
  for (const { text, at } of found('urgency')) {
    const urgency = /^[1-9]$/.test(text.trim()) ? Number(text) : undefined;
    item.set('urgency', urgency, at);
    if (urgency === undefined) item.set('priority', oneLine(text), at);
  }
}

function readLanguage(item: WireItemBuilder, found: Finder, { languages = {} }: DialectStructure): void {
  for (const { text, at } of linesAt(found, 'language')) item.set('language', languages[text] ?? text, at);
}

function readFlags(item: WireItemBuilder, branch: Tree, flags: NonNullable<DialectStructure['flags']>): void {
  const set = Object.entries(flags).flatMap(([path, instruction]) =>
    readFlag(branch, path).map((at) => ({ instruction, at })),
  );
  sayGravest(
    item,
    set.map(({ instruction, at }) => ({ said: { ...STATUS_OF[instruction], instruction }, at })),
  );
}

/** Stands for whatever is said there. */
const ANY = '*';

/** Where a flag says yes: `path`, or `path=word`. */
function readFlag(branch: Tree, flag: string): readonly string[] {
  const [, path = flag, word = ''] = /^(.*[^\]])=([^=\]]+)$/.exec(flag) ?? [];
  const isYes = (text: string) =>
    word === ''
      ? YES.test(text.trim())
      : word === ANY
        ? text.trim() !== ''
        : text.trim().toLowerCase() === word.toLowerCase();
  return findPath(branch, path).flatMap(({ text, at }) => (isYes(text) ? [at] : []));
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

function readTimes(item: WireItemBuilder, found: Finder, begin: DialectStructure['datesBegin']): void {
  for (const field of ['versionCreated', 'firstCreated', 'expires', 'embargo'] as const)
    for (const { text, at } of linesAt(found, field).slice(0, field === 'embargo' ? undefined : 1)) {
      const written = plainTime(text, begin);
      const time = wireTime(written);
      if (field === 'embargo') item.embargo(written, at);
      if (time === undefined) item.dropped.add(at, text, 'it is no time');
      else if (field !== 'embargo') item.date(field, time, at);
    }
}

function readLists(item: WireItemBuilder, found: Finder, structure: DialectStructure): void {
  for (const { text, at } of linesAt(found, 'keywords'))
    for (const word of text.split(/[;,]/)) if (word.trim() !== '') item.add('keywords', word.trim(), at);
  readSubjects(item, found, structure);
  for (const { text, at } of linesAt(found, 'places'))
    item.add('places', { name: text, role: 'subject' }, at);
  for (const { whole, at } of linesAt(found, 'note'))
    item.add('edNotes', { text: whole, audience: 'partner', at }, at);
  for (const { whole, at } of linesAt(found, 'privateNote'))
    item.add('edNotes', { text: whole, audience: 'private', at }, at);
  for (const kind of ['contact', 'position'] as const)
    for (const { text, at } of linesAt(found, kind)) item.add('private', { kind, text, at }, at);
  const [caption] = linesAt(found, 'caption');
  if (caption !== undefined && !item.has('summary')) item.set('summary', caption.whole, caption.at);
}

const ALIASED = /^([A-Za-z]\w*):(\S+)$/;

/** What stands at the path is code and name, but for what paths lead on to. A code may have the alias of its vocabulary before it. */
function readSubjects(item: WireItemBuilder, found: Finder, structure: DialectStructure): void {
  for (const one of found('subjects')) {
    const lineAt = (path: string | undefined) =>
      path === undefined || one.tree === undefined ? '' : oneLine(findPath(one.tree, path)[0]?.text ?? '');
    const name = lineAt(structure.subjectName) || oneLine(one.text);
    const written = structure.subjectCode === undefined ? name : lineAt(structure.subjectCode);
    const told = codeOf(written, structure.subjectScheme) ?? { code: name };
    const isNamed = name !== '' && (name !== told.code || told.scheme === undefined);
    if (told.code !== '') item.add('subjects', { ...told, ...(isNamed ? { name } : {}) }, one.at);
  }
}

function codeOf(written: string, scheme: string | undefined): WireCode | undefined {
  if (written === '') return undefined;
  const [, alias = '', code = ''] = scheme === undefined ? (ALIASED.exec(written) ?? []) : [];
  if (code !== '') return { scheme: alias, code };
  return { ...onlyGiven({ scheme }), code: written };
}

function readAddresses(item: WireItemBuilder, found: Finder, needs: WireNeeds): void {
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
