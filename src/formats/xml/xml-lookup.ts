import type { DroppedList } from '../dropped-list.ts';
import { oneLine } from '../item-text.ts';
import { isElement, textOf, type XmlElement } from './xml-element.ts';
import { describe } from './xml-reading.ts';

/** The child elements of that local name, in whatever namespace: wires write the same standard with and without one. */
export function childrenNamed(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return (parent?.children ?? [])
    .filter((child) => isElement(child) && child.name === name)
    .filter(isElement);
}

/** The first child element of that local name. Of many children an index is kept, since readers ask an element often. */
export function childNamed(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  if (parent === undefined) return undefined;
  if (parent.children.length > FEW) return firstsOf(parent).get(name);
  return parent.children.filter(isElement).find((child) => child.name === name);
}

const FEW = 24;
const firsts = new WeakMap<XmlElement, ReadonlyMap<string, XmlElement>>();

function firstsOf(parent: XmlElement): ReadonlyMap<string, XmlElement> {
  const known = firsts.get(parent);
  if (known !== undefined) return known;
  const index = new Map(
    parent.children
      .filter(isElement)
      .toReversed()
      .map((child) => [child.name, child] as const),
  );
  firsts.set(parent, index);
  return index;
}

/** The first element of that local name anywhere below, depth first. */
export function findNamed(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const child of parent?.children ?? []) {
    if (!isElement(child)) continue;
    const found = child.name === name ? child : findNamed(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All elements of that local name below, outermost only, in document order. */
export function allNamed(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return (parent?.children ?? [])
    .filter(isElement)
    .flatMap((child) => (child.name === name ? [child] : allNamed(child, name)));
}

/** An attribute as one line; undefined when it is absent or blank. */
export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  const text = oneLine(element?.attributes.get(name) ?? '');
  return text === '' ? undefined : text;
}

/** The text inside as one line; undefined when there is none. */
export function lineOf(element: XmlElement | undefined): string | undefined {
  const text = element === undefined ? '' : oneLine(textOf(element));
  return text === '' ? undefined : text;
}

/** Lists the children that a reader does not know as dropped; those that hold nothing are passed over. */
export function listOthers(
  parent: XmlElement | undefined,
  known: ReadonlySet<string>,
  dropped: DroppedList,
): void {
  for (const child of parent?.children ?? [])
    if (isElement(child) && !known.has(child.name) && !isHollow(child))
      dropped.add(child.at, describe(child), 'an item has no place for it');
}

function isHollow(element: XmlElement): boolean {
  return (
    element.attributes.size === 0 &&
    element.children.every((child) => (isElement(child) ? isHollow(child) : child.trim() === ''))
  );
}
