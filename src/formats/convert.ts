import { isJsonObject, type Json } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal, FormatRefusalCode } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { ItemVersion, Rendition } from '#domain/item/item.ts';
import { feedFormat, parseFeed } from './feed/parse-feed.ts';
import { readStrictJson } from './json/read-strict-json.ts';
import { NAR } from './newsmlg2/g2-source.ts';
import { parseNewsmlG2 } from './newsmlg2/parse-newsml-g2.ts';
import { isItemName } from './ninjs/item-uri.ts';
import { parseNinjs } from './ninjs/parse-ninjs.ts';
import type { ReadItem, ReadItems, ReadNeeds } from './read-item.ts';
import { decodeText, type DecodedText } from './text/decode-text.ts';
import { readXml } from './xml/read-xml.ts';
import type { XmlElement } from './xml/xml-element.ts';

/** The wire formats that are read, recognised by content and never by file name. */
export type DocumentFormat = 'ninjs' | 'newsml-g2' | 'rss' | 'atom';

/** What came out of one document: its items in document order, and everything that did not come along. */
export type ReadDocument = {
  readonly format: DocumentFormat;
  readonly items: readonly ItemVersion[];
  /** Where there are several items, `at` begins with `item N `. */
  readonly dropped: readonly Dropped[];
  readonly findings: readonly Finding[];
};

/** `contentType` is the HTTP header's value, believed only where the bytes agree. */
export type DocumentNeeds = ReadNeeds & { readonly contentType?: string };

/**
 * Reads a document of any format that a source may send. One bad item among good ones is listed as dropped; a document
 * without a single readable item is refused with the place and the reason.
 */
export function readDocument(bytes: Uint8Array, needs: DocumentNeeds): Result<ReadDocument, FormatRefusal> {
  const decoded = decodeText(bytes, needs.contentType);
  if (!decoded.ok) return decoded;
  const start = decoded.value.text.trimStart().charAt(0);
  if (start === '{' || start === '[') return readJson(decoded.value, needs);
  if (start === '<') return readXmlDocument(decoded.value, needs);
  return no('document-kind-unknown', '', 'The document is neither JSON nor XML.');
}

/** A list of ninjs items is read like a message with several; anything else is one item. */
function readJson(decoded: DecodedText, needs: DocumentNeeds): Result<ReadDocument, FormatRefusal> {
  const json = readStrictJson(decoded.text, 'round');
  if (!json.ok) return json;
  if (isJsonFeed(json.value))
    return no(
      'document-kind-unsupported',
      '/version',
      'JSON Feed is not read; the source may offer RSS or Atom.',
    );
  const values: readonly Json[] = Array.isArray(json.value) ? json.value : [json.value];
  const items: ReadItem[] = [];
  const dropped: Dropped[] = [];
  let firstRefusal: FormatRefusal = { code: 'document-without-items', at: '', detail: 'The list is empty.' };
  for (const [index, value] of values.entries()) {
    const read = parseNinjs(value, needs);
    const at = Array.isArray(json.value) ? `/${index}` : '';
    if (read.ok) items.push(withoutDigests(read.value));
    else {
      if (dropped.length === 0) firstRefusal = { ...read.error, at: at + read.error.at };
      dropped.push({ at: at + read.error.at, what: 'item', why: read.error.detail });
    }
  }
  if (items.length === 0) return refuse(firstRefusal);
  return documentOf('ninjs', { items, dropped }, decoded.findings);
}

/** A document's own claim of a digest is no proof that we hold the bytes, nor that it may have them (partners' objects aside). */
function withoutDigests(read: ReadItem): ReadItem {
  const bare = (list: readonly Rendition[]) => list.map(({ digest: _claimed, ...rendition }) => rendition);
  const associations = read.item.associations.map((one) => ({ ...one, renditions: bare(one.renditions) }));
  return { ...read, item: { ...read.item, renditions: bare(read.item.renditions), associations } };
}

function isJsonFeed(value: Json): boolean {
  const version = isJsonObject(value) ? value['version'] : undefined;
  return typeof version === 'string' && version.includes('jsonfeed.org');
}

function readXmlDocument(decoded: DecodedText, needs: DocumentNeeds): Result<ReadDocument, FormatRefusal> {
  const xml = readXml(decoded.text);
  if (!xml.ok) return xml;
  const root = xml.value;
  const format = xmlFormat(root);
  if (format === undefined)
    return no('document-kind-unknown', root.at, `No wire format begins with <${root.name}> in "${root.ns}".`);
  const read = format === 'newsml-g2' ? parseNewsmlG2(root, needs) : parseFeed(root, needs);
  return read.ok ? documentOf(format, read.value, decoded.findings) : read;
}

function xmlFormat(root: XmlElement): DocumentFormat | undefined {
  if (root.ns === NAR) return 'newsml-g2';
  return feedFormat(root);
}

function documentOf(
  format: DocumentFormat,
  read: ReadItems,
  findings: readonly Finding[],
): Result<ReadDocument, FormatRefusal> {
  const items = read.items.filter(({ item }) => isItemName(item.guid));
  const unnamed = read.items.length - items.length;
  if (unnamed > 0 && items.length === 0) return no('document-without-items', '', NAME_UNFIT);
  const dropped = [...read.dropped, ...Array.from({ length: unnamed }, () => UNNAMED)];
  const place = (index: number, at: string) => (items.length === 1 ? at : `item ${index + 1} ${at}`);
  const placed = <T extends { readonly at: string }>(entries: readonly T[], index: number) =>
    entries.map((entry) => ({ ...entry, at: place(index, entry.at) }));
  return accept({
    format,
    items: items.map(({ item }) => item),
    dropped: [...dropped, ...items.flatMap((one, index) => placed(one.dropped, index))],
    findings: [...findings, ...items.flatMap((one, index) => placed(one.findings, index))],
  });
}

const NAME_UNFIT = 'The id is longer than 2,000 characters as a URI, or has control characters.';
const UNNAMED: Dropped = { at: '', what: 'item', why: NAME_UNFIT };

function no(code: FormatRefusalCode, at: string, detail: string): Result<never, FormatRefusal> {
  return refuse({ code, at, detail });
}
