import type { Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import { readDocument, type DocumentNeeds } from './convert.ts';
import { beginning } from './item-text.ts';
import { onlyGiven } from './only-given.ts';
import { pubStatusOf } from './wire/to-item.ts';
import { resolveTime } from './wire/resolve-time.ts';
import { readWire } from './wire/read-wire.ts';
import type { WireFormat } from './wire/readers.ts';
import type { WireItem } from './wire/wire-item.ts';

/** What a person looks at before a source is taken: what a document was found to be, and how its first items would come in. */
export type DocumentLook = {
  readonly format: WireFormat;
  readonly provider?: string;
  /** The provider's dialect that was used. */
  readonly dialect?: string;
  readonly dialectVersion?: number;
  readonly charset: string;
  readonly itemCount: number;
  /** The first five. */
  readonly items: readonly LookedAtItem[];
  /** How many stories and pictures would be admitted; nought where the whole document would be refused, for `refusal`. */
  readonly admissible: number;
  readonly refusal?: FormatRefusal;
  /** The first twenty of `droppedCount`. */
  readonly dropped: readonly Dropped[];
  readonly droppedCount: number;
  readonly warnings: readonly Finding[];
  readonly warningCount: number;
};

export type LookedAtItem = {
  readonly kind: WireItem['kind'];
  readonly headline: string;
  readonly language?: string;
  /** As the wire writes it. */
  readonly date?: string;
  /** The moment that is meant by it. */
  readonly at?: Instant;
  readonly byline?: string;
  /** IPTC Media Topics (`medtop:04000000`), the first ten. */
  readonly topics: readonly string[];
  /** How the text begins. */
  readonly text?: string;
  /** What the wire says of its use, and what it asks to be done. */
  readonly status?: string;
  readonly instruction?: string;
  readonly notes: readonly { readonly text: string; readonly isPrivate: boolean }[];
};

const ITEMS = 5;
const NOTES = 5;
const ENTRIES = 20;
const LETTERS = 300;
const TEXT_LETTERS = 160;
const TOPICS = 10;

/** Reads a document as a source would and keeps nothing of it. Refuses what no reader knows. */
export function lookAtDocument(bytes: Uint8Array, needs: DocumentNeeds): Result<DocumentLook, FormatRefusal> {
  const wire = readWire(bytes, needs);
  if (!wire.ok) return wire;
  const { format, provider, dialect, dialectVersion, encoding, items } = wire.value;
  const timeZone = needs.timeZone ?? wire.value.timeZone;
  const read = readDocument(bytes, needs);
  const dropped = read.ok ? read.value.dropped : wire.value.dropped;
  const warnings = read.ok ? read.value.findings : wire.value.warnings;
  return accept({
    format,
    ...(provider === undefined ? {} : { provider: beginning(provider.name ?? provider.code, LETTERS) }),
    ...(dialect === undefined ? {} : { dialect }),
    ...(dialectVersion === undefined ? {} : { dialectVersion }),
    charset: encoding.found,
    itemCount: items.length,
    items: items.slice(0, ITEMS).map((item) => lookAtItem(item, timeZone)),
    admissible: read.ok ? read.value.items.length : 0,
    ...(read.ok ? {} : { refusal: read.error }),
    dropped: dropped.slice(0, ENTRIES),
    droppedCount: dropped.length,
    warnings: warnings.slice(0, ENTRIES),
    warningCount: warnings.length,
  });
}

function lookAtItem(item: WireItem, timeZone: string | undefined): LookedAtItem {
  const { kind, language, dates, pubStatus, instruction, edNotes, byline } = item;
  const date = dates.versionCreated ?? dates.published ?? dates.contentCreated;
  const text = beginning(item.body.map((block) => block.text).join(' '), TEXT_LETTERS);
  const topics = new Set(item.subjects.flatMap(({ mediaTopic }) => mediaTopic ?? []));
  const notes = [
    ...edNotes.map(({ text, audience }) => ({ text, isPrivate: audience === 'private' })),
    ...item.private.map(({ text }) => ({ text, isPrivate: true })),
  ];
  return {
    kind,
    headline: beginning(item.headline ?? item.slugline ?? item.uri, LETTERS),
    ...onlyGiven({
      language,
      date,
      at: resolveTime(date, timeZone),
      byline,
      text,
      status: pubStatus === undefined ? undefined : pubStatusOf(item),
      instruction,
    }),
    topics: [...topics].slice(0, TOPICS),
    notes: notes
      .slice(0, NOTES)
      .map(({ text, isPrivate }) => ({ text: beginning(text, LETTERS), isPrivate })),
  };
}
