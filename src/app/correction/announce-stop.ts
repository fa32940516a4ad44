import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { AppendTools } from '#app/channel/append-entry.ts';
import type { TombstoneStores } from '#app/publication/tombstone-publications.ts';
import { restorePages, withholdPages } from '#app/publication/withhold-pages.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { Offer } from '#ports/offer-store.ts';
import type { Recall } from '#ports/recall-store.ts';
import { tellEach, tellHolders, type Telling, type TellStores } from './tell-holders.ts';

export type StopStores = TellStores & TombstoneStores;

type From = { readonly agency: Agency; readonly at: Instant };
type Said = { readonly item: StoredItem; readonly recall: Recall };

/**
 * Stop and wait, in one transaction with everything it does here: the recall, one leaf of the log (I8), our own pages wait,
 * and an entry to every partner that was ever offered it, on offer still or not, with the deadline that a kill would have (I7).
 */
export async function announceWithhold(
  stores: StopStores,
  tools: AppendTools,
  from: From,
  { item, recall }: Said,
): Promise<void> {
  const { reasonClass, publicReason } = recall;
  await withholdPages(stores, item.id, { reasonClass, publicReason, actor: from.agency.did }, from.at);
  const offers = await stores.offers.ofItem(item.id);
  await tellHolders(stores, tools, from, { item, recall, ...stopTelling(offers) });
}

/** Go on: our pages come back, and everybody who was told to stop is told, whatever the agreement says of new text. */
export async function announceRelease(
  stores: StopStores,
  tools: AppendTools,
  from: From,
  { item, recall }: Said,
): Promise<void> {
  const { reasonClass, publicReason } = recall;
  await restorePages(stores, item, { reasonClass, publicReason, actor: from.agency.did }, from.at);
  const offers = await stores.offers.ofItem(item.id);
  const isOff = await stores.items.isOffOffer(item);
  await tellHolders(stores, tools, from, { item, recall, ...releaseTelling(offers, isOff) });
}

/** Holders who were not told how the item stands: after a restore, when one partner's tail said so. */
export async function tellRestOfStop(
  stores: StopStores,
  tools: AppendTools,
  from: From,
  item: StoredItem,
): Promise<void> {
  const offers = await stores.offers.ofItem(item.id);
  if (offers.length === 0) return;
  const isOff = await stores.items.isOffOffer(item);
  const stop = await stores.recalls.openStop(item.id);
  const released = await stores.recalls.find(item.id, 'release');
  const withdrawn = await stores.recalls.find(item.id, 'withdraw');
  if (item.state === 'withheld' && stop)
    await tellEach(stores, tools, from, { item, recall: stop, ...stopTelling(offers) });
  if (item.state === 'usable' && !stop && released)
    await tellEach(stores, tools, from, { item, recall: released, ...releaseTelling(offers, isOff) });
  // Who waits for a release was told of the withdrawal before, or need not be.
  const offered = offers.filter(({ state }) => state === 'offered');
  if (isOff && withdrawn)
    await tellEach(stores, tools, from, { item, recall: withdrawn, ...withdrawTelling(offered) });
}

export function stopTelling(offers: readonly Offer[]): Telling {
  return {
    type: 'item.withheld',
    leaf: 'item-withheld',
    isDue: true,
    offers: offers.filter(({ state }) => state !== 'withheld'),
    stateAfter: () => 'withheld',
  };
}

export function releaseTelling(offers: readonly Offer[], isOff: boolean): Telling {
  return {
    type: 'item.released',
    leaf: 'item-reinstated',
    isDue: false,
    offers: offers.filter(({ state }) => state === 'withheld'),
    stateAfter: () => (isOff ? 'withdrawn' : 'offered'),
  };
}

/** Who was told to stop waits for the release, on offer or off it. */
export function withdrawTelling(offers: readonly Offer[]): Telling {
  return {
    type: 'item.withdrawn',
    isDue: false,
    offers: offers.filter(({ state }) => state !== 'withdrawn'),
    stateAfter: ({ state }) => (state === 'withheld' ? state : 'withdrawn'),
  };
}
