import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { Converted } from '../convert-to.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireDocument } from './wire-document.ts';
import type { WireCode, WireItem, WireRendition } from './wire-item.ts';

/** One news item in another form. */
export type RecordedConversion = Converted & { readonly uri: string };

/** An item of a record: bytes inside the document are told by their number. */
export type RecordedItem = Omit<WireItem, 'renditions' | 'associations'> & {
  readonly renditions: readonly (Omit<WireRendition, 'embedded'> & {
    readonly embedded?: { readonly sizeBytes: number };
  })[];
  readonly associations: readonly RecordedItem[];
};

/** What `pactwire convert` says of one file, as contract/wire-record.ts describes it. */
export type WireRecord = {
  readonly file: string;
  readonly format: string | null;
  readonly provider: WireCode | null;
  readonly dialect: string | null;
  readonly dialectVersion?: number;
  readonly encoding: {
    readonly declared: readonly { readonly by: string; readonly charset: string }[];
    readonly found: string | null;
  };
  readonly items: readonly RecordedItem[];
  readonly dropped: readonly Dropped[];
  readonly warnings: readonly Finding[];
  readonly refusals: readonly { readonly reason: string; readonly at: string; readonly detail: string }[];
  readonly converted?: readonly RecordedConversion[];
};

/** The record of a file that was read. */
export function wireRecord(
  file: string,
  document: WireDocument,
  told: { readonly converted?: readonly RecordedConversion[]; readonly refusals: readonly FormatRefusal[] },
): WireRecord {
  const { converted, refusals } = told;
  return {
    file,
    format: document.format,
    provider: document.provider ?? firstProvider(document.items) ?? null,
    dialect: document.dialect ?? null,
    ...onlyGiven({ dialectVersion: document.dialectVersion }),
    encoding: {
      declared: document.encoding.declared.map(({ from, written }) => ({ by: from, charset: written })),
      found: document.encoding.found,
    },
    items: document.items.map(recordedItem),
    dropped: document.dropped,
    warnings: document.warnings,
    refusals: refusals.map(recordedRefusal),
    ...(converted === undefined ? {} : { converted }),
  };
}

/** The record of a file that could not be read. */
export function refusedRecord(file: string, refusal: FormatRefusal): WireRecord {
  return {
    file,
    format: null,
    provider: null,
    dialect: null,
    encoding: { declared: [], found: null },
    items: [],
    dropped: [],
    warnings: [],
    refusals: [recordedRefusal(refusal)],
  };
}

function recordedRefusal({ code, at, detail }: FormatRefusal) {
  return { reason: code, at, detail };
}

function firstProvider(items: readonly WireItem[]) {
  return items.find(({ provider }) => provider !== undefined)?.provider;
}

/** An item as a record tells it. */
export function recordedItem(item: WireItem): RecordedItem {
  return {
    ...item,
    renditions: item.renditions.map(({ embedded, ...rendition }) => ({
      ...rendition,
      ...(embedded === undefined ? {} : { embedded: { sizeBytes: embedded.bytes.length } }),
    })),
    associations: item.associations.map(recordedItem),
  };
}
