import { accept, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { AdmissionRefusal } from '#domain/item/admit.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { DocumentNeeds, ReadDocument } from '#formats/convert.ts';
import type { BlobFacts, BlobStore } from '#ports/blob-store.ts';
import type { DialectStore } from '#ports/dialect-store.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { RefusedDocument, Source, SourceStore } from '#ports/source-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash, Ids } from '#ports/world.ts';
import { admitVersions, type AdmittedVersion, type ArrivingVersion } from './admit-version.ts';
import { withholdItem } from './withhold-item.ts';
import { dialectsInForce } from './dialect/dialects-in-force.ts';
import { gatherPictures, type Gathered, type PictureReader } from './gather-pictures.ts';

export type IngestStores = {
  readonly items: ItemStore;
  readonly sources: SourceStore;
  readonly blobs: BlobStore;
  readonly dialects: DialectStore;
};

export type IngestNeeds<Stores extends IngestStores> = {
  readonly transact: Transact<Stores>;
  readonly ids: Ids;
  readonly hash: Hash;
  readonly readForeign: ReadForeignBytes;
  readonly keepPicture: KeepPicture;
};

/** Keeps what really is a picture; the reason, in one sentence, when it is none. */
export type KeepPicture = (
  agency: ArrivedDocument['agency'],
  bytes: Uint8Array,
) => Promise<Result<BlobFacts, string>>;

/** Reads a document of a source where nothing in it can hold up the node (engines/document-reader). */
export type ReadForeignBytes = (
  sourceId: string,
  bytes: Uint8Array,
  needs: DocumentNeeds,
) => Promise<Result<ReadDocument, FormatRefusal>>;

/** Bytes from any door of an agency's own wire. */
export type ArrivedDocument = {
  readonly agency: { readonly id: string; readonly did: string };
  readonly source: Source;
  /** File name, feed address, or push id: how people of the desk find it again. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly baseUrl?: string;
  /** Where pictures that the sender pushed apart are known. */
  readonly mediaBase?: string;
  readonly at: Instant;
  /** It may still be being written: when it cannot be read, that is not recorded yet. */
  readonly mayGrow?: boolean;
  readonly pictures: PictureReader;
};

export type IngestReport = {
  readonly admitted: readonly (AdmittedVersion & { readonly guid: string })[];
  readonly refused: readonly AdmissionRefusal[];
};

/**
 * Reads a document and admits what is in it, all of it in one transaction: on return it is kept. A document that cannot be
 * read, and each item that is not admitted, is recorded with the place and the reason; nothing is lost silently.
 * `within` runs in the same transaction, after the admission.
 */
export async function ingestDocument<Stores extends IngestStores>(
  needs: IngestNeeds<Stores>,
  document: ArrivedDocument,
  within?: (stores: Stores, result: Result<IngestReport, FormatRefusal>) => Promise<void>,
): Promise<Result<IngestReport, FormatRefusal>> {
  const dialects = await needs.transact(document.agency.id, (stores) => dialectsInForce(stores.dialects));
  const read = await needs.readForeign(document.source.id, document.bytes, {
    dialects,
    provider: document.agency.did,
    receivedAt: document.at,
    ...(document.contentType === undefined ? {} : { contentType: document.contentType }),
    ...(document.baseUrl === undefined ? {} : { baseUrl: document.baseUrl }),
    ...(document.mediaBase === undefined ? {} : { mediaBase: document.mediaBase }),
    ...saidOf(document.source),
  });
  if (!read.ok) {
    if (document.mayGrow) return read;
    await needs.transact(document.agency.id, async (stores) => {
      await recordRefused(needs, stores, document, [read.error]);
      await within?.(stores, read);
    });
    return read;
  }
  const wanted = await unknownOf(needs, document, read.value);
  const { embedded, corrections, stops, dialect } = read.value;
  const gathered = await gatherPictures(wanted, (href) => {
    const bytes = embedded.get(href);
    return bytes === undefined ? document.pictures(href) : needs.keepPicture(document.agency, bytes);
  });
  return needs.transact(document.agency.id, async (stores) => {
    const report = await admitAll(needs, stores, document, {
      ...gathered,
      corrections,
      stops,
      ...(dialect === undefined ? {} : { dialect }),
    });
    await within?.(stores, accept(report));
    return accept(report);
  });
}

/** What a source's settings say of its documents where they are silent. */
export function saidOf({ settings }: Source): Pick<DocumentNeeds, 'charset' | 'timeZone'> {
  const { charset, timeZone } = settings;
  return { ...(charset === undefined ? {} : { charset }), ...(timeZone === undefined ? {} : { timeZone }) };
}

type Arrived = {
  readonly version: ItemVersion;
  readonly dropped: readonly Dropped[];
  readonly isKnown: boolean;
};

/** Items of a document with what was dropped from each; of those we hold already no picture is fetched again. */
async function unknownOf<Stores extends IngestStores>(
  needs: IngestNeeds<Stores>,
  document: ArrivedDocument,
  { items, dropped }: ReadDocument,
): Promise<readonly Arrived[]> {
  const known = await needs.transact(document.agency.id, ({ items: store }) => store.lock(items));
  return items.map((item, index) => ({
    version: withLanguage(item, document.source.language),
    dropped: items.length === 1 ? dropped : ofItem(dropped, index),
    isKnown: known[index]?.sameVersion !== undefined || known[index]?.tombstone === true,
  }));
}

function ofItem(dropped: readonly Dropped[], index: number): readonly Dropped[] {
  const place = `item ${index + 1} `;
  return dropped
    .filter(({ at }) => at.startsWith(place))
    .map((one) => ({ ...one, at: one.at.slice(place.length) }));
}

/** What a document does not say about its language the source's settings may. */
function withLanguage(version: ItemVersion, language: string | undefined): ItemVersion {
  return version.language === 'und' && language !== undefined ? { ...version, language } : version;
}

async function admitAll<Stores extends IngestStores>(
  needs: IngestNeeds<Stores>,
  stores: Stores,
  document: ArrivedDocument,
  gathered: Gathered & Pick<ReadDocument, 'corrections' | 'stops' | 'dialect'>,
): Promise<IngestReport> {
  await stores.blobs.record(gathered.blobs, document.at);
  const arriving = gathered.items.map(({ version, dropped }, index): ArrivingVersion => ({
    version,
    dropped,
    origin: 'own',
    isCorrection: gathered.corrections.has(index),
    at: document.at,
    sourceId: document.source.id,
    ...(gathered.dialect === undefined ? {} : { readWith: gathered.dialect }),
  }));
  const answers = await admitVersions({ stores, ids: needs.ids, hash: needs.hash }, arriving);
  for (const [index, guids] of gathered.stops)
    if (isNews(answers[index])) await stopOthers(stores, document, guids);
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  const admitted = answers.flatMap((answer, index) => {
    const guid = arriving[index]?.version.guid ?? '';
    return answer.ok ? [{ ...answer.value, guid }] : [];
  });
  await recordRefused(needs, stores, document, refused.map(explain));
  if (gathered.dialect !== undefined) {
    const { dialect } = gathered;
    await stores.dialects.recordRead({ sourceId: document.source.id, dialect, at: document.at });
  }
  return { admitted, refused };
}

/** A feed shows its notices at every poll: what was released since stays so. */
function isNews(answer: Result<AdmittedVersion, AdmissionRefusal> | undefined): boolean {
  return (
    answer?.ok === true && answer.value.outcome !== 'duplicate' && answer.value.outcome !== 'older-version'
  );
}

/** Stops what a notice names, also what has not come yet; the desk lets it go on. */
async function stopOthers(
  { items }: IngestStores,
  { agency, at }: ArrivedDocument,
  guids: readonly string[],
): Promise<void> {
  for (const guid of guids)
    await withholdItem({ items }, { provider: agency.did, guid }, { at, announce: true });
}

type Reason = { readonly code: string; readonly at: string; readonly detail: string };

function explain(refusal: AdmissionRefusal): Reason {
  const { code, guid, version } = refusal;
  const why =
    code === 'item-killed'
      ? 'was withdrawn for good before this version came'
      : 'is held already with other content; a change needs a higher version number';
  return { code, at: guid, detail: `Version ${version} of ${guid} ${why}.` };
}

async function recordRefused<Stores extends IngestStores>(
  needs: IngestNeeds<Stores>,
  stores: Stores,
  document: ArrivedDocument,
  reasons: readonly Reason[],
): Promise<void> {
  const digest = needs.hash.sha256(document.bytes);
  const rows = reasons.map(({ code, at, detail }): RefusedDocument => ({
    id: needs.ids.uuid(),
    sourceId: document.source.id,
    name: reasons.length === 1 ? document.name : `${document.name} ${at}`,
    receivedAt: document.at,
    code,
    at,
    detail,
    digest,
    sizeBytes: document.bytes.length,
  }));
  await stores.sources.recordRefused(rows, document.bytes);
}
