import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import { findOffered } from '#app/item/offered-name.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { TakeStore } from '#ports/take-store.ts';
import type { Transact } from '#ports/transaction.ts';

type ReportStores = AppendStores & { readonly takes: TakeStore; readonly items: ItemReader };

/** Tells the origin that its story was taken, once, unless the take was undone in time. */
export async function reportTake(
  needs: AppendTools & { readonly transact: Transact<ReportStores> },
  from: { readonly agency: Agency; readonly at: Instant },
  takeId: string,
): Promise<void> {
  await needs.transact(from.agency.id, async (stores) => {
    const take = await stores.takes.lock(takeId);
    const item = take && (await stores.items.find(take.itemId));
    if (!take || !item || take.undoneAt !== undefined || take.toldAt !== undefined) return;
    await stores.takes.markTold(takeId, from.at);
    await appendEntry(stores, needs, from, {
      partnerDid: item.provider,
      type: 'item.taken',
      subject: printItemUri(item.guid),
      agreements: [take.agreementDigest],
      data: { version: take.version, use: take.use, takenAt: take.takenAt },
    });
  });
}

/** A partner took our story, or one that we passed on: from now on its recalls are owed to it as a holder. */
export async function receiveTake(
  stores: { readonly items: ItemReader; readonly offers: OfferStore },
  { agency, partner, received, at }: EntryArrival,
): Promise<void> {
  const item = await findOffered(stores.items, agency.did, received.entry.subj);
  if (item) await stores.offers.recordTake(item.id, partner.did, at);
}
