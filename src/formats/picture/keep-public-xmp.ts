import { element, type XmlMarkup } from '../xml/print-xml.ts';
import type { XmpNode } from './xmp-node.ts';

/**
 * Properties that stay when a picture leaves: how it was made, what and who is to be seen, what may be done with it. Everything that is not
 * named here is left behind.
 */
const KEPT: ReadonlySet<string> = new Set([
  'Iptc4xmpCore:IntellectualGenre',
  'Iptc4xmpCore:Scene',
  'Iptc4xmpCore:SubjectCode',
  'Iptc4xmpCore:AltTextAccessibility',
  'Iptc4xmpCore:ExtDescrAccessibility',
  'Iptc4xmpExt:AboutCvTerm',
  'Iptc4xmpExt:DigitalSourceType',
  'Iptc4xmpExt:Event',
  'Iptc4xmpExt:LocationCreated',
  'Iptc4xmpExt:LocationShown',
  'Iptc4xmpExt:OrganisationInImageCode',
  'Iptc4xmpExt:OrganisationInImageName',
  'Iptc4xmpExt:PersonInImage',
  'plus:CopyrightOwner',
  'plus:DataMining',
  'plus:MinorModelAgeDisclosure',
  'plus:ModelReleaseStatus',
  'plus:PropertyReleaseStatus',
  'xmpRights:Marked',
]);

/** Fields of structures that may go along; positions and ways to reach people may not. */
const KEPT_FIELDS =
  /^(?:Iptc4xmpExt:(?:CvTerm\w+|CvId|City|Sublocation|ProvinceState|CountryName|CountryCode|WorldRegion|LocationName|LocationId)|plus:CopyrightOwner(?:Name|ID))$/;

/** What stays of an earlier packet, as elements. */
export function keptXmp(before: ReadonlyMap<string, XmpNode>): readonly XmlMarkup[] {
  return [...before].filter(([name]) => KEPT.has(name)).flatMap(([name, node]) => printNode(name, node));
}

function printNode(name: string, { text, language, items, fields }: XmpNode): readonly XmlMarkup[] {
  const attributes = { 'xml:lang': language };
  if (items.length > 0) {
    const kind = items.some((item) => item.language !== undefined) ? 'rdf:Alt' : 'rdf:Bag';
    return [
      element(name, attributes, element(kind, {}, ...items.flatMap((item) => printNode('rdf:li', item)))),
    ];
  }
  const kept = [...fields].filter(([field]) => KEPT_FIELDS.test(field));
  if (kept.length > 0) {
    const inner = kept.flatMap(([field, node]) => printNode(field, node));
    return [element(name, { ...attributes, 'rdf:parseType': 'Resource' }, ...inner)];
  }
  return text === '' ? [] : [element(name, attributes, text)];
}
