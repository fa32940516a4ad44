import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { decodeText } from '#formats/text/decode-text.ts';
import type { RefusedDocument } from '#ports/source-store.ts';
import type { PictureReader } from './gather-pictures.ts';
import { ingestDocument, type IngestNeeds, type IngestReport, type IngestStores } from './ingest-document.ts';

type By = {
  readonly agency: { readonly id: string; readonly did: string };
  readonly personId: string;
  readonly at: Instant;
};

export type RefusedUnknown = { readonly code: 'refused-document-unknown' };
export type RefusedSettled = { readonly code: 'refused-document-settled' };
export type RefusedAgain = {
  readonly code: 'document-refused';
  readonly reason: string;
  readonly at: string;
  readonly detail: string;
};

export type LookedAtRefused = {
  readonly document: RefusedDocument;
  /** How it begins, as plain text without signs that steer a screen; left out where its bytes are not kept. */
  readonly beginning?: string;
};

const BYTES_SHOWN = 16_384;
const LETTERS_SHOWN = 2000;

/** A refused document and how it begins. */
export async function showRefused<Stores extends IngestStores>(
  needs: Pick<IngestNeeds<Stores>, 'transact'>,
  agencyId: string,
  id: string,
): Promise<Result<LookedAtRefused, RefusedUnknown>> {
  return needs.transact(agencyId, async ({ sources }) => {
    const found = await sources.findRefused(id);
    if (!found) return refuse({ code: 'refused-document-unknown' });
    const { document, bytes } = found;
    const source = await sources.find(document.sourceId);
    const charset = source?.settings.charset;
    return accept({ document, ...(bytes ? { beginning: beginningOf(bytes, charset) } : {}) });
  });
}

/** Control and direction signs could make a text look like another; they become U+FFFD. */
const STEERING = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function beginningOf(bytes: Uint8Array, charset: string | undefined): string {
  const first = bytes.subarray(0, BYTES_SHOWN);
  const decoded = decodeText(first, undefined, charset);
  const text = decoded.ok ? decoded.value.text : new TextDecoder('windows-1252').decode(first);
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(STEERING, '\uFFFD')
    .slice(0, LETTERS_SHOWN)
    .toWellFormed();
}

export type RetryNeeds<Stores extends IngestStores> = IngestNeeds<Stores> & {
  readonly picturesFor: (agency: By['agency']) => PictureReader;
};

/**
 * Reads a refused document again, as its source is set now. When all that is in it is admitted it is settled; otherwise it stays with
 * the newest reason.
 */
export async function retryRefused<Stores extends IngestStores>(
  needs: RetryNeeds<Stores>,
  { agency, personId, at }: By,
  id: string,
): Promise<Result<IngestReport, RefusedUnknown | RefusedSettled | NotKept | RefusedAgain>> {
  const found = await needs.transact(agency.id, async ({ sources }) => {
    const refused = await sources.findRefused(id);
    const source = refused && (await sources.find(refused.document.sourceId));
    return refused && source ? { ...refused, source } : undefined;
  });
  if (!found) return refuse({ code: 'refused-document-unknown' });
  const { document, bytes, source } = found;
  if (document.settled) return refuse({ code: 'refused-document-settled' });
  if (!bytes) return refuse({ code: 'refused-document-not-kept' });
  const arrived = { agency, source, name: nameOf(document), bytes, at, pictures: needs.picturesFor(agency) };
  const read = await ingestDocument(needs, arrived, async ({ sources }, result) => {
    if (result.ok && result.value.refused.length === 0)
      await sources.settleRefused(document, { as: 'admitted', at, by: personId });
  });
  return read.ok ? read : refuse(again(read.error));
}

export type NotKept = { readonly code: 'refused-document-not-kept' };

/** The name that its document came under: each item of one that has several bears its place too. */
function nameOf({ name, at }: RefusedDocument): string {
  const place = ` ${at}`;
  return at !== '' && name.endsWith(place) ? name.slice(0, -place.length) : name;
}

function again({ code: reason, at, detail }: FormatRefusal): RefusedAgain {
  return { code: 'document-refused', reason, at, detail };
}

/** A person says that a refused document is not wanted, and why; its bytes go, what was refused stays on record. */
export async function discardRefused<Stores extends IngestStores>(
  needs: Pick<IngestNeeds<Stores>, 'transact'>,
  { agency, personId, at }: By,
  order: { readonly id: string; readonly why: string },
): Promise<Result<RefusedDocument, RefusedUnknown | RefusedSettled>> {
  return needs.transact(agency.id, async ({ sources }) => {
    const found = await sources.findRefused(order.id);
    if (!found) return refuse({ code: 'refused-document-unknown' });
    if (found.document.settled) return refuse({ code: 'refused-document-settled' });
    const settled = { as: 'discarded', at, why: order.why.trim(), by: personId } as const;
    await sources.settleRefused(found.document, settled);
    return accept({ ...found.document, settled: { as: settled.as, at, why: settled.why } });
  });
}
