import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import { admit, type Admission, type AdmissionOutcome, type AdmissionRefusal } from '#domain/item/admit.ts';
import { alignBlocks, lastBlockNumber } from '#domain/item/align-blocks.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { ReadWith } from '#ports/dialect-store.ts';
import type { ItemChange, ItemOrigin, ItemStore, KnownItem, StoredItem } from '#ports/item-store.ts';
import type { Hash, Ids } from '#ports/world.ts';
import { blankFace, faceOf } from './face-of.ts';
import { versionDigest } from './version-digest.ts';

/** What admission needs: the stores of the caller's own transaction, and names. */
export type AdmitNeeds = {
  readonly stores: { readonly items: ItemStore };
  readonly ids: Ids;
  readonly hash: Hash;
};

/** One version at the door, from a wire of ours, a partner, or our own desk. */
export type ArrivingVersion = {
  readonly version: ItemVersion;
  readonly origin: ItemOrigin;
  readonly at: Instant;
  readonly dropped?: readonly Dropped[];
  readonly sourceId?: string;
  readonly readWith?: ReadWith;
  /** What changed, or why it was withdrawn; else the version's own editorial note. */
  readonly note?: string;
  readonly isCorrection?: boolean;
  /** Of a version that kills; `publicReason` falls back to the note. */
  readonly reasonClass?: string;
  readonly personId?: string;
};

export type AdmittedVersion = {
  readonly itemId: string;
  readonly version: number;
  readonly outcome: AdmissionOutcome;
};

/**
 * Admits one version in the transaction that the stores belong to; the same version again changes nothing (I2). A version
 * that says `canceled` kills the item. Own items put the job `item-admitted`.
 */
export async function admitVersion(
  needs: AdmitNeeds,
  arriving: ArrivingVersion,
): Promise<Result<AdmittedVersion, AdmissionRefusal>> {
  const [admitted] = await admitVersions(needs, [arriving]);
  if (!admitted) throw new Error('an arriving version got no answer');
  return admitted;
}

/** The same for many versions of one document: a hundred at a time with as few statements as for one, answers in the order given. */
export async function admitVersions(
  needs: AdmitNeeds,
  arriving: readonly ArrivingVersion[],
): Promise<readonly Result<AdmittedVersion, AdmissionRefusal>[]> {
  const answers: Result<AdmittedVersion, AdmissionRefusal>[] = [];
  for (const wave of wavesOf(arriving)) answers.push(...(await admitWave(needs, wave)));
  return answers;
}

/** What is looked through at one go, and written by one statement: others of the node wait for the one, and no statement may take long. */
const MOST_AT_ONCE = 100;

/** Runs of neighbours in which no item comes twice: two versions of an item are decided one after the other. */
function wavesOf(arriving: readonly ArrivingVersion[]): ArrivingVersion[][] {
  const waves: ArrivingVersion[][] = [];
  let names = new Set<string>();
  for (const one of arriving) {
    const name = `${one.version.provider} ${one.version.guid}`;
    if (waves.length === 0 || names.size === MOST_AT_ONCE || names.has(name)) {
      waves.push([]);
      names = new Set();
    }
    names.add(name);
    waves.at(-1)?.push(one);
  }
  return waves;
}

async function admitWave(
  needs: AdmitNeeds,
  wave: readonly ArrivingVersion[],
): Promise<readonly Result<AdmittedVersion, AdmissionRefusal>[]> {
  const { items } = needs.stores;
  const known = await items.lock(wave.map(({ version }) => version));
  const decided = wave.map((one, index) =>
    decide(needs, one, known[index] ?? { tombstone: false, held: false }),
  );
  const changes = decided.flatMap((one) => (one.ok && one.value.change ? [one.value.change] : []));
  const at = wave[0]?.at;
  if (at && changes.length > 0) await items.record(changes, at);
  return decided.map((one) => (one.ok ? accept(one.value.admitted) : one));
}

type Decided = { readonly admitted: AdmittedVersion; readonly change?: ItemChange };

function decide(
  needs: AdmitNeeds,
  arriving: ArrivingVersion,
  known: KnownItem,
): Result<Decided, AdmissionRefusal> {
  const { guid, version, pubStatus } = arriving.version;
  const digest = versionDigest(arriving.version, needs.hash);
  const isCorrection = arriving.isCorrection ?? false;
  const admission = admit(known, { guid, version, pubStatus, digest, isCorrection });
  if (!admission.ok) return refuse(admission.error);
  const { outcome } = admission.value;
  const itemId = known.item?.id ?? needs.ids.uuid();
  const admitted = { itemId, version, outcome };
  if (outcome === 'duplicate') return accept({ admitted });
  const stands = { itemId, known, admission: admission.value };
  const content = aligned(arriving.version, known);
  const change: ItemChange = {
    item: itemAfter(arriving, stands, content),
    ...faceAfter(content, outcome),
    ...(known.sameVersion ? {} : { version: { ...storedVersion(arriving, content), digest } }),
    ...(outcome === 'killed' ? { tombstone: tombstoneOf(arriving) } : {}),
    activity: {
      what: `item-${outcome}`,
      version,
      ...(arriving.personId ? { personId: arriving.personId } : {}),
    },
    announce: arriving.origin === 'own' && outcome !== 'older-version',
  };
  return accept({ admitted, change });
}

function aligned(version: ItemVersion, known: KnownItem): ItemVersion {
  const { blocks } = alignBlocks(
    known.latest?.blocks ?? [],
    version.blocks,
    known.item?.lastBlockNumber ?? 0,
  );
  return { ...version, blocks };
}

type Stands = {
  readonly itemId: string;
  readonly known: KnownItem;
  readonly admission: Admission;
};

function itemAfter(arriving: ArrivingVersion, stands: Stands, content: ItemVersion): StoredItem {
  const { known, admission, itemId } = stands;
  const isHistory = admission.outcome === 'older-version';
  return {
    id: itemId,
    provider: content.provider,
    guid: content.guid,
    origin: known.item?.origin ?? arriving.origin,
    state: admission.state,
    latestVersion: admission.latestVersion,
    latestIsCorrection: admission.latestIsCorrection,
    lastBlockNumber: Math.max(known.item?.lastBlockNumber ?? 0, lastBlockNumber(content.blocks)),
    arrivedAt: known.item?.arrivedAt ?? arriving.at,
    updatedAt: isHistory ? (known.item?.updatedAt ?? arriving.at) : arriving.at,
  };
}

/** History changes no list; a kill leaves nothing to read in any (I6). */
function faceAfter(content: ItemVersion, outcome: AdmissionOutcome): Pick<ItemChange, 'face'> {
  if (outcome === 'older-version') return {};
  return { face: outcome === 'killed' ? blankFace(content) : faceOf(content) };
}

function storedVersion(
  arriving: ArrivingVersion,
  content: ItemVersion,
): Omit<NonNullable<ItemChange['version']>, 'digest'> {
  const note = arriving.note ?? content.editorialNote;
  return {
    content,
    dropped: arriving.dropped ?? [],
    isCorrection: arriving.isCorrection ?? false,
    admittedAt: arriving.at,
    ...(note === undefined ? {} : { note }),
    ...(arriving.sourceId === undefined ? {} : { sourceId: arriving.sourceId }),
    ...(arriving.readWith === undefined ? {} : { readWith: arriving.readWith }),
  };
}

function tombstoneOf(arriving: ArrivingVersion): NonNullable<ItemChange['tombstone']> {
  return {
    reasonClass: arriving.reasonClass ?? 'other',
    publicReason: arriving.note ?? arriving.version.editorialNote ?? '',
  };
}
