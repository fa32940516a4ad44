import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { isItemName } from './ninjs/item-uri.ts';
import type { ReadItem, ReadNeeds } from './read-item.ts';
import { readWire, type WireDocumentNeeds } from './wire/read-wire.ts';
import type { WireDocument } from './wire/wire-document.ts';
import type { WireFormat } from './wire/readers.ts';
import { withEmbeddedPictures } from './wire/with-embedded-pictures.ts';
import { withPushedMedia } from './wire/with-pushed-media.ts';
import { killsOf, stopsOf } from './wire/other-items.ts';
import { toItem } from './wire/to-item.ts';
import type { WireItem } from './wire/wire-item.ts';

/** `version` where a person keeps the dialect; the shipped ones have none. */
export type DialectUsed = { readonly id: string; readonly version?: number };

/** What came out of one document: its items in document order, and everything that did not come along. */
export type ReadDocument = {
  readonly format: WireFormat;
  /** The dialect that it was read with. */
  readonly dialect?: DialectUsed;
  readonly items: readonly ItemVersion[];
  /** Which of the items say of themselves that they correct an earlier version, by their place in `items`. */
  readonly corrections: ReadonlySet<number>;
  /** Names of other items that one of the items asks to stop, by its place in `items`. */
  readonly stops: ReadonlyMap<number, readonly string[]>;
  /** Pictures that lie inside the document, by the address that their renditions have. */
  readonly embedded: ReadonlyMap<string, Uint8Array>;
  /** Where there are several items, `at` begins with `item N `. */
  readonly dropped: readonly Dropped[];
  readonly findings: readonly Finding[];
};

/**
 * `contentType` is the HTTP header's value, believed only where the bytes agree. `timeZone` (IANA name) is for times without an
 * offset, `charset` for bytes that do not tell; a source's settings may name both.
 */
export type DocumentNeeds = ReadNeeds &
  Pick<WireDocumentNeeds, 'inflate' | 'dialects'> & {
    readonly contentType?: string;
    readonly timeZone?: string;
    readonly charset?: string;
    /** Where pictures that the sender pushed apart are known (`pushedMediaAddress`). */
    readonly mediaBase?: string;
  };

/**
 * Reads a document of any format that a source may send into items of ours. One bad item among good ones is listed as dropped; a
 * document without a single readable item is refused with the place and the reason.
 */
export function readDocument(bytes: Uint8Array, needs: DocumentNeeds): Result<ReadDocument, FormatRefusal> {
  const read = readWire(bytes, needs);
  if (!read.ok) return read;
  return itemsOf(read.value.format === 'picture' ? withItself(read.value, bytes) : read.value, needs);
}

/** Of a picture file the document is the picture: its bytes go with what it says of itself. */
function withItself(document: WireDocument, bytes: Uint8Array): WireDocument {
  const items = document.items.map((item) => ({
    ...item,
    renditions: item.renditions.map((one) => ({ ...one, embedded: { bytes } })),
  }));
  return { ...document, items };
}

function itemsOf(document: WireDocument, needs: DocumentNeeds): Result<ReadDocument, FormatRefusal> {
  const { provider } = needs;
  const timeZone = needs.timeZone ?? document.timeZone;
  const zoned = { ...needs, ...(timeZone === undefined ? {} : { timeZone }) };
  if (provider === undefined)
    return no('document-without-items', '', 'It is not said which agency answers for this source.');
  const embedded = new Map<string, Uint8Array>();
  const items: ReadOne[] = [];
  const dropped = [...document.dropped];
  let firstRefusal: FormatRefusal | undefined;
  for (const wire of document.items) {
    const read = readOne(wire, embedded, { ...zoned, provider });
    if (read.ok) items.push(...read.value);
    else {
      firstRefusal ??= read.error;
      dropped.push({ at: read.error.at, what: `${wire.kind} ${wire.uri}`.trim(), why: read.error.detail });
    }
  }
  if (items.length === 0 && firstRefusal !== undefined) return refuse(firstRefusal);
  const placed = <T extends { readonly at: string }>(entries: readonly T[], index: number) =>
    items.length === 1
      ? entries
      : entries.map((entry) => ({ ...entry, at: `item ${index + 1} ${entry.at}` }));
  return accept({
    format: document.format,
    ...dialectOf(document),
    items: items.map(({ item }) => item),
    corrections: new Set(items.flatMap(({ isCorrection }, index) => (isCorrection ? [index] : []))),
    stops: new Map(items.flatMap(({ stops }, index) => (stops.length > 0 ? [[index, stops]] : []))),
    embedded,
    dropped: [...dropped, ...items.flatMap((one, index) => placed(one.dropped, index))],
    findings: [...document.warnings, ...items.flatMap((one, index) => placed(one.findings, index))],
  });
}

type ReadOne = ReadItem & { readonly isCorrection: boolean; readonly stops: readonly string[] };

function dialectOf({ dialect: id, dialectVersion: version }: WireDocument): Pick<ReadDocument, 'dialect'> {
  if (id === undefined) return {};
  return { dialect: { id, ...(version === undefined ? {} : { version }) } };
}

function readOne(
  wire: WireItem,
  embedded: Map<string, Uint8Array>,
  needs: DocumentNeeds & { readonly provider: string },
): Result<readonly ReadOne[], FormatRefusal> {
  if (wire.uri === '') return no('document-without-items', wire.at, 'Nothing names the item.');
  if (!isItemName(wire.uri)) return no('document-without-items', wire.at, NAME_UNFIT);
  const { mediaBase } = needs;
  const whole = withEmbeddedPictures(wire, embedded, needs);
  const read = toItem(mediaBase === undefined ? whole : withPushedMedia(whole, mediaBase), needs);
  if (!read.ok) return read;
  const kills = killsOf(wire, read.value.item).filter(({ guid }) => isItemName(guid));
  return accept([
    {
      ...read.value,
      isCorrection: wire.instruction === 'correct',
      stops: stopsOf(wire).filter(isItemName),
    },
    ...kills.map((item) => ({ item, dropped: [], findings: [], isCorrection: false, stops: [] })),
  ]);
}

const NAME_UNFIT = 'The id is longer than 2,000 characters as a URI, or has control characters.';

function no(code: FormatRefusal['code'], at: string, detail: string): Result<never, FormatRefusal> {
  return refuse({ code, at, detail });
}
