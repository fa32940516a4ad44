import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Json } from '#kernel/json.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import { applyDialect, dialectOf } from '../dialects/apply-dialect.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Tree } from '../dialects/find-path.ts';
import { hasStructure, readStructure } from '../dialects/read-structure.ts';
import { SHIPPED_DIALECTS } from '../dialects/shipped-dialects.ts';
import { feedKind } from '../feed/feed-names.ts';
import { parseFeedWire } from '../feed/parse-feed-wire.ts';
import { isJsonFeed, parseJsonFeed } from '../feed/parse-json-feed.ts';
import { readFeedXml } from '../feed/read-feed-xml.ts';
import { readStrictJson } from '../json/read-strict-json.ts';
import { isNewsmlG2, parseNewsmlG2 } from '../newsmlg2/parse-newsml-g2.ts';
import { isNewsml1, parseNewsml1 } from '../newsml1/parse-newsml-1.ts';
import { isNitf, parseNitf } from '../nitf/parse-nitf.ts';
import { isNinjs, parseNinjsWire } from '../ninjs/wire/parse-ninjs-wire.ts';
import type { CharsetLabel } from '../text/declared-charsets.ts';
import { isPicture, parsePicture, type PictureNeeds } from '../picture/parse-picture.ts';
import { decodeText, type DecodedText } from '../text/decode-text.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { settleItem } from './settle-item.ts';
import type { WireCode, WireItem, WireNeeds, WireRead } from './wire-item.ts';

/** The wire formats that are read, recognised by content and never by file name. */
export type WireFormat =
  | 'ninjs'
  | 'json-feed'
  | 'newsml-g2'
  | 'newsml-1'
  | 'nitf'
  | 'rss'
  | 'atom'
  | 'wxr'
  | 'picture'
  | 'dialect';

/** A document as it came: its format, how it was encoded, its items, and everything that did not come along. */
export type WireDocument = {
  readonly format: WireFormat;
  readonly encoding: { readonly declared: readonly CharsetLabel[]; readonly found: string };
  readonly provider?: WireCode;
  /** The provider's dialect that was used. */
  readonly dialect?: string;
  /** IANA name of that dialect, for times without an offset. */
  readonly timeZone?: string;
  readonly items: readonly WireItem[];
  readonly dropped: readonly Dropped[];
  readonly warnings: readonly Finding[];
};

/** `contentType` is the HTTP header's value, believed only where the bytes agree. */
export type WireDocumentNeeds = PictureNeeds & {
  readonly contentType?: string;
  /** What the source's settings say of its charset, for bytes that do not tell. */
  readonly charset?: string;
  /** Dialects of agencies beside the shipped ones; they come first. */
  readonly dialects?: readonly Dialect[];
};

type XmlReader = {
  readonly format: WireFormat;
  readonly is: (root: XmlElement) => boolean;
  readonly parse: (root: XmlElement, needs: WireNeeds) => Result<WireRead, FormatRefusal>;
};
type JsonReader = {
  readonly format: WireFormat;
  readonly is: (json: Json) => boolean;
  readonly parse: (json: Json, needs: WireNeeds) => Result<WireRead, FormatRefusal>;
};

const FEEDS = ['rss', 'atom', 'wxr'] as const;
const XML_READERS: readonly XmlReader[] = [
  { format: 'newsml-g2', is: isNewsmlG2, parse: parseNewsmlG2 },
  { format: 'newsml-1', is: isNewsml1, parse: parseNewsml1 },
  { format: 'nitf', is: isNitf, parse: parseNitf },
  ...FEEDS.map((kind): XmlReader => ({
    format: kind,
    is: (root) => feedKind(root) === kind,
    parse: parseFeedWire,
  })),
];
const JSON_READERS: readonly JsonReader[] = [
  { format: 'json-feed', is: isJsonFeed, parse: parseJsonFeed },
  { format: 'ninjs', is: isNinjs, parse: parseNinjsWire },
];

/**
 * Reads a document of any format that a wire may send. One bad item among good ones is listed as dropped; a document without a
 * single readable item is refused with the place and the reason.
 */
export function readWire(bytes: Uint8Array, needs: WireDocumentNeeds): Result<WireDocument, FormatRefusal> {
  const dialects = [...(needs.dialects ?? []), ...SHIPPED_DIALECTS];
  const read = readPlain(bytes, { ...needs, dialects });
  if (!read.ok || read.value.dialect !== undefined) return read;
  const dialect = dialectOf(read.value, dialects);
  return dialect === undefined ? read : accept(applyDialect(read.value, dialect));
}

type PlainNeeds = WireDocumentNeeds & { readonly dialects: readonly Dialect[] };

function readPlain(bytes: Uint8Array, needs: PlainNeeds): Result<WireDocument, FormatRefusal> {
  if (isPicture(bytes)) return documentOf('picture', parsePicture(bytes, needs), BINARY);
  const decoded = decodeText(bytes, needs.contentType, needs.charset);
  if (!decoded.ok) return decoded;
  const start = decoded.value.text.trimStart().charAt(0);
  if (start === '{' || start === '[') return readJson(decoded.value, needs);
  if (start === '<') return readMarkup(decoded.value, needs);
  return no('', 'The document is neither JSON nor XML.');
}

function readJson(decoded: DecodedText, needs: PlainNeeds): Result<WireDocument, FormatRefusal> {
  const json = readStrictJson(decoded.text, 'round');
  if (!json.ok) return json;
  const reader = JSON_READERS.find(({ is }) => is(json.value));
  if (reader === undefined)
    return (
      readByDialect({ kind: 'json', value: json.value, at: '' }, decoded, needs) ??
      no('', 'No wire format has such members.')
    );
  return documentOf(reader.format, reader.parse(json.value, needs), decoded);
}

function readMarkup(decoded: DecodedText, needs: PlainNeeds): Result<WireDocument, FormatRefusal> {
  const xml = readFeedXml(decoded.text);
  if (!xml.ok) return xml;
  const { root } = xml.value;
  const mended: DecodedText = { ...decoded, findings: [...decoded.findings, ...xml.value.warnings] };
  const reader = XML_READERS.find(({ is }) => is(root));
  if (reader === undefined)
    return (
      readByDialect({ kind: 'xml', element: root }, mended, needs) ??
      no(root.at, `No wire format begins with <${root.name}> in "${root.ns}".`)
    );
  return documentOf(reader.format, reader.parse(root, needs), mended);
}

/** What a picture says is in the charset of each of its blocks. */
const BINARY: DecodedText = { text: '', charset: 'binary', declared: [], findings: [] };

/** A house's own form, where a dialect says where its fields are. */
function readByDialect(
  tree: Tree,
  decoded: DecodedText,
  needs: PlainNeeds,
): Result<WireDocument, FormatRefusal> | undefined {
  const dialect = needs.dialects.find((one) => hasStructure(tree, one));
  if (dialect?.structure === undefined) return undefined;
  const read = documentOf('dialect', readStructure(tree, dialect.structure, needs), decoded);
  return read.ok ? accept(applyDialect(read.value, dialect)) : read;
}

function documentOf(
  format: WireFormat,
  read: Result<WireRead, FormatRefusal>,
  decoded: DecodedText,
): Result<WireDocument, FormatRefusal> {
  if (!read.ok) return read;
  const { items, provider, dropped, warnings } = read.value;
  return accept({
    format,
    encoding: { declared: decoded.declared, found: decoded.charset },
    ...(provider === undefined ? {} : { provider }),
    items: items.map(settleItem),
    dropped,
    warnings: [...decoded.findings, ...warnings],
  });
}

function no(at: string, detail: string): Result<never, FormatRefusal> {
  return refuse({ code: 'document-kind-unknown', at, detail });
}
