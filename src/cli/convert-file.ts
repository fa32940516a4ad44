import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Dialect } from '#formats/dialects/dialect.ts';
import { printWireEvent } from '#formats/calendar/print-wire-event.ts';
import { convertTo, CONVERT_TARGETS, type ConvertTarget } from '#formats/convert-to.ts';
import { onlyGiven } from '#formats/only-given.ts';
import type { Inflate } from '#formats/picture/picture-parts.ts';
import { readWire } from '#formats/wire/read-wire.ts';
import type { WireDocument } from '#formats/wire/wire-document.ts';
import type { WireItem } from '#formats/wire/wire-item.ts';
import { withAttachedPictures } from '#formats/wire/with-embedded-pictures.ts';
import { toItem } from '#formats/wire/to-item.ts';
import {
  refusedRecord,
  wireRecord,
  type RecordedConversion,
  type WireRecord,
} from '#formats/wire/wire-record.ts';
import { DOCUMENT_BYTES } from '#formats/text/decode-text.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';

/** Nobody answers for a file that is only looked at; `.invalid` can never be a real agency (RFC 2606). */
const NOBODY = 'did:web:nobody.invalid';

/** Forms of news items, and the calendar, which is one of events. */
export const CONVERT_FORMS = [...CONVERT_TARGETS, 'icalendar'] as const;

export type ConvertNeeds = {
  readonly provider?: string;
  readonly receivedAt: Instant;
  /** The form in which the items are printed too. */
  readonly to?: (typeof CONVERT_FORMS)[number];
  /** IANA name, for times without an offset. */
  readonly timeZone?: string;
  /** For texts that are packed inside PNG. */
  readonly inflate?: Inflate;
  /** Dialects beside the shipped ones. */
  readonly dialects?: readonly Dialect[];
};

/** Whether a file is too large to be read as a whole; then it is read as a feed, item by item (`convertLarge`). */
export async function isLarge(path: string): Promise<boolean> {
  return (await stat(path)).size > DOCUMENT_BYTES;
}

/** Reads a wire file of any known format without a node, and tells all that is in it and all that did not come along. */
export async function convertFile(path: string, needs: ConvertNeeds): Promise<WireRecord> {
  const bytes = await readFile(path);
  return recordOf(
    path,
    needs,
    readWire(bytes, { dialects: needs.dialects ?? [], ...onlyGiven({ inflate: needs.inflate }) }),
    bytes,
  );
}

function recordOf(
  path: string,
  needs: ConvertNeeds,
  read: Result<WireDocument, FormatRefusal>,
  bytes: Uint8Array,
): WireRecord {
  if (!read.ok) return refusedRecord(basename(path), read.error);
  const { format, items } = read.value;
  const withPictures = (item: WireItem) =>
    format === 'picture' ? item : withAttachedPictures(item, onlyGiven({ inflate: needs.inflate }));
  const document = { ...read.value, items: items.map((item) => named(withPictures(item), bytes)) };
  const told = printItems(document, needs);
  return wireRecord(basename(path), document, told);
}

/** A picture that nothing names is named by its bytes (RFC 6920), one inside a document by its own. */
function named(whole: WireItem, bytes: Uint8Array): WireItem {
  const associations = whole.associations.map((one) => {
    const inside = one.renditions[0]?.embedded;
    return inside === undefined ? one : named(one, inside.bytes);
  });
  const item = { ...whole, associations };
  if (item.uri !== '' || item.type !== 'picture') return item;
  return { ...item, uri: `ni:///sha-256;${createHash('sha256').update(bytes).digest('base64url')}` };
}

/** The items in the form that is asked for, if any is. */
export function printItems(
  document: WireDocument,
  needs: ConvertNeeds,
): { readonly converted?: readonly RecordedConversion[]; readonly refusals: readonly FormatRefusal[] } {
  const { to } = needs;
  if (to === undefined) return { refusals: [] };
  return to === 'icalendar' ? printEvents(document, needs) : convertAll(document, to, needs);
}

function printEvents({ items, timeZone: own }: WireDocument, needs: ConvertNeeds) {
  const { timeZone = own } = needs;
  const converted: RecordedConversion[] = [];
  const refusals: FormatRefusal[] = [];
  for (const wire of items) {
    const printedEvent = printWireEvent(wire, { stamp: needs.receivedAt, ...onlyGiven({ timeZone }) });
    if (printedEvent !== undefined) converted.push({ uri: wire.uri, ...printedEvent });
    else
      refusals.push({
        code: 'document-kind-unsupported',
        at: wire.at,
        detail: 'Only an event that has a beginning can stand in a calendar.',
      });
  }
  return { converted, refusals };
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
