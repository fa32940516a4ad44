import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { readStrictJson } from './json/read-strict-json.ts';
import { parseNinjs } from './ninjs/parse-ninjs.ts';
import type { ReadItem, ReadNeeds } from './read-item.ts';
import { decodeText, type DecodedText } from './text/decode-text.ts';

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
  return refuse({
    code: 'document-kind-unknown',
    at: '',
    detail: 'The document is neither JSON nor XML.',
  });
}

function readJson(decoded: DecodedText, needs: DocumentNeeds): Result<ReadDocument, FormatRefusal> {
  const json = readStrictJson(decoded.text, 'round');
  if (!json.ok) return json;
  const read = parseNinjs(json.value, needs);
  if (!read.ok) return read;
  return accept(documentOf('ninjs', [read.value], decoded.findings));
}

function documentOf(
  format: DocumentFormat,
  read: readonly ReadItem[],
  findings: readonly Finding[],
): ReadDocument {
  const place = (index: number, at: string) => (read.length === 1 ? at : `item ${index + 1} ${at}`);
  return {
    format,
    items: read.map(({ item }) => item),
    dropped: read.flatMap((one, index) =>
      one.dropped.map((entry) => ({ ...entry, at: place(index, entry.at) })),
    ),
    findings: [
      ...findings,
      ...read.flatMap((one, index) =>
        one.findings.map((entry) => ({ ...entry, at: place(index, entry.at) })),
      ),
    ],
  };
}
