import { mediaTopic, oneLine } from '../item-text.ts';
import type { WireCode } from '../wire/wire-item.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import type { XmlReading } from '../xml/xml-reading.ts';
import { IPTC_SCHEMES, NEWSCODES } from './iptc-schemes.ts';

/** What a code means as a URI, by the catalogs of the document. */
export type Qcodes = {
  uriOf(element: XmlElement, attribute?: string): string | undefined;
  /** A code with its vocabulary: by QCode, by URI, or as a literal; undefined when the element has none of them. */
  codeOf(element: XmlElement, attribute?: string): WireCode | undefined;
};

/**
 * Resolves QCodes (`alias:code`, NewsML-G2 spec §12) by the catalogs inside a document, then by our copy of IPTC's own. Remote
 * catalogs are never fetched: a code of an unknown alias keeps the alias as its scheme. An element's `uri` counts where it has no `qcode`.
 */
export function readQcodes(catalogs: readonly XmlElement[], reading: XmlReading): Qcodes {
  const own = new Map<string, string>();
  for (const catalog of catalogs)
    for (const scheme of reading.all(catalog, 'scheme')) {
      const alias = scheme.attributes.get('alias');
      const uri = scheme.attributes.get('uri');
      reading.take(scheme);
      if (alias !== undefined && uri !== undefined) own.set(alias, uri);
    }
  const schemeOf = (alias: string) => own.get(alias) ?? IPTC_SCHEMES.get(alias);
  const written = (element: XmlElement, attribute: string) => ({
    qcode: element.attributes.get(attribute),
    uri: element.attributes.get(attribute === 'qcode' ? 'uri' : `${attribute}uri`),
  });
  return {
    uriOf(element, attribute = 'qcode') {
      const { qcode, uri } = written(element, attribute);
      if (qcode === undefined) return uri;
      const [alias, code] = partsOf(qcode);
      const scheme = schemeOf(alias);
      return scheme === undefined ? undefined : scheme + code;
    },
    codeOf(element, attribute = 'qcode') {
      const { qcode, uri } = written(element, attribute);
      if (qcode !== undefined) {
        const [alias, code] = partsOf(qcode);
        const scheme = schemeOf(alias) ?? alias;
        return { ...(scheme === '' ? {} : { scheme }), code: oneLine(code) };
      }
      if (uri !== undefined) return splitUri(uri);
      const literal = attribute === 'qcode' ? element.attributes.get('literal') : undefined;
      return literal === undefined ? undefined : { code: oneLine(literal) };
    },
  };
}

function partsOf(qcode: string): readonly [string, string] {
  const colon = qcode.indexOf(':');
  return colon === -1 ? ['', qcode.trim()] : [qcode.slice(0, colon).trim(), qcode.slice(colon + 1).trim()];
}

/** The vocabulary of a concept's URI is everything up to its last `/` or `#`. */
function splitUri(uri: string): WireCode {
  const end = Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('#')) + 1;
  return end <= 0 || end === uri.length
    ? { code: oneLine(uri) }
    : { scheme: uri.slice(0, end), code: oneLine(uri.slice(end)) };
}

/** The last part of one of IPTC's code URIs, such as `canceled`; undefined for anybody else's. */
export function iptcCode(uri: string | undefined, scheme: string): string | undefined {
  const start = `${NEWSCODES}${scheme}/`;
  if (uri?.startsWith(start) === true) return uri.slice(start.length);
  const codes = uri?.replace(/^https?:\/\/cvx?\.iptc\.org\/newscodes\//, NEWSCODES);
  return codes?.startsWith(start) ? codes.slice(start.length) : undefined;
}

/** The media topic that an element means itself, or says that it is the same as. */
export function topicOf(qcodes: Qcodes, elements: readonly XmlElement[]): string | undefined {
  return elements.map((element) => mediaTopic(qcodes.uriOf(element))).find((topic) => topic !== undefined);
}
