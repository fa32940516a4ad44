import type { Instant } from '#kernel/instant.ts';
import { firstWord } from '#domain/correction/first-word.ts';
import { hearRestrictions, type HearStores } from '#app/agreement/tell-restrictions.ts';
import type { EntryArrival, ObjectArrival } from '#app/channel/entry-effect.ts';
import type { AdmittedVersion } from '#app/item/admit-version.ts';
import { killItem } from '#app/item/kill-item.ts';
import { admitOffer, isMoot } from '#app/offer/receive-offer.ts';
import { followSource } from '#app/publication/follow-source.ts';
import { tombstonePublications, type TombstoneStores } from '#app/publication/tombstone-publications.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { PassingOnReader } from '#ports/passing-on-store.ts';
import type { Notice, RecallStore } from '#ports/recall-store.ts';
import type { TakeStore } from '#ports/take-store.ts';
import type { TranslationStore } from '#ports/translation-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { closeNotices } from './close-notices.ts';
import { keepNotice, owedFor, hearRecall } from './keep-notice.ts';
import { offerOnward } from './offer-onward.ts';
import { dueBy, passOnRecall } from './pass-on-recall.ts';
import { acknowledge, sendReceipt, type ReceiptStores, type ReceiptTools } from './send-receipt.ts';

export type RecallStores = ReceiptStores &
  HearStores &
  TombstoneStores & {
    readonly translations: TranslationStore;
    readonly items: ItemStore;
    readonly offers: OfferStore;
    readonly passingOn: PassingOnReader;
    readonly recalls: RecallStore;
    readonly takes: TakeStore;
    readonly useState: UseStateReader;
    readonly activities: ActivityStore;
  };

/**
 * A partner killed its item. At once, in the transaction that stores the entry: no version of it is readable or usable any
 * more, also when the item has not come yet (I6); where the agreement says so our pages come down by themselves, else a
 * task with its deadline stands on the desk. The partner can kill its own items only: the name is its own (I9).
 */
export async function receiveKill(
  stores: RecallStores,
  tools: ReceiptTools,
  arrival: EntryArrival,
): Promise<void> {
  const { agency, partner, at } = arrival;
  const said = await hearRecall(stores, arrival);
  if (!said) return;
  const before = await stores.items.findByName({ provider: partner.did, guid: said.guid });
  const owed = before && (await owedFor(stores, arrival, before, 'killReceived'));
  const { reasonClass, publicReason } = said;
  const { item } = await killItem(stores, {
    name: { provider: partner.did, guid: said.guid },
    reasonClass,
    publicReason,
    at,
  });
  const dueAt = dueBy(arrival, owed);
  await passOnRecall(stores, tools, { agency, at }, { kind: 'kill', said, item, dueAt });
  const automatic = owed?.onKill === 'automatic';
  const pages = item ? await stores.publications.ofItem(item.id) : [];
  const standing = pages.filter((page) => page.state !== 'withdrawn').length;
  const copies = await copiesUp(stores, item);
  const state = firstWord({ pages: standing, copies, automatic, isTaken: await isTaken(stores, item?.id) });
  const notice = await keepNotice(stores, tools, arrival, {
    kind: 'kill',
    said,
    item,
    owed,
    automatic,
    state,
  });
  if (item && automatic) {
    await tombstonePublications(stores, item.id, { reasonClass, publicReason, actor: partner.did }, at);
  } else if (item) {
    await closeTranslations(stores, item.id, at);
  }
  await acknowledge(stores, tools, { agency, at }, notice);
  await closeNotices(stores, tools, { agency, at }, notice);
}

/** Copies in other systems of ours, whose own jobs take them out, and those at third parties, who have to say that they did. */
export async function copiesUp(
  { placements, recalls }: Pick<RecallStores, 'placements' | 'recalls'>,
  item: { readonly id: string } | undefined,
): Promise<number> {
  return item ? (await placements.countUp(item.id)) + (await recalls.countStopped(item.id)) : 0;
}

/** Did we take it? Only then is there something that a recall can be applied to. */
export async function isTaken(
  { takes }: Pick<RecallStores, 'takes'>,
  itemId: string | undefined,
): Promise<boolean> {
  return itemId !== undefined && (await takes.ofItem(itemId)) !== undefined;
}

/** Until the desk has answered, a page may stand; nothing new is made of the story. */
async function closeTranslations(stores: RecallStores, itemId: string, at: Instant): Promise<void> {
  for (const translation of await stores.translations.lockOfItem(itemId)) {
    await stores.translations.save({ ...translation, state: 'killed', savedAt: at });
  }
}

/** A partner corrected its item: noted and acknowledged at once; the corrected text is fetched behind it. */
export async function receiveCorrection(
  stores: RecallStores,
  tools: ReceiptTools,
  arrival: EntryArrival,
): Promise<void> {
  const { agency, partner, received, at } = arrival;
  const said = await hearRecall(stores, arrival);
  if (!said) return;
  await hearRestrictions(stores, arrival);
  const item = await stores.items.findByName({ provider: partner.did, guid: said.guid });
  const owed = item && (await owedFor(stores, arrival, item, 'correctionReceived'));
  const notice = await keepNotice(stores, tools, arrival, {
    kind: 'correction',
    said,
    item,
    owed,
    automatic: false,
    state: 'open',
  });
  const dueAt = dueBy(arrival, owed);
  await passOnRecall(stores, tools, { agency, at }, { kind: 'correction', said, item, dueAt });
  await acknowledge(stores, tools, { agency, at }, notice);
  const { ch, epoch, seq, obj } = received.entry;
  if (obj && !(await isMoot(stores, arrival)))
    return stores.outbox.put({ topic: 'fetch-object', payload: { ch, epoch, seq } }, at);
  await answerUnlessBehind(stores, tools, arrival, notice);
}

/**
 * The corrected text has come: our translations are flagged at the changed blocks only, our pages as behind. With a page
 * behind the notice waits for the desk; else our copy is corrected by having come. A text that was not admitted leaves it
 * to the desk too: that a wrong page stands is never passed over in silence.
 */
export async function admitCorrection(
  stores: RecallStores,
  tools: ReceiptTools,
  arrival: ObjectArrival,
): Promise<void> {
  const admitted = await admitOffer(tools, stores, arrival);
  const notice = await stores.notices.ofEntry(arrival.received.entry);
  if (admitted) await followNewer(stores, admitted, arrival.at);
  if (admitted && notice) await stores.notices.attachItem(notice.id, admitted.itemId);
  const itemId = admitted?.itemId ?? notice?.itemId;
  if (notice) await answerUnlessBehind(stores, tools, arrival, { ...notice, ...(itemId ? { itemId } : {}) });
}

/** The last word on a correction, unless a page of ours still shows what was wrong: then it is the desk's to say. */
async function answerUnlessBehind(
  stores: RecallStores,
  tools: ReceiptTools,
  arrival: EntryArrival,
  notice: Notice,
): Promise<void> {
  const { itemId } = notice;
  if (itemId === undefined) return answer(stores, tools, arrival, { notice, state: 'not-applicable' });
  if ((await pagesBehind(stores, notice)) > 0) return;
  const state = (await isTaken(stores, itemId)) ? 'applied' : 'not-applicable';
  return answer(stores, tools, arrival, { notice, state });
}

/** How many of our pages and copies, here and at third parties, show a version before the one that a notice asks for. */
export async function pagesBehind(
  stores: Pick<RecallStores, 'publications' | 'placements' | 'recalls'>,
  { itemId, version }: Notice,
): Promise<number> {
  if (itemId === undefined) return 0;
  const pages = await stores.publications.ofItem(itemId);
  const behind = pages.filter((page) => page.state !== 'withdrawn' && page.version < version).length;
  const elsewhere = await stores.placements.countBehind(itemId, version);
  return behind + elsewhere + (await stores.recalls.countBehind(itemId, version));
}

/**
 * What we made of a story learns that a later version is here, the pictures of that version are fetched, and whoever has it by us is
 * looked at anew.
 */
async function followNewer(
  stores: RecallStores,
  { itemId, version }: AdmittedVersion,
  at: Instant,
): Promise<void> {
  await followSource(stores, itemId, at);
  if ((await stores.passingOn.ofItem(itemId)).length > 0)
    await offerOnward(stores, { id: itemId, latestVersion: version }, at);
  if (await isTaken(stores, itemId))
    await stores.outbox.put({ topic: 'fetch-pictures', payload: { itemId } }, at);
}

/** A later version that corrects nothing: our translations and pages learn that they are behind. */
export async function admitUpdate(
  stores: RecallStores,
  tools: ReceiptTools,
  arrival: ObjectArrival,
): Promise<void> {
  const admitted = await admitOffer(tools, stores, arrival);
  if (admitted) await followNewer(stores, admitted, arrival.at);
}

async function answer(
  stores: RecallStores,
  tools: ReceiptTools,
  { agency, at }: Pick<EntryArrival, 'agency' | 'at'>,
  { notice, state }: { readonly notice: Notice; readonly state: 'applied' | 'not-applicable' },
): Promise<void> {
  if (notice.state !== 'open') return;
  await stores.notices.answer(notice.id, state, at);
  await sendReceipt(stores, tools, { agency, at }, { ...notice, state, answeredAt: at });
}
