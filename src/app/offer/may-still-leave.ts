import type { Caller } from '#app/channel/serve-channel.ts';
import { findOffered } from '#app/item/offered-name.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { StoredEntry } from '#ports/channel-store.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { PassingOnReader } from '#ports/passing-on-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Instant } from '#kernel/instant.ts';
import { gatherOffer, judgeOffers, sightOf } from './judge-offer.ts';
import { blobsOf, withoutKept } from './outgoing-version.ts';

type LeaveStores = {
  readonly items: ItemReader;
  readonly useState: UseStateReader;
  readonly offers: Pick<OfferStore, 'find'>;
  readonly passingOn: PassingOnReader;
};

type Clock = { readonly now: () => Instant };

/**
 * May the object of this entry still be fetched? Agreements always; a story only while it lives and agreements in force
 * let the caller see it, whatever was decided when it was offered (I15).
 */
export function mayStillLeave(clock: Clock) {
  return async (stores: LeaveStores, caller: Caller, entry: StoredEntry): Promise<boolean> => {
    if (!entry.type.startsWith('item.')) return true;
    const item = await findOffered(stores.items, caller.agency.did, entry.subject);
    if (!item || item.state === 'killed') return false;
    return isSeen(stores, caller, { item, at: clock.now() });
  };
}

/** The same for what an item shows beside its text; of a story that is passed on a picture may have to stay that went before. */
export function mayItemLeave(clock: Clock) {
  return async (stores: LeaveStores, caller: Caller, itemId: string, blob: string): Promise<boolean> => {
    const item = await stores.items.find(itemId);
    return item !== undefined && isSeen(stores, caller, { item, at: clock.now(), blob });
  };
}

type Asked = { readonly item: StoredItem; readonly at: Instant; readonly blob?: string };

async function isSeen(stores: LeaveStores, caller: Caller, asked: Asked): Promise<boolean> {
  const { items, offers, passingOn } = stores;
  const { item } = asked;
  const stored = await items.version(item.id, item.latestVersion);
  if (!stored) return false;
  const passings = item.origin === 'own' ? undefined : await passingOn.ofItem(item.id);
  const passing = passings?.find(({ partnerDid }) => partnerDid === caller.partnerDid);
  if (passings && !passing) return false;
  const isOff = passing?.endedAt !== undefined || (await items.isOffOffer(item));
  if (isOff && !(await offers.find(item.id, caller.partnerDid))?.takenAt) return false;
  const version = stored.content;
  return passing ? mayPassOn(stores, caller, asked, version) : mayBeSeen(stores, caller, asked, version);
}

async function mayBeSeen(
  { useState }: LeaveStores,
  { agency, partnerDid }: Caller,
  { item, at }: Asked,
  version: ItemVersion,
): Promise<boolean> {
  const judged = await judgeOffers(useState, { agencyDid: agency.did, item, version, at });
  return judged.some((one) => one.partnerDid === partnerDid);
}

async function mayPassOn(
  { items, useState }: LeaveStores,
  { agency, partnerDid }: Caller,
  { item, at, blob }: Asked,
  version: ItemVersion,
): Promise<boolean> {
  const subject = { agencyDid: agency.did, item, version, at };
  const context = await gatherOffer(useState, subject);
  if (!sightOf(context, subject, partnerDid).under) return false;
  if (blob === undefined) return true;
  return blobsOf(await withoutKept(items, context, subject, partnerDid)).includes(blob);
}
