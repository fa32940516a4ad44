import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import { owedAfter } from '#app/agreement/owed-after.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import { tombstonePublications, type TombstoneStores } from '#app/publication/tombstone-publications.ts';
import type { ItemStore, StoredItem } from '#ports/item-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { Recall, RecallStore } from '#ports/recall-store.ts';
import type { TranslationStore } from '#ports/translation-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

export type KillStores = AppendStores &
  TombstoneStores & {
    readonly translations: TranslationStore;
    readonly items: ItemStore;
    readonly offers: OfferStore;
    readonly recalls: RecallStore;
    readonly useState: UseStateReader;
  };

/**
 * The kill of our own item, in one transaction with everything it does here: the recall, one leaf of the log (I8), our own
 * pages down, and an entry to every partner that was ever offered the item, with the deadline of its agreement (I7).
 */
export async function announceKill(
  stores: KillStores,
  tools: AppendTools,
  from: { readonly agency: Agency; readonly at: Instant },
  { item, recall }: { readonly item: StoredItem; readonly recall: Recall },
): Promise<void> {
  const { reasonClass, publicReason } = recall;
  const actor = from.agency.did;
  await stores.recalls.add(recall);
  await stores.logLeaves.append({ kind: 'item-killed', subject: item.guid, actor, reasonClass, at: from.at });
  await tombstonePublications(stores, item.id, { reasonClass, publicReason, actor }, from.at);
  for (const offer of await stores.offers.ofItem(item.id)) {
    const { partnerDid: holder, version } = offer;
    const owed = await owedAfter(stores, { event: 'killReceived', holder, item, version, at: from.at });
    const entry = await appendEntry(stores, tools, from, {
      partnerDid: offer.partnerDid,
      type: 'item.killed',
      subject: printItemUri(item.guid),
      agreements: [offer.agreementDigest],
      receipt: { receipt: 'applied', ...(owed ? { by: owed.dueAt } : {}) },
      critical: true,
      data: { guid: item.guid, version: item.latestVersion, reasonClass, publicReason },
    });
    await stores.recalls.addReach({
      recallId: recall.id,
      partnerDid: offer.partnerDid,
      entry: { ch: entry.ch, epoch: entry.epoch, seq: entry.seq },
      writtenAt: from.at,
      ...(owed ? { dueAt: owed.dueAt } : {}),
    });
    await stores.offers.save({ ...offer, state: 'killed' });
  }
}
