import type { Json } from '#kernel/json.ts';
import { parseInstant } from '#kernel/instant.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import { findOffered } from '#app/item/offered-name.ts';
import { toDerivative } from '#domain/translation/derivative.ts';
import { parseDid } from '#formats/odrl/profile.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { UsageStore } from '#ports/usage-store.ts';

type UsageStores = {
  readonly items: ItemReader;
  readonly offers: OfferStore;
  readonly usages: UsageStore;
  readonly activities: ActivityStore;
  readonly outbox: Pick<OutboxStore, 'put'>;
};

/**
 * A partner says where our story runs, at it or at whom it passed it on to. Only what it may have of ours counts; anything else is noted. What it
 * says of a story that it has of another by us, we say to its origin.
 */
export async function receiveUsage(stores: UsageStores, arrival: EntryArrival): Promise<void> {
  const { agency, partner, received, at } = arrival;
  const item = await findOffered(stores.items, agency.did, received.entry.subj);
  const use = readUse(received.entry.data);
  // What was never offered to this partner it cannot be using, whatever it says.
  const isOffered = item !== undefined && (await stores.offers.find(item.id, partner.did)) !== undefined;
  if (!isOffered || !use) {
    await stores.activities.record({ at, what: 'usage-unreadable', subject: received.entry.id });
    return;
  }
  await stores.usages.save({
    ...use,
    ...holderIn(received.entry.data['holder'], arrival),
    partnerDid: partner.did,
    itemId: item.id,
    reportedAt: at,
  });
  await stores.offers.recordTake(item.id, partner.did, at);
  if (item.origin === 'own') return;
  const used = { itemId: item.id, partnerDid: partner.did, usageId: use.usageId };
  await stores.outbox.put({ topic: 'usage-report', payload: used }, at);
}

function readUse(data: EntryArrival['received']['entry']['data']) {
  const { usage, channel, place, url, language, version, state, publishedAt } = data;
  const published = typeof publishedAt === 'string' ? parseInstant(publishedAt) : undefined;
  if (typeof usage !== 'string') return undefined;
  if (url !== undefined && (typeof url !== 'string' || !isWebAddress(url))) return undefined;
  if (typeof language !== 'string' || typeof version !== 'number' || !published) return undefined;
  return {
    usageId: usage.slice(0, 100),
    ...placeIn(channel, place),
    ...(url === undefined ? {} : { url: url.slice(0, 2000) }),
    language: language.slice(0, 35),
    ...madeIn(data),
    version,
    state: state === 'removed' ? ('removed' as const) : ('live' as const),
    publishedAt: published,
  };
}

/** A kind that this version does not know is none; a headline helps to look for the copy, and only where it stands. */
function madeIn({ derivative, headline, url }: EntryArrival['received']['entry']['data']) {
  const made = typeof derivative === 'string' ? toDerivative(derivative) : undefined;
  const isTold = typeof headline === 'string' && headline !== '' && url !== undefined;
  return {
    ...(made === undefined ? {} : { derivative: made }),
    ...(isTold ? { headline: headline.slice(0, 500) } : {}),
  };
}

/** An older node names no channel, and nobody has to say where. */
function placeIn(channel: Json | undefined, place: Json | undefined) {
  return {
    channel: typeof channel === 'string' ? channel.slice(0, 40) : 'other',
    ...(typeof place === 'string' && place !== '' ? { place: place.slice(0, 200) } : {}),
  };
}

/** Whose use it is, where it is neither the writer's nor ours; read as a name, and never asked for. */
function holderIn(holder: Json | undefined, { agency, partner }: EntryArrival): { readonly holder?: string } {
  const did = typeof holder === 'string' ? parseDid(holder) : undefined;
  return did === undefined || did === agency.did || did === partner.did ? {} : { holder: did };
}

/** It becomes a link on the desk, so it is an address of the web and nothing else. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s"<>]{1,1990}$/.test(text);
}
