import type { DroppedList } from '../dropped-list.ts';
import { ADDRESS } from '../wire/contact-lines.ts';
import { isElement, textOf, type XmlElement } from './xml-element.ts';

/**
 * Looks into a tree and remembers where it looked, so that in the end everything nobody asked for can be listed as dropped.
 * Asking for an element opens it; asking for its text, or taking it whole, settles everything inside.
 */
export class XmlReading {
  readonly #opened = new Set<XmlElement>();
  readonly #settled = new Set<XmlElement>();

  /** The children of that name in a namespace, in order, all of them opened. */
  all(parent: XmlElement | undefined, name: string, ns = parent?.ns): readonly XmlElement[] {
    const found: XmlElement[] = [];
    for (const child of parent?.children ?? [])
      if (isElement(child) && child.name === name && child.ns === ns) {
        this.#opened.add(child);
        found.push(child);
      }
    return found;
  }

  /** The first such child. Others stay unopened, and so are listed. */
  first(parent: XmlElement | undefined, name: string, ns = parent?.ns): XmlElement | undefined {
    for (const child of parent?.children ?? [])
      if (isElement(child) && child.name === name && child.ns === ns) {
        this.#opened.add(child);
        return child;
      }
    return undefined;
  }

  /** The text inside an element, which is settled by it. */
  text(element: XmlElement | undefined): string | undefined {
    if (element === undefined) return undefined;
    this.take(element);
    return textOf(element);
  }

  /** Settles an element with everything in it. */
  take(element: XmlElement): XmlElement {
    this.#opened.add(element);
    this.#settled.add(element);
    return element;
  }

  /** Lists what was never opened below an element, outermost elements only; names in `silent` are left out. */
  listUnread(root: XmlElement, dropped: DroppedList, silent: ReadonlySet<string>): void {
    for (const child of root.children) {
      if (!isElement(child) || this.#settled.has(child) || silent.has(child.name)) continue;
      if (this.#opened.has(child)) this.listUnread(child, dropped, silent);
      else dropped.add(child.at, describe(child), 'an item has no place for it');
    }
  }
}

/**
 * The element's name with what tells it from its like: a code, a role, or the beginning of its text. How to reach somebody is left out: this
 * is shown to whoever may see what was dropped.
 */
export function describe(element: XmlElement): string {
  const told = ['qcode', 'uri', 'literal', 'role', 'rel', 'href']
    .map((name) => element.attributes.get(name))
    .find((value) => value !== undefined);
  if (told === undefined && element.children.some(isElement) && ADDRESS.test(textOf(element)))
    return element.name;
  const text = told ?? textOf(element).trim().slice(0, 60).toWellFormed();
  return text === '' || ADDRESS.test(text) ? element.name : `${element.name} ${text}`;
}
