import type { Caller } from '#app/channel/serve-channel.ts';
import { readItemUri } from '#formats/ninjs/item-uri.ts';
import type { StoredEntry } from '#ports/channel-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Instant } from '#kernel/instant.ts';
import { judgeOffers } from './judge-offer.ts';

type LeaveStores = {
  readonly items: ItemReader;
  readonly offers: OfferStore;
  readonly useState: UseStateReader;
};

/**
 * May the object of this entry still be fetched? Agreements always; a story only while it lives and an agreement in force
 * lets the caller see it, whatever was decided when it was offered (I15). A withheld one may: it says that it is.
 */
export function mayStillLeave(clock: { readonly now: () => Instant }) {
  return async (stores: LeaveStores, caller: Caller, entry: StoredEntry): Promise<boolean> => {
    if (!entry.type.startsWith('item.')) return true;
    const guid = entry.subject === undefined ? undefined : readItemUri(entry.subject);
    const item =
      guid === undefined ? undefined : await stores.items.findByName({ provider: caller.agency.did, guid });
    if (!item || item.state === 'killed') return false;
    if (entry.type === 'item.withheld') return true;
    const stored = await stores.items.version(item.id, item.latestVersion);
    if (!stored) return false;
    const subject = { agencyDid: caller.agency.did, item, version: stored.content, at: clock.now() };
    const judged = await judgeOffers(stores.useState, subject);
    return judged.some(({ partnerDid }) => partnerDid === caller.partnerDid);
  };
}
