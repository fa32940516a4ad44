import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { decodeText } from '../text/decode-text.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { readXml } from '../xml/read-xml.ts';
import type { LocatedBytes } from './located-bytes.ts';

/** A value of the XMP data model: a text, a list or a structure. Names are `prefix:name` with the prefixes of `PREFIXES`. */
export type XmpNode = {
  readonly text: string;
  readonly language?: string;
  readonly items: readonly XmpNode[];
  readonly fields: ReadonlyMap<string, XmpNode>;
  readonly at: string;
};

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const XML_LANGUAGE = 'xml:lang';

/** Namespaces with the prefixes that stand for them in names. */
export const XMP_NAMESPACES: readonly (readonly [uri: string, prefix: string])[] = [
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://ns.adobe.com/photoshop/1.0/', 'photoshop'],
  ['http://ns.adobe.com/xap/1.0/', 'xmp'],
  ['http://ns.adobe.com/xap/1.0/mm/', 'xmpMM'],
  ['http://ns.adobe.com/xap/1.0/rights/', 'xmpRights'],
  ['http://ns.adobe.com/xmp/note/', 'xmpNote'],
  ['http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/', 'Iptc4xmpCore'],
  ['http://iptc.org/std/Iptc4xmpExt/2008-02-29/', 'Iptc4xmpExt'],
  ['http://ns.useplus.org/ldf/xmp/1.0/', 'plus'],
  ['http://ns.adobe.com/exif/1.0/', 'exif'],
  ['http://ns.adobe.com/exif/1.0/aux/', 'aux'],
  ['http://cipa.jp/exif/1.0/', 'exifEX'],
  ['http://ns.adobe.com/tiff/1.0/', 'tiff'],
  ['http://ns.adobe.com/camera-raw-settings/1.0/', 'crs'],
  ['http://ns.adobe.com/lightroom/1.0/', 'lr'],
  ['http://www.metadataworkinggroup.com/schemas/keywords/', 'mwg-kw'],
  ['http://www.digikam.org/ns/1.0/', 'digiKam'],
  ['http://ns.iview-media.com/mediapro/1.0/', 'mediapro'],
  ['http://ns.microsoft.com/photo/1.0/', 'MicrosoftPhoto'],
  ['http://ns.microsoft.com/photo/1.0', 'MicrosoftPhoto'],
  ['http://prismstandard.org/namespaces/basic/2.0/', 'prism'],
  ['http://prismstandard.org/namespaces/basic/2.1/', 'prism'],
  ['http://prismstandard.org/namespaces/basic/3.0/', 'prism'],
];
const PREFIXES: ReadonlyMap<string, string> = new Map(XMP_NAMESPACES);

/** Reads an XMP packet (ISO 16684-1) into its top-level properties; several descriptions count as one. */
export function readXmp(packet: LocatedBytes): Result<ReadonlyMap<string, XmpNode>, FormatRefusal> {
  const start = packet.placeOf(0);
  const decoded = decodeText(packet.bytes);
  if (!decoded.ok) return refuse({ ...decoded.error, at: `byte ${start}` });
  // Packets end in padding, often with NUL characters, which are none of XML's.
  const xml = readXml(withoutPadding(decoded.value.text));
  if (!xml.ok) return refuse({ ...xml.error, at: `byte ${start}, ${xml.error.at}` });
  const properties = new Map<string, XmpNode>();
  for (const description of descriptionsIn(xml.value))
    for (const [name, node] of fieldsOf(description, start))
      if (!properties.has(name)) properties.set(name, node);
  return accept(properties);
}

function withoutPadding(text: string): string {
  const begin = text.indexOf('<');
  const end = text.lastIndexOf('>');
  return begin === -1 ? text : text.slice(begin, end + 1);
}

function descriptionsIn(root: XmlElement): readonly XmlElement[] {
  const rdf = root.ns === RDF ? root : root.children.filter(isElement).find((child) => child.ns === RDF);
  const children = rdf?.children.filter(isElement) ?? [];
  return children.filter((child) => child.ns === RDF && child.name === 'Description');
}

function fieldsOf(element: XmlElement, start: number): ReadonlyMap<string, XmpNode> {
  const fields = new Map<string, XmpNode>();
  for (const [key, value] of element.attributes) {
    const written = /^\{([^}]*)\}(.+)$/.exec(key);
    const [, ns = '', name = ''] = written ?? [];
    if (written === null || ns === RDF) continue;
    fields.set(nameOf(ns, name), textNode(value, placeIn(element, start)));
  }
  for (const child of element.children)
    if (isElement(child) && child.ns !== RDF) fields.set(nameOf(child.ns, child.name), nodeOf(child, start));
  return fields;
}

function nodeOf(element: XmlElement, start: number): XmpNode {
  const at = placeIn(element, start);
  const language = element.attributes.get(XML_LANGUAGE);
  const said = language === undefined ? {} : { language };
  const resource = element.attributes.get(`{${RDF}}resource`);
  if (resource !== undefined) return { ...textNode(resource, at), ...said };
  const inner = element.children.filter(isElement).find((child) => child.ns === RDF);
  if (inner !== undefined && LISTS.has(inner.name))
    return { text: '', items: itemsOf(inner, start), fields: new Map(), at, ...said };
  const described = inner?.name === 'Description' ? inner : element;
  const value = inner?.name === 'value' ? textOf(inner) : valueOf(described);
  const text = value ?? (described.children.some(isElement) ? '' : textOf(element));
  return { text: text.trim(), items: [], fields: fieldsOf(described, start), at, ...said };
}

const LISTS: ReadonlySet<string> = new Set(['Seq', 'Bag', 'Alt']);

function itemsOf(list: XmlElement, start: number): readonly XmpNode[] {
  return list.children
    .filter(isElement)
    .filter((child) => child.ns === RDF && child.name === 'li')
    .map((child) => nodeOf(child, start));
}

/** A text with qualifiers stands in `rdf:value`. */
function valueOf(described: XmlElement): string | undefined {
  const value = described.children
    .filter(isElement)
    .find((child) => child.ns === RDF && child.name === 'value');
  return value && textOf(value);
}

function textNode(text: string, at: string): XmpNode {
  return { text: text.trim(), items: [], fields: new Map(), at };
}

function nameOf(ns: string, name: string): string {
  const prefix = PREFIXES.get(ns);
  return prefix === undefined ? `{${ns}}${name}` : `${prefix}:${name}`;
}

function placeIn(element: XmlElement, start: number): string {
  return `byte ${start}, ${element.at}`;
}
