import { element, type XmlMarkup } from '../xml/print-xml.ts';
import { keptXmp } from './keep-public-xmp.ts';
import type { PictureMetadata } from './picture-metadata.ts';
import { XMP_NAMESPACES, type XmpNode } from './xmp-node.ts';

/** The single texts and their properties. */
const TEXTS = [
  ['uri', 'Iptc4xmpExt:DigImageGUID'],
  ['headline', 'photoshop:Headline'],
  ['credit', 'photoshop:Credit'],
  ['source', 'photoshop:Source'],
  ['instructions', 'photoshop:Instructions'],
  ['dateCreated', 'photoshop:DateCreated'],
  ['city', 'photoshop:City'],
  ['state', 'photoshop:State'],
  ['country', 'photoshop:Country'],
  ['sublocation', 'Iptc4xmpCore:Location'],
  ['countryCode', 'Iptc4xmpCore:CountryCode'],
  ['webStatement', 'xmpRights:WebStatement'],
  ['urgency', 'photoshop:Urgency'],
] as const;

/** The texts that XMP holds in several languages. */
const ALTERNATIVES = [
  ['title', 'dc:title'],
  ['caption', 'dc:description'],
  ['copyrightNotice', 'dc:rights'],
  ['usageTerms', 'xmpRights:UsageTerms'],
] as const;

/**
 * The metadata as an XMP packet (ISO 16684-1), together with what an earlier packet says that is public and that these fields do not
 * say. Texts other than the terms are also given under their language.
 */
export function printPictureXmp(metadata: PictureMetadata, before: ReadonlyMap<string, XmpNode>): string {
  const properties = [
    ...TEXTS.flatMap(([name, property]) => {
      const value = metadata[name];
      return value === undefined || value === '' ? [] : [element(property, {}, String(value))];
    }),
    ...ALTERNATIVES.flatMap(([name, property]) => alternative(property, metadata[name], metadata.language)),
    ...list('dc:creator', 'rdf:Seq', metadata.creators),
    ...list('dc:subject', 'rdf:Bag', metadata.keywords),
    ...keptXmp(before),
  ];
  const namespaces = Object.fromEntries(
    XMP_NAMESPACES.filter(([, prefix]) => WRITTEN.has(prefix)).map(([uri, prefix]) => [
      `xmlns:${prefix}`,
      uri,
    ]),
  );
  const description = element('rdf:Description', { 'rdf:about': '', ...namespaces }, ...properties);
  const rdf = element('rdf:RDF', { 'xmlns:rdf': RDF }, description);
  const meta = element('x:xmpmeta', { 'xmlns:x': 'adobe:ns:meta/' }, rdf);
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>${meta.markup}<?xpacket end="r"?>`;
}

const WRITTEN: ReadonlySet<string> = new Set(
  'dc photoshop xmpRights Iptc4xmpCore Iptc4xmpExt plus'.split(' '),
);
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

function alternative(
  property: string,
  text: string | undefined,
  language: string | undefined,
): readonly XmlMarkup[] {
  if (text === undefined || text === '') return [];
  const languages = language === undefined ? ['x-default'] : ['x-default', language];
  const items = languages.map((one) => element('rdf:li', { 'xml:lang': one }, text));
  return [element(property, {}, element('rdf:Alt', {}, ...items))];
}

function list(
  property: string,
  kind: 'rdf:Seq' | 'rdf:Bag',
  texts: readonly string[] = [],
): readonly XmlMarkup[] {
  if (texts.length === 0) return [];
  return [element(property, {}, element(kind, {}, ...texts.map((text) => element('rdf:li', {}, text))))];
}
