import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { AppendTools } from '#app/channel/append-entry.ts';
import { tombstonePublications, type TombstoneStores } from '#app/publication/tombstone-publications.ts';
import type { ItemStore, StoredItem } from '#ports/item-store.ts';
import type { Offer } from '#ports/offer-store.ts';
import type { Recall } from '#ports/recall-store.ts';
import type { TranslationStore } from '#ports/translation-store.ts';
import { tellEach, tellHolders, type Telling, type TellStores } from './tell-holders.ts';

export type KillStores = TellStores &
  TombstoneStores & { readonly translations: TranslationStore; readonly items: ItemStore };

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
  await tombstonePublications(
    stores,
    item.id,
    { reasonClass, publicReason, actor: from.agency.did },
    from.at,
  );
  const offers = await stores.offers.ofItem(item.id);
  await tellHolders(stores, tools, from, { item, recall, ...killTelling(offers) });
}

/** Whoever holds it and was not told: after a restore, when one partner's tail said that it was killed. */
export async function tellRestOfKill(
  stores: KillStores,
  tools: AppendTools,
  from: { readonly agency: Agency; readonly at: Instant },
  { item, recall }: { readonly item: StoredItem; readonly recall: Recall },
): Promise<void> {
  const offers = await stores.offers.ofItem(item.id);
  const rest = offers.filter(({ state }) => state !== 'killed');
  await tellEach(stores, tools, from, { item, recall, ...killTelling(rest) });
}

export function killTelling(offers: readonly Offer[]): Telling {
  return { type: 'item.killed', leaf: 'item-killed', isDue: true, offers, stateAfter: () => 'killed' };
}
