import type { XmlElement } from '../xml/xml-element.ts';
import type { XmlReading } from '../xml/xml-reading.ts';

const CODES = 'http://cv.iptc.org/newscodes/';

/** Aliases of IPTC's own catalog that we read and write; a document's catalog may name them otherwise. */
export const KNOWN_SCHEMES: ReadonlyMap<string, string> = new Map([
  ['medtop', `${CODES}mediatopic/`],
  ['ninat', `${CODES}ninature/`],
  ['stat', `${CODES}pubstatusg2/`],
  ['drol', `${CODES}descriptionrole/`],
  ['hltype', `${CODES}headlinetype/`],
  ['rnd', `${CODES}rendition/`],
  ['cpnat', `${CODES}cpnature/`],
  ['sig', `${CODES}signal/`],
  ['irel', `${CODES}itemrelation/`],
  ['why', `${CODES}whypresent/`],
]);

/** What a code means as a URI, by the catalogs of the document. */
export type Qcodes = { uriOf(element: XmlElement, attribute?: string): string | undefined };

/**
 * Resolves QCodes (`alias:code`, NewsML-G2 spec §12) by the catalogs inside a document, then by IPTC's own aliases. Remote catalogs
 * are not fetched. An element's `uri` counts where it has no `qcode`.
 */
export function readQcodes(catalogs: readonly XmlElement[], reading: XmlReading): Qcodes {
  const schemes = new Map(KNOWN_SCHEMES);
  for (const catalog of catalogs)
    for (const scheme of reading.all(catalog, 'scheme')) {
      const alias = scheme.attributes.get('alias');
      const uri = scheme.attributes.get('uri');
      reading.take(scheme);
      if (alias !== undefined && uri !== undefined) schemes.set(alias, uri);
    }
  return {
    uriOf(element, attribute = 'qcode') {
      const qcode = element.attributes.get(attribute);
      if (qcode === undefined)
        return element.attributes.get(attribute === 'qcode' ? 'uri' : `${attribute}uri`);
      const colon = qcode.indexOf(':');
      const scheme = schemes.get(qcode.slice(0, Math.max(colon, 0)));
      return scheme === undefined ? undefined : scheme + qcode.slice(colon + 1);
    },
  };
}

/** The last part of one of IPTC's code URIs, such as `canceled`; undefined for anybody else's. */
export function iptcCode(uri: string | undefined, scheme: string): string | undefined {
  const start = `${CODES}${scheme}/`;
  return uri?.startsWith(start) ? uri.slice(start.length) : undefined;
}
