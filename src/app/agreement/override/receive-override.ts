import { parseInstant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import { DELIVERY_CHANNELS } from '#domain/agreement/agreement.ts';
import type { OverriddenUse } from '#domain/agreement/override/override.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import { findOffered } from '#app/item/offered-name.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { OverrideStore, OverrideTold } from '#ports/override-store.ts';

type ReceiveStores = {
  readonly items: ItemReader;
  readonly offers: OfferStore;
  readonly overrides: OverrideStore;
  readonly activities: ActivityStore;
};

/** A partner says that it uses a story of ours beyond the agreement, and why. It is kept as told, whatever it waives. */
export async function receiveOverride(stores: ReceiveStores, arrival: EntryArrival): Promise<void> {
  const { agency, partner, received, at } = arrival;
  const item = await findOffered(stores.items, agency.did, received.entry.subj);
  const isOffered = item !== undefined && (await stores.offers.find(item.id, partner.did)) !== undefined;
  const told = readTold(received.entry.data);
  if (!isOffered || !told) {
    await stores.activities.record({ at, what: 'override-unreadable', subject: received.entry.id });
    return;
  }
  await stores.overrides.keepTold({ ...told, partnerDid: partner.did, itemId: item.id, toldAt: at });
  await stores.activities.record({
    at,
    what: 'override-told',
    subject: item.id,
    facts: { partner: partner.did, override: told.id },
  });
}

type Told = Omit<OverrideTold, 'partnerDid' | 'itemId' | 'toldAt'>;

function readTold(data: JsonObject): Told | undefined {
  const { override, waived, reason, until } = data;
  const use = readUse(data);
  const end = typeof until === 'string' ? parseInstant(until) : undefined;
  if (!use || !end || typeof override !== 'string' || typeof reason !== 'string') return undefined;
  if (!Array.isArray(waived) || !waived.every((code) => typeof code === 'string')) return undefined;
  return {
    ...use,
    id: override.slice(0, 100),
    waived: waived.map((code) => code.slice(0, 60)).slice(0, 20),
    reason: reason.slice(0, 2000),
    until: end,
  };
}

function readUse({ version, action, channel, territory, language }: JsonObject): OverriddenUse | undefined {
  const outlet = DELIVERY_CHANNELS.find((one) => one === channel);
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || typeof territory !== 'string')
    return undefined;
  if ((action !== 'publish' && action !== 'translate') || !outlet) return undefined;
  return {
    version,
    action,
    channel: outlet,
    territory: territory.slice(0, 10),
    ...(typeof language === 'string' ? { language: language.slice(0, 35) } : {}),
  };
}
