import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Restriction } from '#domain/agreement/restrictions/restriction.ts';
import { publicText, wordsOfRestriction } from '#domain/agreement/restrictions/words-of-restriction.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import { parseRestrictions, printRestrictions } from '#formats/envelope/told-restrictions.ts';
import { printItemUri, readItemUri } from '#formats/ninjs/item-uri.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { PlacementStore } from '#ports/destination-store.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { RestrictionStore } from '#ports/restriction-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

type TellStores = {
  readonly restrictions: Pick<RestrictionStore, 'wasConfirmed'>;
  readonly useState: Pick<UseStateReader, 'confirmedRestrictions'>;
};

/**
 * What goes along with an offer of ours: the terms that a person here confirmed for the words of this version. Nothing while
 * nobody has; no terms where the words are gone that former ones came from.
 */
export async function restrictionsWith(
  { restrictions, useState }: TellStores,
  itemId: string,
  version: ItemVersion,
): Promise<JsonObject> {
  const text = wordsOfRestriction(version);
  if (text === undefined) return (await restrictions.wasConfirmed(itemId)) ? { restrictions: [] } : {};
  const confirmed = await useState.confirmedRestrictions(itemId, text);
  return confirmed ? { restrictions: printRestrictions(forPartners(version, confirmed.terms)) } : {};
}

/** Words out of a private note stay here; the term that they meant binds the partner all the same. */
function forPartners(version: ItemVersion, terms: readonly Restriction[]): readonly Restriction[] {
  const open = publicText(version);
  return terms.map((term) => (open.includes(term.words) ? term : { ...term, words: '' }));
}

/** Confirmed after the offer: everybody who was offered the story is told, in the transaction that makes it count here. */
export async function tellRestrictions(
  stores: AppendStores & { readonly offers: OfferStore },
  tools: AppendTools,
  by: { readonly agency: Agency; readonly at: Instant },
  said: {
    readonly item: StoredItem;
    readonly version: ItemVersion;
    readonly terms: readonly Restriction[];
  },
): Promise<void> {
  const { item, version, terms } = said;
  for (const { partnerDid, state, agreementDigest } of await stores.offers.ofItem(item.id)) {
    if (state === 'killed') continue;
    await appendEntry(stores, tools, by, {
      partnerDid,
      type: 'item.restricted',
      subject: printItemUri(item.guid),
      agreements: [agreementDigest],
      data: { guid: item.guid, restrictions: printRestrictions(forPartners(version, terms)) },
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
