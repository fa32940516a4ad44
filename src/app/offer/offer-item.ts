import type { CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { EntryType } from '#formats/envelope/entry.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import { owedAfter } from '#app/agreement/owed-after.ts';
import { agreementsAt } from '#app/agreement/read-records.ts';
import { restrictionsWith } from '#app/agreement/tell-restrictions.ts';
import { recordDecision } from '#app/agreement/record-decision.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import { lockOwn } from '#app/item/lock-own.ts';
import type { DecisionStore } from '#ports/decision-store.ts';
import type { ItemStore, StoredItem } from '#ports/item-store.ts';
import type { Offer, OfferStore } from '#ports/offer-store.ts';
import type { Recall, RecallStore } from '#ports/recall-store.ts';
import type { RestrictionStore } from '#ports/restriction-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { gatherOffer, nextSightAt, offersFrom, type OfferJudgement } from './judge-offer.ts';

type OfferStores = AppendStores & {
  readonly items: ItemStore;
  readonly offers: OfferStore;
  readonly recalls: RecallStore;
  readonly restrictions: Pick<RestrictionStore, 'wasConfirmed'>;
  readonly useState: UseStateReader;
  readonly decisions: DecisionStore;
};

export type OfferNeeds = AppendTools & { readonly transact: Transact<OfferStores> };

export const NINJS_MEDIA_TYPE = 'application/vnd.iptc.ninjs+json';

/**
 * Offers the latest version of one of our items to every partner that an agreement lets see it; who holds an older
 * version gets the newer one, as an update or as a correction. What is under embargo waits for its end (I13), and
 * what is promised to another for some hours for the end of these. Run again,
 * it finds everything offered (I2). A killed item is not offered; kills and stops have their own way.
 */
export async function offerItem(
  needs: OfferNeeds,
  to: { readonly agency: Agency; readonly at: Instant },
  itemId: string,
): Promise<void> {
  await needs.transact(to.agency.id, async (stores) => {
    const own = await lockOwn(stores, itemId);
    if (!own.ok) return;
    const { item, latest: version } = own.value;
    const isEmbargoed = version.embargoEndAt !== undefined && to.at < version.embargoEndAt;
    const again = { topic: 'item-admitted', payload: { itemId, version: item.latestVersion } } as const;
    if (isEmbargoed) await stores.outbox.putOnce(again, to.at, version.embargoEndAt);
    const subject = { agencyDid: to.agency.did, item, version, at: to.at };
    // Of a withheld story no text goes out; a correction that the stop overtook is owed all the same.
    const context = isEmbargoed ? undefined : await gatherOffer(stores.useState, subject);
    const judgements = context ? offersFrom(context, subject) : [];
    const isOff = await stores.items.isOffOffer(item);
    const agreements = context?.agreements ?? (await agreementsAt(stores.useState, to.at));
    for (const judgement of judgements)
      await offerTo(needs, stores, to, { item, version, judgement, agreements, isOff });
    await correctHolders(needs, stores, to, { item, agreements });
    const wasOffered = judgements.length > 0;
    const seenAt = context && !isOff ? nextSightAt(context, { ...subject, wasOffered }) : undefined;
    if (seenAt !== undefined) await stores.outbox.putOnce(again, to.at, seenAt);
  });
}

type Offering = {
  readonly item: StoredItem;
  readonly version: ItemVersion;
  readonly judgement: OfferJudgement;
  readonly agreements: CompiledAgreements;
  /** Not on offer any more: only who took it before gets later versions. */
  readonly isOff: boolean;
};

async function offerTo(
  needs: OfferNeeds,
  stores: OfferStores,
  from: { readonly agency: Agency; readonly at: Instant },
  { item, version, judgement, agreements, isOff }: Offering,
): Promise<void> {
  const { partnerDid, agreementDigest, decision } = judgement;
  const held = await stores.offers.find(item.id, partnerDid);
  // A stopped holder that has this version needs its release, which is said apart.
  if (held && isStanding(held, isOff) && held.version >= item.latestVersion) return;
  if (isOff && held?.takenAt === undefined) return;
  const recalled = held && (await recallFor(stores, agreements, { at: from.at, item, offer: held }));
  const { data, ...asked } = mattersOf(item, recalled);
  const written = await appendEntry(stores, needs, from, {
    partnerDid,
    type: typeOf(held, recalled, isOff),
    subject: printItemUri(item.guid),
    agreements: [agreementDigest],
    object: { mediaType: NINJS_MEDIA_TYPE, text: canonicalJson(printNinjs(version)) },
    data: { ...data, ...(await restrictionsWith(stores, item.id, version)) },
    ...asked,
  });
  await stores.channels.allowBlobs(written.ch, item.id, blobsOf(version));
  await stores.offers.save({
    itemId: item.id,
    partnerDid,
    version: item.latestVersion,
    state: stateAfter(held, isOff),
    decision,
    agreementDigest,
    offeredAt: held?.offeredAt ?? from.at,
  });
  await recordDecision(stores, needs, {
    itemId: item.id,
    agreements,
    question: judgement.question,
    decision,
    under: agreementDigest,
  });
}

/**
 * Who holds a version that was wrong, and may not have the right one now (the agreement rests or ended, or no longer
 * selects the story), is told all the same: corrections oblige while a copy may stand. The text follows when it may.
 */
async function correctHolders(
  needs: OfferNeeds,
  stores: OfferStores,
  from: { readonly agency: Agency; readonly at: Instant },
  { item, agreements }: Pick<Offering, 'item' | 'agreements'>,
): Promise<void> {
  for (const offer of await stores.offers.ofItem(item.id)) {
    if (offer.version >= item.latestVersion) continue;
    const recalled = await recallFor(stores, agreements, { at: from.at, item, offer });
    if (!recalled) continue;
    const { partnerDid, agreementDigest } = offer;
    await appendEntry(stores, needs, from, {
      partnerDid,
      type: 'item.corrected',
      subject: printItemUri(item.guid),
      agreements: [agreementDigest],
      ...mattersOf(item, recalled),
    });
  }
}

/** The corrections that a holder of an older version has not been told of, and when it is to have acted. */
type Recalled = { readonly recalls: readonly Recall[]; readonly newest: Recall; readonly dueAt?: Instant };

async function recallFor(
  stores: OfferStores,
  agreements: CompiledAgreements,
  { at, item, offer }: { readonly at: Instant; readonly item: StoredItem; readonly offer: Offer },
): Promise<Recalled | undefined> {
  const { partnerDid: holder, version } = offer;
  const recalls = await stores.recalls.correctionsOwed(item.id, holder, version);
  const newest = recalls.at(-1);
  if (!newest) return undefined;
  const come = { event: 'correctionReceived', holder, item, version, at } as const;
  const owed = await owedAfter(stores, agreements, come);
  return { recalls, newest, ...(owed ? { dueAt: owed.dueAt } : {}) };
}

/** A correction is one in whatever state the offer stood: only its entry asks for an answer. */
function typeOf(held: Offer | undefined, recalled: Recalled | undefined, isOff: boolean): EntryType {
  if (!held) return 'item.offered';
  if (recalled) return 'item.corrected';
  return held.state === 'withdrawn' && !isOff ? 'item.offered' : 'item.updated';
}

function isStanding({ state }: Offer, isOff: boolean): boolean {
  return state === 'offered' || state === 'withheld' || (state === 'withdrawn' && isOff);
}

function stateAfter(held: Offer | undefined, isOff: boolean): Offer['state'] {
  if (held?.state === 'withheld') return 'withheld';
  return isOff ? 'withdrawn' : 'offered';
}

function mattersOf({ guid, latestVersion: version }: StoredItem, recalled: Recalled | undefined) {
  if (!recalled) return { data: { guid, version } };
  const { reasonClass, publicReason } = recalled.newest;
  const due = recalled.dueAt === undefined ? {} : { by: recalled.dueAt };
  return {
    data: { guid, version, reasonClass, publicReason },
    receipt: { receipt: 'applied' as const, ...due },
    recalls: recalled.recalls.map(({ id }) => id),
  };
}

/** What the audience of a version may fetch beside its text. */
export function blobsOf(version: ItemVersion): readonly string[] {
  const renditions = [version, ...version.associations].flatMap((one) => one.renditions);
  return renditions.flatMap(({ digest }) => (digest === undefined ? [] : [digest]));
}
