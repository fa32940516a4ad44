import { isJsonObject } from '#kernel/json.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import { readItemUri } from '#formats/ninjs/item-uri.ts';
import { parseNinjs } from '#formats/ninjs/parse-ninjs.ts';
import type { EntryArrival, ObjectArrival } from '#app/channel/entry-effect.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { hearRestrictions, type HearStores } from '#app/agreement/tell-restrictions.ts';
import { admitVersion, type AdmittedVersion } from '#app/item/admit-version.ts';
import { withholdItem } from '#app/item/withhold-item.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ChannelReader } from '#ports/channel-store.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Hash, Ids } from '#ports/world.ts';

/** A partner's story was announced: its text is fetched apart, so that a kill behind it is known first. */
export async function receiveOffer(
  stores: HearStores & { readonly outbox: OutboxStore },
  arrival: EntryArrival,
): Promise<void> {
  const { received, at } = arrival;
  await hearRestrictions(stores, arrival);
  const { ch, epoch, seq, obj } = received.entry;
  if (obj) await stores.outbox.put({ topic: 'fetch-object', payload: { ch, epoch, seq } }, at);
}

/** Stop and wait: no new use from the transaction that stores the entry on; its text, if we may have it, comes later. */
export async function receiveWithheld(
  stores: HearStores & { readonly outbox: OutboxStore; readonly items: ItemStore },
  arrival: EntryArrival,
): Promise<void> {
  const { partner, received, at } = arrival;
  const { subj, data } = received.entry;
  const { version } = data;
  if (subj !== undefined && typeof version === 'number')
    await withholdItem(stores, { provider: partner.did, guid: readItemUri(subj) }, { version, at });
  await receiveOffer(stores, arrival);
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

type AdmitOfferStores = {
  readonly items: ItemStore;
  readonly activities: ActivityStore;
  readonly channels: ChannelReader;
};

/** A stop that came while this text was on its way found nothing to stop, or an older version; it stops what came now. */
async function stopIfWithheld(
  stores: AdmitOfferStores,
  { received, at }: ObjectArrival,
  { provider, guid, version }: ItemVersion,
): Promise<void> {
  const { ch, epoch, seq, subj } = received.entry;
  if (
    subj === undefined ||
    !(await stores.channels.hasLater('item.withheld', { ch, epoch, seq, subject: subj }))
  )
    return;
  // Entries about a story go by its versions: whatever the stop's number is, it is higher than this one.
  await withholdItem(stores, { provider, guid }, { version: version + 1, at });
}

export type AdmitOfferNeeds = { readonly ids: Ids; readonly hash: Hash };

/**
 * A partner's story has come: the same door as any wire's, with the partner answering for it whatever the text says.
 * One that does not read, or was killed meanwhile, is noted and changes nothing (I6).
 */
export async function admitOffer(
  needs: AdmitOfferNeeds,
  stores: AdmitOfferStores,
  arrival: ObjectArrival,
): Promise<AdmittedVersion | undefined> {
  const { partner, received, at, objectText } = arrival;
  const json = readStrictJson(objectText);
  const read = json.ok ? parseNinjs(json.value, { provider: partner.did, receivedAt: at }) : json;
  if (!read.ok) {
    await stores.activities.record({
      at,
      what: 'offer-unreadable',
      subject: received.entry.id,
      facts: { code: read.error.code },
    });
    return undefined;
  }
  const { item, dropped } = read.value;
  const { data, type, subj } = received.entry;
  // The entry is what was signed about; a text of another story, or a kill in an offer's clothes, is not what it says.
  if (subj === undefined || readItemUri(subj) !== item.guid || item.pubStatus === 'canceled') {
    await stores.activities.record({ at, what: 'offer-unreadable', subject: received.entry.id });
    return undefined;
  }
  const note =
    isJsonObject(data) && typeof data['publicReason'] === 'string' ? data['publicReason'] : undefined;
  const admitted = await admitVersion(
    { ...needs, stores },
    {
      version: { ...item, provider: partner.did },
      origin: 'partner',
      at,
      dropped,
      isCorrection: type === 'item.corrected',
      ...(note === undefined ? {} : { note }),
    },
  );
  if (admitted.ok) {
    await stopIfWithheld(stores, arrival, { ...item, provider: partner.did });
    return admitted.value;
  }
  await stores.activities.record({ at, what: admitted.error.code, subject: received.entry.id });
  return undefined;
}
