import type { CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { firstOf, type Instant } from '#kernel/instant.ts';
import type { EntryType } from '#formats/envelope/entry.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { isPassedOnUri } from '#formats/ninjs/passed-on-uri.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import type { UseContext } from '#app/agreement/judge-use.ts';
import { owedAfter } from '#app/agreement/owed-after.ts';
import { agreementsAt } from '#app/agreement/read-records.ts';
import { restrictionsWith } from '#app/agreement/tell-restrictions.ts';
import { recordDecision } from '#app/agreement/record-decision.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import { lockLiving, type Living } from '#app/item/lock-own.ts';
import { offeredName } from '#app/item/offered-name.ts';
import type { DecisionStore } from '#ports/decision-store.ts';
import type { ItemStore, StoredItem } from '#ports/item-store.ts';
import type { Offer, OfferStore } from '#ports/offer-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { PassingOn, PassingOnReader } from '#ports/passing-on-store.ts';
import type { Recall, RecallStore } from '#ports/recall-store.ts';
import type { RestrictionStore } from '#ports/restriction-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateStore } from '#ports/use-state-store.ts';
import {
  gatherOffer,
  nextSightAt,
  offersFrom,
  type OfferJudgement,
  type OfferSubject,
} from './judge-offer.ts';
import { blobsOf, chargeQuota, originatorOf, outgoingVersion } from './outgoing-version.ts';

type OfferStores = AppendStores & {
  readonly items: ItemStore;
  readonly offers: OfferStore;
  readonly recalls: RecallStore;
  readonly restrictions: Pick<RestrictionStore, 'wasConfirmed'>;
  readonly useState: UseStateStore;
  readonly decisions: DecisionStore;
  readonly partners: Pick<PartnerStore, 'find'>;
  readonly passingOn: PassingOnReader;
};

export type OfferNeeds = AppendTools & { readonly transact: Transact<OfferStores> };

export const NINJS_MEDIA_TYPE = 'application/vnd.iptc.ninjs+json';

/**
 * Offers the latest version of one of our items to every partner that an agreement lets see it, or of a partner's item to those alone to
 * whom people here pass it on, as far as both agreements let it go; who holds an older
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
    const living = await lockLiving(stores, itemId);
    if (!living.ok) return;
    const { item } = living.value;
    // A name of this kind would be taken for what is passed on.
    if (item.origin === 'own' && isPassedOnUri(item.guid)) return;
    const passings = item.origin === 'own' ? undefined : await stores.passingOn.ofItem(itemId);
    await offerEach(needs, stores, to, { subject: subjectOf(to, living.value, passings), passings });
  });
}

type Going = { readonly subject: OfferSubject; readonly passings: readonly PassingOn[] | undefined };

async function offerEach(
  needs: OfferNeeds,
  stores: OfferStores,
  to: { readonly agency: Agency; readonly at: Instant },
  { subject, passings }: Going,
): Promise<void> {
  const { item } = subject;
  const isOff = await stores.items.isOffOffer(item);
  const context = await contextNow(stores, to, subject);
  const judgements = context ? offersFrom(context, subject) : [];
  const agreements = context?.agreements ?? (await agreementsAt(stores.useState, to.at));
  for (const judgement of judgements) {
    const isOver = isOff || isTakenBack(passings, judgement.partnerDid);
    const outgoing = await outgoingVersion(stores, context, subject, judgement.partnerDid);
    await offerTo(needs, stores, to, { item, version: outgoing, judgement, agreements, isOff: isOver });
  }
  const latestVersion = context?.item.latestVersion ?? item.latestVersion;
  await correctHolders(needs, stores, to, { item: { ...item, latestVersion }, agreements });
  if (!context || isOff) return;
  const passedTo = passings && (await stillWithout(stores, item, passings));
  const asked = { ...subject, ...(passedTo ? { passedTo } : {}), wasOffered: judgements.length > 0 };
  await lookAgain(stores, to, item, nextSightAt(context, asked));
}

/** Of a withheld story no text goes out; a correction that the stop overtook is owed all the same. None under an embargo, which is waited for. */
async function contextNow(
  stores: OfferStores,
  to: { readonly at: Instant },
  subject: OfferSubject,
): Promise<UseContext | undefined> {
  const { item, version } = subject;
  const isEmbargoed = version.embargoEndAt !== undefined && to.at < version.embargoEndAt;
  if (!isEmbargoed) return gatherOffer(stores.useState, subject);
  await lookAgain(stores, to, item, version.embargoEndAt);
  return undefined;
}

async function lookAgain(
  { outbox }: OfferStores,
  { at }: { readonly at: Instant },
  { id: itemId, latestVersion: version }: StoredItem,
  then: Instant | undefined,
): Promise<void> {
  const again = { topic: 'item-admitted', payload: { itemId, version } } as const;
  if (then !== undefined) await outbox.putOnce(again, at, then);
}

/** To whom it is passed on and who have not got its latest version yet. */
async function stillWithout(
  { offers }: OfferStores,
  { id, latestVersion }: StoredItem,
  passings: readonly PassingOn[],
): Promise<readonly string[]> {
  const held = await offers.ofItem(id);
  const has = (did: string): boolean =>
    held.some(({ partnerDid, version }) => partnerDid === did && version >= latestVersion);
  return passings.map(({ partnerDid }) => partnerDid).filter((did) => !has(did));
}

function subjectOf(
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  { item, latest: version }: Living,
  passings: readonly PassingOn[] | undefined,
): OfferSubject {
  const passedTo = passings?.map(({ partnerDid }) => partnerDid);
  return { agencyDid: agency.did, item, version, at, ...(passedTo ? { passedTo } : {}) };
}

function isTakenBack(passings: readonly PassingOn[] | undefined, did: string): boolean {
  return passings?.some(({ partnerDid, endedAt }) => partnerDid === did && endedAt !== undefined) ?? false;
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
  const { guid, uri } = offeredName(item);
  const written = await appendEntry(stores, needs, from, {
    partnerDid,
    type: typeOf(held, recalled, isOff),
    subject: uri,
    agreements: [agreementDigest],
    object: { mediaType: NINJS_MEDIA_TYPE, text: canonicalJson(printNinjs({ ...version, guid })) },
    data: {
      ...data,
      ...(await restrictionsWith(stores, item, version)),
      ...(await originatorOf(stores, item, version)),
    },
    ...asked,
  });
  await chargeQuota(stores, item, judgement);
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
  if (item.origin === 'own') return;
  await stores.outbox.put({ topic: 'usage-report', payload: { itemId: item.id, partnerDid } }, from.at);
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
      subject: offeredName(item).uri,
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
  const dueAt = firstOf(owed?.dueAt, ...recalls.map((one) => one.dueAt));
  return { recalls, newest, ...(dueAt === undefined ? {} : { dueAt }) };
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

function mattersOf(item: StoredItem, recalled: Recalled | undefined) {
  const { latestVersion: version } = item;
  const { guid } = offeredName(item);
  if (!recalled) return { data: { guid, version } };
  const { reasonClass, publicReason } = recalled.newest;
  const due = recalled.dueAt === undefined ? {} : { by: recalled.dueAt };
  return {
    data: { guid, version, reasonClass, publicReason },
    receipt: { receipt: 'applied' as const, ...due },
    recalls: recalled.recalls.map(({ id }) => id),
  };
}
