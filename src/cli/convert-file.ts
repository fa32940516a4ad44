import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Dialect } from '#formats/dialects/dialect.ts';
import { convertTo, type ConvertTarget } from '#formats/convert-to.ts';
import { readWire, type WireDocument } from '#formats/wire/read-wire.ts';
import type { WireItem } from '#formats/wire/wire-item.ts';
import { toItem } from '#formats/wire/to-item.ts';
import {
  refusedRecord,
  wireRecord,
  type RecordedConversion,
  type WireRecord,
} from '#formats/wire/wire-record.ts';
import type { Instant } from '#kernel/instant.ts';

/** Nobody answers for a file that is only looked at; `.invalid` can never be a real agency (RFC 2606). */
const NOBODY = 'did:web:nobody.invalid';

export type ConvertNeeds = {
  readonly provider?: string;
  readonly receivedAt: Instant;
  /** The form in which the news items are printed too. */
  readonly to?: ConvertTarget;
  /** IANA name, for times without an offset. */
  readonly timeZone?: string;
  /** Dialects beside the shipped ones. */
  readonly dialects?: readonly Dialect[];
};

/** Reads a wire file of any known format without a node, and tells all that is in it and all that did not come along. */
export async function convertFile(path: string, needs: ConvertNeeds): Promise<WireRecord> {
  const bytes = await readFile(path);
  const read = readWire(bytes, { dialects: needs.dialects ?? [], inflate });
  if (!read.ok) return refusedRecord(basename(path), read.error);
  const document = { ...read.value, items: read.value.items.map((item) => named(item, bytes)) };
  const { to } = needs;
  const told = to === undefined ? { refusals: [] } : convertAll(document, to, needs);
  return wireRecord(basename(path), document, told);
}

/** Texts inside PNG; what is broken or too long is listed by the reader as dropped. */
function inflate(bytes: Uint8Array, mostBytes: number): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: mostBytes });
  } catch {
    return undefined; // the reader says which block it was
  }
}

/** A picture that nothing names is named by its bytes (RFC 6920). */
function named(item: WireItem, bytes: Uint8Array): WireItem {
  if (item.uri !== '' || item.type !== 'picture') return item;
  return { ...item, uri: `ni:///sha-256;${createHash('sha256').update(bytes).digest('base64url')}` };
}

function convertAll(document: WireDocument, to: ConvertTarget, needs: ConvertNeeds) {
  const { items } = document;
  const { provider = NOBODY, receivedAt, timeZone = document.timeZone } = needs;
  const converted: RecordedConversion[] = [];
  const refusals: FormatRefusal[] = [];
  for (const wire of items) {
    const kept = toItem(wire, { provider, receivedAt, ...(timeZone === undefined ? {} : { timeZone }) });
    if (kept.ok) {
      const { item, dropped } = kept.value;
      converted.push(printed(item, to, dropped));
    } else refusals.push(kept.error);
  }
  return { converted, refusals };
}

function printed(
  item: ItemVersion,
  to: ConvertTarget,
  lost: RecordedConversion['dropped'],
): RecordedConversion {
  const { printed: text, dropped } = convertTo(item, to);
  return { uri: item.guid, printed: text, dropped: [...lost, ...dropped] };
}
