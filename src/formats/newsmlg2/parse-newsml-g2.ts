import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { oneLine } from '../item-text.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { NAR } from './g2-source.ts';
import { readAnyItem } from './read-any-item.ts';
import { createDroppedList } from '../dropped-list.ts';

/** Root elements of NewsML-G2; a message has any of the others inside. */
const ROOTS: ReadonlySet<string> = new Set([
  'newsMessage',
  'newsItem',
  'packageItem',
  'conceptItem',
  'knowledgeItem',
  'planningItem',
  'catalogItem',
]);

/** Whether an element begins a NewsML-G2 document; some wires leave its namespace out. */
export function isNewsmlG2(root: XmlElement): boolean {
  return root.ns === NAR || (root.ns === '' && ROOTS.has(root.name));
}

/**
 * Reads a NewsML-G2 2.x document: one item of any class, or a message with many. A picture in the message that a text links to, or
 * shares a package group with, also becomes an association of the text. `at` is `line:column`.
 */
export function parseNewsmlG2(root: XmlElement, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const { elements, catalogs, sender } = partsOf(root);
  const dropped = createDroppedList();
  const items: WireItem[] = [];
  let firstRefusal: FormatRefusal | undefined;
  for (const element of elements) {
    if (element.name === 'catalogItem' || !ROOTS.has(element.name)) {
      dropped.add(element.at, element.name, 'it is no item that is read');
      continue;
    }
    const read = readAnyItem(element, needs, catalogs);
    if (read.ok) items.push(...read.value);
    else {
      firstRefusal ??= read.error;
      dropped.add(
        read.error.at,
        `${element.name} ${element.attributes.get('guid') ?? ''}`,
        read.error.detail,
      );
    }
  }
  if (items.length === 0) return refuse(firstRefusal ?? withoutItems(root));
  return accept({
    items: associate(items),
    ...(sender === '' ? {} : { provider: { code: sender } }),
    dropped: dropped.all(),
    warnings: [],
  });
}

function partsOf(root: XmlElement) {
  const isMessage = root.name === 'newsMessage';
  const [header] = isMessage ? childrenOf(root, 'header') : [];
  const [sender] = header === undefined ? [] : childrenOf(header, 'sender');
  return {
    elements: isMessage
      ? childrenOf(root, 'itemSet').flatMap((set) => set.children.filter(isElement))
      : [root],
    catalogs: header === undefined ? [] : childrenOf(header, 'catalog'),
    sender: sender === undefined ? '' : oneLine(textOf(sender) || (sender.attributes.get('literal') ?? '')),
  };
}

function withoutItems(root: XmlElement): FormatRefusal {
  const code = root.name === 'newsMessage' ? 'document-without-items' : 'document-kind-unsupported';
  const detail =
    root.name === 'newsMessage' ? 'The message holds no item.' : `A ${root.name} is no item that is read.`;
  return { code, at: root.at, detail };
}

/** Texts get the pictures, films and sounds of the same message that belong to them. */
function associate(items: readonly WireItem[]): readonly WireItem[] {
  const groups = items
    .filter(({ kind }) => kind === 'package')
    .flatMap((one) => one.groups ?? [])
    .map((group) => group.items.flatMap(({ uri }) => uri ?? []));
  const news = items.filter(({ kind }) => kind === 'news');
  const byUri = new Map(news.map((item) => [item.uri, item]));
  const texts = new Set(news.filter(({ type }) => type === 'text').map(({ uri }) => uri));
  return items.map((item) => {
    if (item.kind !== 'news' || item.type !== 'text') return item;
    // A group with several texts does not say which of them a picture belongs to.
    const shared = groups.filter(
      (group) => group.includes(item.uri) && group.filter((uri) => texts.has(uri)).length === 1,
    );
    const linked = item.links.filter(({ rel }) => BELONGS.test(rel)).flatMap(({ uri }) => uri ?? []);
    const associations = [...new Set([...linked, ...shared.flat()])].flatMap((uri) => {
      const other = byUri.get(uri);
      return other === undefined || other.type === 'text' ? [] : [other];
    });
    return associations.length === 0 ? item : { ...item, associations };
  });
}

const BELONGS = /associatedWith|seeAlso|isIllustratedBy|illustratedBy|depends/i;

function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter(isElement).filter((child) => child.name === name && child.ns === element.ns);
}
