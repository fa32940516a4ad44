import { isJsonObject, type Json } from '#kernel/json.ts';
import type { DroppedList } from '../dropped-list.ts';
import { oneLine } from '../item-text.ts';
import { escapedStep } from '../json/read-strict-json.ts';
import { ADDRESS } from '../wire/contact-lines.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import type { DialectBranch, DialectStructure } from './dialect.ts';
import { branchesAt, findPath, scalarText, type Tree } from './find-path.ts';

/** What no path of a dialect leads to, though it says something: codes by their value too, all else by its name alone. */
export function listUnread(dropped: DroppedList, branch: Tree, structure: DialectStructure): void {
  const { flags = {}, media, has } = structure;
  const paths = [
    ...pathsOf(structure),
    ...Object.keys(flags).map(pathOfFlag),
    ...(has === undefined ? [] : [has]),
  ];
  const pictures = media === undefined ? [] : branchesAt(branch, media.items);
  const read = new Set([
    ...keysAt(branch, paths),
    ...pictures.flatMap((one) => keysAt(one, media === undefined ? [] : pathsOf(media))),
  ]);
  if (branch.kind === 'xml') listElements(dropped, branch.element, read);
  else listMembers(dropped, branch, read);
}

function pathsOf({ fields, renditions = [] }: DialectBranch): readonly string[] {
  return [...Object.values(fields).flat(), ...renditions.map(({ at }) => at)];
}

/** `path`, or `path=word`. */
function pathOfFlag(flag: string): string {
  return /^(.*[^\]])=[^=\]]+$/.exec(flag)?.[1] ?? flag;
}

/** An element itself, or the place of a member. */
type Key = XmlElement | string;

function keysAt(branch: Tree, paths: readonly string[]): readonly Key[] {
  return paths.flatMap((path) => findPath(branch, path).map(({ at, element }) => element ?? at));
}

function listElements(dropped: DroppedList, element: XmlElement, read: ReadonlySet<Key>): void {
  for (const child of element.children.filter(isElement)) {
    if (read.has(child)) continue;
    const own = oneLine(child.children.filter((one) => typeof one === 'string').join(' '));
    if (own !== '') dropped.add(child.at, said(child.name, own), WHY);
    listElements(dropped, child, read);
  }
}

type Member = { readonly value: Json; readonly at: string };

function listMembers(dropped: DroppedList, { value, at }: Member, read: ReadonlySet<Key>): void {
  if (read.has(at)) return;
  const inner: readonly (readonly [string, Json])[] = Array.isArray(value)
    ? value.map((one: Json, index) => [String(index), one] as const)
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  for (const [name, one] of inner)
    listMembers(dropped, { value: one, at: `${at}/${escapedStep(name)}` }, read);
  const text = inner.length > 0 || value === false ? '' : oneLine(scalarText(value) ?? '');
  if (text !== '') dropped.add(at, said(nameIn(at), text), WHY);
}

/** The last name in a pointer that is no number. */
function nameIn(at: string): string {
  return at.split('/').findLast((step) => step !== '' && !/^\d+$/.test(step)) ?? '';
}

/** Words may be for the desk alone, as long as no path says what they are; a code is not. */
function said(name: string, text: string): string {
  const isCode = text.length <= 60 && !/\s/.test(text);
  return isCode && !OF_PEOPLE.test(name) && !ADDRESS.test(text) ? `${name} ${text}`.trim() : name;
}

const OF_PEOPLE =
  /mail|phone|mobile|tel$|contact|user|login|author|creator|editor|writer|person|name$|^lat|^lon|position|coord/i;
const WHY = 'an item has no place for it';
