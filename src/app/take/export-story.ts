import { accept, type Result } from '#kernel/result.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { PubStatus } from '#domain/item/item.ts';
import type { SourcePicture } from '#domain/publication/story-pictures.ts';
import { printOutgoing, type OutgoingFile, type OutgoingFormat } from '#formats/print-outgoing.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { BlobFiles, BlobStore } from '#ports/blob-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { readPictures } from './read-pictures.ts';
import {
  letStoryOut,
  type By,
  type LeavingRefusal,
  type LeavingStores,
  type LeavingStory,
  type LeavingTools,
} from './let-story-out.ts';

type ExportStores = LeavingStores & {
  readonly activities: ActivityStore;
  readonly blobs: Pick<BlobStore, 'forgetGiven'>;
  readonly outbox: Pick<OutboxStore, 'put'>;
};

export type ExportNeeds = LeavingTools & {
  readonly transact: Transact<ExportStores>;
  readonly files: Pick<BlobFiles, 'read'>;
};

/** A story as a file for another system, and what of it may not leave. */
export type ExportedStory = OutgoingFile & {
  readonly fileName: string;
  readonly dropped: readonly Dropped[];
};

export type ExportOrder = {
  readonly itemId: string;
  readonly as: OutgoingFormat;
  /** Of the item: its translation leaves, as an item of its own, instead of the story as it came. */
  readonly translationId?: string;
};

/**
 * Hands a story over to another system of ours as a file: when we may use it in some way now, or of one that was stopped the
 * stop. A translation leaves when all of it is confirmed and the agreement lets us translate into its language now.
 */
export async function exportStory(
  needs: ExportNeeds,
  by: By,
  order: ExportOrder,
): Promise<Result<ExportedStory, LeavingRefusal>> {
  const left = await needs.transact(by.agency.id, async (stores) => {
    const leaving = await letStoryOut(stores, needs, by, { ...order, purpose: 'hand-over' });
    if (leaving.ok) await note(stores, by, order, leaving.value.outgoing.item.pubStatus);
    return leaving;
  });
  return left.ok ? accept(await fileOf(needs, left.value, by, order)) : left;
}

async function fileOf(
  needs: ExportNeeds,
  leaving: LeavingStory,
  { agency, at }: By,
  { itemId, as, translationId }: ExportOrder,
): Promise<ExportedStory> {
  const { outgoing } = leaving;
  const isPackage = as === 'zip';
  const of = { agencyId: agency.id, itemId, at };
  const pictures = isPackage ? await readPictures(needs, of, leaving) : [];
  const away = isPackage ? leaving.away.map(notCome) : [];
  const dropped = [...leaving.dropped, ...away];
  const file = printOutgoing(outgoing, as, { pictures, dropped, at });
  const language = translationId === undefined ? '' : `-${outgoing.item.language}`;
  const fileName = `${itemId.slice(-12)}${language}-v${outgoing.item.version}.${file.ending}`;
  return { ...file, fileName, dropped };
}

function notCome({ guid }: SourcePicture): Dropped {
  return { at: '', what: `picture ${guid}`, why: 'it has not come yet' };
}

async function note(
  { activities }: ExportStores,
  { at, personId }: By,
  { itemId, as, translationId }: ExportOrder,
  status: PubStatus,
): Promise<void> {
  const person = personId === undefined ? {} : { personId };
  const facts = {
    as,
    ...(translationId === undefined ? {} : { translationId }),
    ...(status === 'usable' ? {} : { status }),
  };
  await activities.record({ at, ...person, what: 'item-exported', subject: itemId, facts });
}
