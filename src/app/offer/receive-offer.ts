import { isJsonObject } from '#kernel/json.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { parseOriginator } from '#formats/envelope/told-originator.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import { readItemUri } from '#formats/ninjs/item-uri.ts';
import { parseNinjs } from '#formats/ninjs/parse-ninjs.ts';
import type { EntryArrival, ObjectArrival } from '#app/channel/entry-effect.ts';
import { hearRestrictions, type HearStores } from '#app/agreement/tell-restrictions.ts';
import { admitVersion, type AdmittedVersion } from '#app/item/admit-version.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ItemName, ItemOrigin, ItemStore } from '#ports/item-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Hash, Ids } from '#ports/world.ts';

/** A partner's story was announced: its text is fetched apart, so that a kill behind it is known first. */
export async function receiveOffer(
  stores: HearStores & { readonly items: ItemStore; readonly outbox: OutboxStore },
  arrival: EntryArrival,
): Promise<void> {
  const { partner, received, at } = arrival;
  await hearRestrictions(stores, arrival);
  const { ch, epoch, seq, obj, type, subj } = received.entry;
  if (type === 'item.offered' && subj !== undefined)
    await stores.items.putOnOffer({ provider: partner.did, guid: readItemUri(subj) });
  if (obj) await stores.outbox.put({ topic: 'fetch-object', payload: { ch, epoch, seq } }, at);
}

/** A story that was killed meanwhile: its text is not given to us any more, and would not be taken in. */
export async function isMoot(
  stores: { readonly items: ItemStore },
  { partner, received }: EntryArrival,
): Promise<boolean> {
  const { subj, type } = received.entry;
  if (subj === undefined || !type.startsWith('item.')) return false;
  const [known] = await stores.items.lock([{ provider: partner.did, guid: readItemUri(subj), version: 0 }]);
  return known?.tombstone === true || known?.item?.state === 'killed';
}

type AdmitOfferStores = { readonly items: ItemStore; readonly activities: ActivityStore };

export type AdmitOfferNeeds = { readonly ids: Ids; readonly hash: Hash };

/**
 * A partner's story has come: the same door as any wire's, with the partner answering for it whatever the text says.
 * One that does not read, or was killed meanwhile, is noted and changes nothing (I6).
 */
export async function admitOffer(
  needs: AdmitOfferNeeds,
  stores: AdmitOfferStores,
  arrival: ObjectArrival,
  { origin, name }: { readonly origin: ItemOrigin; readonly name?: ItemName } = { origin: 'partner' },
): Promise<AdmittedVersion | undefined> {
  const { partner, received, at, objectText } = arrival;
  const unread = async (code?: string): Promise<undefined> => {
    const facts = code === undefined ? {} : { facts: { code } };
    await stores.activities.record({ at, what: 'offer-unreadable', subject: received.entry.id, ...facts });
    return undefined;
  };
  const json = readStrictJson(objectText);
  const read = json.ok ? parseNinjs(json.value, { provider: partner.did, receivedAt: at }) : json;
  if (!read.ok) return unread(read.error.code);
  const { item, dropped } = read.value;
  if (!isAsSaid(arrival, item)) return unread();
  const originator = isFromAnother(origin, name) ? originatorIn(arrival) : undefined;
  if (originator === 'unreadable') return unread();
  const { data, type } = received.entry;
  const note =
    isJsonObject(data) && typeof data['publicReason'] === 'string' ? data['publicReason'] : undefined;
  const admitted = await admitVersion(
    { ...needs, stores },
    {
      version: { ...item, provider: partner.did, ...name, ...(originator ? { originator } : {}) },
      origin,
      at,
      dropped,
      isCorrection: type === 'item.corrected',
      ...(note === undefined ? {} : { note }),
    },
  );
  if (admitted.ok) return admitted.value;
  await stores.activities.record({ at, what: admitted.error.code, subject: received.entry.id });
  return undefined;
}

/** The entry is what was signed about; a text of another story, or a kill in an offer's clothes, is not what it says. */
function isAsSaid({ received }: ObjectArrival, { guid, pubStatus }: ItemVersion): boolean {
  const { subj } = received.entry;
  return subj !== undefined && readItemUri(subj) === guid && pubStatus !== 'canceled';
}

function isFromAnother(origin: ItemOrigin, name: ItemName | undefined): boolean {
  return origin === 'partner' && name === undefined;
}

/** A story of ours does not come from a partner, and what is a partner's own was passed on by nobody. */
function originatorIn({ agency, partner, received }: ObjectArrival): ReturnType<typeof parseOriginator> {
  const said = parseOriginator(received.entry.data['originator']);
  if (said === undefined || said === 'unreadable') return said;
  return said.did === agency.did || said.did === partner.did ? 'unreadable' : said;
}
