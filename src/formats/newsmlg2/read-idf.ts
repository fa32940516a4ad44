import { webUrl } from '../html/web-url.ts';
import { oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import { wireTime } from '../wire/wire-time.ts';
import { attributeOf, childNamed, childrenNamed, findNamed, lineOf } from '../xml/xml-lookup.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';

type Node = XmlElement | string;

/** What Infomaker adds to the metadata: related stories, how to reach who wrote it, and from when to when it may be shown. */
export function readInfomakerMeta(source: G2Source, itemMeta: XmlElement | undefined): void {
  const { reading, item } = source;
  const properties = reading.all(itemMeta, 'itemMetaExtProperty');
  const isPicture = item.get('type') === 'picture';
  if (isPicture) readPicture(source, properties);
  for (const list of reading.all(itemMeta, 'links', NEWSML))
    for (const link of reading.all(list, 'link', NEWSML)) readLink(item, reading.take(link), isPicture);
  for (const property of properties) {
    const type = attributeOf(property, 'type') ?? '';
    const field = DATES.get(type);
    if (field !== undefined) item.date(field, wireTime(attributeOf(property, 'value')), property.at);
    else if (!isPicture || !ADDRESSES.has(type))
      item.dropped.add(property.at, told(property), 'an item has no place for it');
  }
}

function readLink(item: WireItemBuilder, link: XmlElement, isOfPicture: boolean): void {
  const rel = attributeOf(link, 'rel') ?? '';
  const uri = attributeOf(link, 'uri') ?? attributeOf(link, 'uuid');
  const mail = lineOf(findNamed(link, 'email'));
  const title = attributeOf(link, 'title');
  if (mail !== undefined) item.add('private', { kind: 'contact', text: mail, at: link.at }, link.at);
  if (isOfPicture && rel === 'author') item.set('byline', title, link.at);
  if (rel === 'article' && uri !== undefined)
    item.add('links', { rel, uri, ...onlyGiven({ title }), at: link.at }, link.at);
}

const NEWSML = 'http://www.infomaker.se/newsml/1.0';
const DATES: ReadonlyMap<string, 'published' | 'expires'> = new Map([
  ['imext:pubstart', 'published'],
  ['imext:pubstop', 'expires'],
]);

const ADDRESSES: ReadonlySet<string> = new Set(['imext:url', 'imext:uri']);

/** The bytes of a picture lie where two properties say; its size and caption stand among the metadata of its content. */
function readPicture({ element, reading, item }: G2Source, properties: readonly XmlElement[]): void {
  const address = (type: string) =>
    attributeOf(
      properties.find((one) => attributeOf(one, 'type') === type),
      'value',
    );
  const url = address('imext:url');
  const residRef = address('imext:uri');
  const href = webUrl(url?.startsWith('//') === true ? `https:${url}` : (url ?? ''));
  if (href === undefined && residRef === undefined) return;
  const metadata = reading.first(reading.first(element, 'contentMeta'), 'metadata', NEWSML);
  const object = reading.all(metadata, 'object', NEWSML).find((one) => attributeOf(one, 'type') === IMAGE);
  const data = childNamed(object, 'data');
  if (object !== undefined) reading.take(object);
  item.set('summary', captionIn(data), object?.at ?? element.at);
  const at = properties[0]?.at ?? element.at;
  item.add('renditions', { role: 'main', ...onlyGiven({ href, residRef }), ...sizeIn(data), at }, at);
}

const IMAGE = 'x-im/image';

function captionIn(data: XmlElement | undefined): string {
  return oneLine(lineOf(findNamed(data, 'caption')) ?? lineOf(findNamed(data, 'text')) ?? '');
}

function sizeIn(data: XmlElement | undefined) {
  const number = (name: string) => Number(lineOf(childNamed(data, name))) || undefined;
  return onlyGiven({ width: number('width'), height: number('height') });
}

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
  const picture = createWireItem(at);
  picture.set('type', 'picture', at);
  picture.set('uri', uri, at);
  picture.set('summary', captionIn(data), at);
  picture.add('renditions', { role: 'main', residRef: uri, ...sizeIn(data), at }, at);
  item.add('associations', picture.build(), at);
}
