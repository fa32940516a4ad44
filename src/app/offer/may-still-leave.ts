import type { Caller } from '#app/channel/serve-channel.ts';
import { readItemUri } from '#formats/ninjs/item-uri.ts';
import type { StoredEntry } from '#ports/channel-store.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Instant } from '#kernel/instant.ts';
import { judgeOffers } from './judge-offer.ts';

type LeaveStores = {
  readonly items: ItemReader;
  readonly useState: UseStateReader;
  readonly offers: Pick<OfferStore, 'find'>;
};

type Clock = { readonly now: () => Instant };

/**
 * May the object of this entry still be fetched? Agreements always; a story only while it lives and an agreement in force
 * lets the caller see it, whatever was decided when it was offered (I15).
 */
export function mayStillLeave(clock: Clock) {
  return async (stores: LeaveStores, caller: Caller, entry: StoredEntry): Promise<boolean> => {
    if (!entry.type.startsWith('item.')) return true;
    const guid = entry.subject === undefined ? undefined : readItemUri(entry.subject);
    const item =
      guid === undefined ? undefined : await stores.items.findByName({ provider: caller.agency.did, guid });
    if (!item || item.state === 'killed') return false;
    return isSeen(stores, caller, item, clock.now());
  };
}

/** The same for what an item shows beside its text. */
export function mayItemLeave(clock: Clock) {
  return async (stores: LeaveStores, caller: Caller, itemId: string): Promise<boolean> => {
    const item = await stores.items.find(itemId);
    return item?.origin === 'own' && isSeen(stores, caller, item, clock.now());
  };
}

async function isSeen(
  { items, useState, offers }: LeaveStores,
  { agency, partnerDid }: Caller,
  item: StoredItem,
  at: Instant,
): Promise<boolean> {
  const stored = await items.version(item.id, item.latestVersion);
  if (!stored) return false;
  if ((await items.isOffOffer(item)) && !(await offers.find(item.id, partnerDid))?.takenAt) return false;
  const judged = await judgeOffers(useState, { agencyDid: agency.did, item, version: stored.content, at });
  return judged.some((one) => one.partnerDid === partnerDid);
}
