import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { WireDocument } from './wire-document.ts';
import type { WireEncoding, WireItem } from './wire-item.ts';

/** So many documents of one file are read. */
const MOST = 1000;

/**
 * The documents of one file as one, of the format of the first that can be read. One that cannot is listed with its number (`what 2`), and
 * the others stand; undefined where none of them can be read.
 */
export function readSeveral<Piece>(
  pieces: readonly Piece[],
  what: string,
  read: (piece: Piece) => Result<WireDocument, FormatRefusal>,
): Result<WireDocument, FormatRefusal> | undefined {
  const items: WireItem[] = [];
  const dropped: Dropped[] = [];
  const warnings: Finding[] = [];
  const documents: WireDocument[] = [];
  for (const [index, piece] of pieces.slice(0, MOST).entries()) {
    const place = `${what} ${index + 1}`;
    const one = read(piece);
    if (one.ok) {
      documents.push(one.value);
      items.push(...one.value.items);
      dropped.push(...placed(one.value.dropped, place));
      warnings.push(...placed(one.value.warnings, place));
    } else dropped.push({ at: place, what, why: one.error.detail });
  }
  if (pieces.length > MOST)
    dropped.push({
      at: `${what} ${MOST + 1}`,
      what: `${pieces.length - MOST} ${what}s`,
      why: `${MOST} ${what}s of one file are read`,
    });
  const [first] = documents;
  if (first === undefined || items.length === 0) return undefined;
  const { format, provider } = first;
  const isFromOne = documents.every((one) => one.provider?.code === provider?.code);
  return accept({
    format,
    encoding: encodingsTogether(documents.map((one) => one.encoding)),
    ...(provider === undefined || !isFromOne ? {} : { provider }),
    items,
    dropped,
    warnings,
  });
}

/** The same entries, with the document that they stand in before their places. */
export function placed<Entry extends { readonly at: string }>(
  entries: readonly Entry[],
  place: string,
): readonly Entry[] {
  return entries.map((entry) => ({ ...entry, at: `${place} ${entry.at}`.trim() }));
}

/** Each label and each charset once. */
function encodingsTogether(encodings: readonly WireEncoding[]): WireEncoding {
  const labels = encodings.flatMap(({ declared }) => declared);
  const declared = new Map(labels.map((label) => [`${label.from} ${label.written}`, label]));
  return {
    declared: [...declared.values()],
    found: [...new Set(encodings.map(({ found }) => found))].join(', '),
  };
}

/** The documents of a file that has several of XML one after the other, as spools of wires do; one of a file that has not. */
export function xmlDocumentsIn(text: string): readonly string[] {
  const root = /<([A-Za-z][\w.:-]*)/.exec(text)?.[1];
  if (root === undefined) return [text];
  const end = new RegExp(String.raw`(?<=</${root.replaceAll('.', String.raw`\.`)}>)\s*(?=<[?!A-Za-z])`);
  return text.split(end).filter((piece) => piece.trim() !== '');
}

/** The lines of a file that has a JSON object in each, the last perhaps not to its end; nothing where one of them has none. */
export function jsonLinesIn(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const filled = lines.filter((line) => line !== '');
  const isObject = (line: string, index: number) =>
    line.startsWith('{') && (line.endsWith('}') || index === filled.length - 1);
  return filled.every(isObject) ? filled : [];
}
