import type { Instant } from '#kernel/instant.ts';
import { itemFacts } from '#domain/agreement/item-facts.ts';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { obligationsAfter } from '#domain/agreement/obligations-after.ts';
import { agreementsInForce } from '#domain/agreement/state-of.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import { readRecords } from '#app/agreement/read-records.ts';
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
    const due = await dueBy(stores, item, offer.partnerDid, from.at);
    const entry = await appendEntry(stores, tools, from, {
      partnerDid: offer.partnerDid,
      type: 'item.killed',
      subject: printItemUri(item.guid),
      agreements: [offer.agreementDigest],
      receipt: { receipt: 'applied', ...due },
      critical: true,
      data: { guid: item.guid, version: item.latestVersion, reasonClass, publicReason },
    });
    const dueAt = due.by === undefined ? {} : { dueAt: due.by };
    await stores.recalls.addReach({
      recallId: recall.id,
      partnerDid: offer.partnerDid,
      entry: { ch: entry.ch, epoch: entry.epoch, seq: entry.seq },
      writtenAt: from.at,
      ...dueAt,
    });
    await stores.offers.save({ ...offer, state: 'killed' });
  }
}

async function dueBy(
  stores: KillStores,
  item: StoredItem,
  partnerDid: string,
  at: Instant,
): Promise<{ readonly by?: Instant }> {
  const stored = await stores.items.version(item.id, item.latestVersion);
  if (!stored) return {};
  const agreements = compileAgreements(
    agreementsInForce(readRecords(await stores.useState.agreements()), at),
  );
  const facts = itemFacts(stored.content, { ...item, status: 'canceled' });
  const [first] = obligationsAfter(agreements, {
    event: 'killReceived',
    holder: partnerDid,
    item: facts,
    at,
  });
  return first ? { by: first.dueAt } : {};
}
