import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Restriction } from '#domain/agreement/restrictions/restriction.ts';
import { publicText, wordsOfRestriction } from '#domain/agreement/restrictions/words-of-restriction.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import { offeredName } from '#app/item/offered-name.ts';
import { parseRestrictions, printRestrictions } from '#formats/envelope/told-restrictions.ts';
import { readItemUri } from '#formats/ninjs/item-uri.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { PlacementStore } from '#ports/destination-store.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { RestrictionStore } from '#ports/restriction-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

type TellStores = {
  readonly restrictions: Pick<RestrictionStore, 'wasConfirmed'>;
  readonly useState: Pick<UseStateReader, 'confirmedRestrictions' | 'toldRestrictions'>;
};

/**
 * What goes along with an offer: the terms that a person here confirmed for the words of this version. Nothing while
 * nobody has; no terms where the words are gone that former ones came from. Of a partner's story that we pass on also what the partner
 * has told us of it.
 */
export async function restrictionsWith(
  { restrictions, useState }: TellStores,
  item: StoredItem,
  version: ItemVersion,
): Promise<JsonObject> {
  const text = wordsOfRestriction(version);
  const confirmed = text === undefined ? undefined : await useState.confirmedRestrictions(item.id, text);
  const told = item.origin === 'own' ? undefined : await useState.toldRestrictions(item, version.version);
  if (confirmed || told) {
    const terms = [...forPartners(version, confirmed?.terms ?? []), ...(told?.terms ?? [])];
    return { restrictions: printRestrictions(terms) };
  }
  return text === undefined && (await restrictions.wasConfirmed(item.id)) ? { restrictions: [] } : {};
}

/** Words out of a private note stay here; the term that they meant binds the partner all the same. */
function forPartners(version: ItemVersion, terms: readonly Restriction[]): readonly Restriction[] {
  const open = publicText(version);
  return terms.map((term) => (open.includes(term.words) ? term : { ...term, words: '' }));
}

/**
 * Confirmed after the offer, or told by its provider: everybody who was offered the story is told, in the transaction that makes it count
 * here.
 */
export async function tellRestrictions(
  stores: AppendStores & TellStores & { readonly offers: OfferStore },
  tools: AppendTools,
  by: { readonly agency: Agency; readonly at: Instant },
  { item, version }: { readonly item: StoredItem; readonly version: ItemVersion },
): Promise<void> {
  const { guid, uri } = offeredName(item);
  const { restrictions = [] } = await restrictionsWith(stores, item, version);
  for (const { partnerDid, state, agreementDigest } of await stores.offers.ofItem(item.id)) {
    if (state === 'killed') continue;
    await appendEntry(stores, tools, by, {
      partnerDid,
      type: 'item.restricted',
      subject: uri,
      agreements: [agreementDigest],
      data: { guid, restrictions },
    });
  }
}

export type HearStores = {
  readonly restrictions: Pick<RestrictionStore, 'keepTold'>;
  readonly activities: ActivityStore;
  readonly placements: Pick<PlacementStore, 'askArchivedAnew'>;
};

/**
 * A partner says what the words beside a story of its own mean. It is kept beside our own reading and replaces nothing of it.
 * With an offer it is about that version and those after it; by itself about every version that we hold.
 */
export async function hearRestrictions(stores: HearStores, arrival: EntryArrival): Promise<void> {
  const { partner, received, at } = arrival;
  const { data, subj, type, id } = received.entry;
  const said = isJsonObject(data) ? data['restrictions'] : undefined;
  if (said === undefined && type !== 'item.restricted') return;
  const terms = parseRestrictions(said);
  const { version } = data;
  const fromVersion = type === 'item.restricted' ? 0 : version;
  if (!terms || subj === undefined || typeof fromVersion !== 'number' || !Number.isSafeInteger(fromVersion))
    return stores.activities.record({ at, what: 'restrictions-unreadable', subject: id });
  const name = { provider: partner.did, guid: readItemUri(subj) };
  await stores.restrictions.keepTold(name, fromVersion, { terms, toldAt: at });
  if (type === 'item.restricted') await stores.placements.askArchivedAnew(at);
}

/** Said of a story that we passed on it is told to those who have it by us. */
export async function receiveRestrictions(
  stores: HearStores &
    AppendStores &
    TellStores & { readonly offers: OfferStore; readonly items: ItemReader },
  tools: AppendTools,
  arrival: EntryArrival,
): Promise<void> {
  await hearRestrictions(stores, arrival);
  const { agency, partner, received, at } = arrival;
  const { subj } = received.entry;
  const item =
    subj === undefined
      ? undefined
      : await stores.items.findByName({ provider: partner.did, guid: readItemUri(subj) });
  const stored = item && (await stores.items.version(item.id, item.latestVersion));
  if (item && stored)
    await tellRestrictions(stores, tools, { agency, at }, { item, version: stored.content });
}
