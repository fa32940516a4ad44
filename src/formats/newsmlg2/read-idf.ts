import { oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import { wireTime } from '../wire/wire-time.ts';
import { attributeOf, childNamed, childrenNamed, findNamed, lineOf } from '../xml/xml-lookup.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';

type Node = XmlElement | string;

/** What Infomaker adds to the metadata: related stories, how to reach who wrote it, and from when to when it may be shown. */
export function readInfomakerMeta({ reading, item }: G2Source, itemMeta: XmlElement | undefined): void {
  for (const list of reading.all(itemMeta, 'links', NEWSML))
    for (const link of reading.all(list, 'link', NEWSML)) {
      reading.take(link);
      const rel = attributeOf(link, 'rel') ?? '';
      const uri = attributeOf(link, 'uri') ?? attributeOf(link, 'uuid');
      const mail = lineOf(findNamed(link, 'email'));
      if (mail !== undefined) item.add('private', { kind: 'contact', text: mail, at: link.at }, link.at);
      if (rel === 'article' && uri !== undefined) {
        const title = attributeOf(link, 'title');
        item.add('links', { rel, uri, ...onlyGiven({ title }), at: link.at }, link.at);
      }
    }
  for (const property of reading.all(itemMeta, 'itemMetaExtProperty')) {
    const field = DATES.get(attributeOf(property, 'type') ?? '');
    if (field !== undefined) item.date(field, wireTime(attributeOf(property, 'value')), property.at);
    else item.dropped.add(property.at, told(property), 'an item has no place for it');
  }
}

const NEWSML = 'http://www.infomaker.se/newsml/1.0';
const DATES: ReadonlyMap<string, 'published' | 'expires'> = new Map([
  ['imext:pubstart', 'published'],
  ['imext:pubstop', 'expires'],
]);

function told(property: XmlElement): string {
  return oneLine(`${attributeOf(property, 'type') ?? ''} ${attributeOf(property, 'value') ?? ''}`);
}

/** Is the element the text of a story in Infomaker's format (`idf`)? */
export function isIdf(element: XmlElement): boolean {
  return element.name === 'idf';
}

/** The same text in the names of XHTML; its pictures become associations, and what else stands between paragraphs is told as dropped. */
export function xhtmlOfIdf(item: WireItemBuilder, idf: XmlElement): readonly Node[] {
  return idf.children.filter(isElement).flatMap((child): readonly Node[] => {
    if (child.name === 'group') return xhtmlOfIdf(item, child);
    if (child.name === 'object') readObject(item, child);
    return child.name === 'element' ? [paragraphOf(child)] : [];
  });
}

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^headline/, 'h1'],
  [/headline|subhead/, 'h2'],
  [/quote/, 'blockquote'],
  [/^ordered-list/, 'ol'],
  [/list/, 'ul'],
];

function paragraphOf(element: XmlElement): XmlElement {
  const type = attributeOf(element, 'type') ?? '';
  const name = NAMES.find(([pattern]) => pattern.test(type))?.[1] ?? 'p';
  const isList = name === 'ol' || name === 'ul';
  const children = isList
    ? childrenNamed(element, 'list-item').map((one) => ({ ...one, name: 'li' }))
    : element.children;
  return { ...element, name, children, attributes: new Map() };
}

function readObject(item: WireItemBuilder, object: XmlElement): void {
  const { at } = object;
  const type = attributeOf(object, 'type') ?? '';
  const self = childrenNamed(childNamed(object, 'links'), 'link').find(
    (link) => attributeOf(link, 'rel') === 'self',
  );
  const uri = attributeOf(self, 'uri') ?? attributeOf(object, 'uri') ?? attributeOf(object, 'uuid');
  if (!type.endsWith('/image') || uri === undefined)
    return item.dropped.add(at, `object ${type}`, 'an item has no place for it');
  const data = childNamed(self, 'data') ?? childNamed(object, 'data');
  const number = (name: string) => Number(lineOf(childNamed(data, name))) || undefined;
  const picture = createWireItem(at);
  picture.set('type', 'picture', at);
  picture.set('uri', uri, at);
  picture.set('summary', oneLine(lineOf(findNamed(data, 'text')) ?? ''), at);
  const size = onlyGiven({ width: number('width'), height: number('height') });
  picture.add('renditions', { role: 'main', residRef: uri, ...size, at }, at);
  item.add('associations', picture.build(), at);
}
