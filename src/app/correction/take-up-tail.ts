import { receiveAgreementEvent } from '#app/agreement/receive-agreement-event.ts';
import { receiveFulfilment, receiveFulfilmentWord } from '#app/agreement/commitment/receive-fulfilment.ts';
import type { AgreementStores } from '#app/agreement/agreement-needs.ts';
import type { TailArrival, TailEffects } from '#app/channel/get-tail-back.ts';
import { readHeld } from '#app/channel/held-drafts.ts';
import type { ReadTools } from '#app/channel/read-entry.ts';
import { findOffered } from '#app/item/offered-name.ts';
import { readPassedOnUri } from '#formats/ninjs/passed-on-uri.ts';
import { killItem } from '#app/item/kill-item.ts';
import { freeItem, withholdItem } from '#app/item/withhold-item.ts';
import { gatherOffer, sightOf } from '#app/offer/judge-offer.ts';
import { blobsOf } from '#app/offer/outgoing-version.ts';
import { admitOffer, type AdmitOfferNeeds } from '#app/offer/receive-offer.ts';
import { tombstonePublications } from '#app/publication/tombstone-publications.ts';
import { restorePages, withholdPages } from '#app/publication/withhold-pages.ts';
import type { DrillStore } from '#ports/drill-store.ts';
import type { HeldEntry } from '#ports/channel-store.ts';
import type { ItemStore, StoredItem } from '#ports/item-store.ts';
import type { CopyReader } from '#ports/destination-store.ts';
import type { Offer } from '#ports/offer-store.ts';
import type { PassingOnStore } from '#ports/passing-on-store.ts';
import type { Recall, RecallKind } from '#ports/recall-store.ts';
import type { KillStores } from './announce-kill.ts';
import { drillNamed } from './drill-named.ts';
import { hearReceiptsAgain } from './hear-receipts-again.ts';
import { hearRecall, type SaidRecall } from './keep-notice.ts';
import { offerOnwardAgain } from './offer-onward.ts';
import { recallOf } from './recall-of.ts';

export type TailStores = KillStores &
  AgreementStores & {
    readonly items: ItemStore;
    readonly drills: DrillStore;
    readonly passingOn: PassingOnStore;
    readonly placements: Pick<CopyReader, 'applyStops'>;
  };

/**
 * What our own entries do when they come back from their reader after a restore: a kill is a kill again, with its tombstone
 * and its leaf, and who else holds the story is told; a stop, a release, an offer and its version, a correction, a
 * declaration about an agreement stand again, and so do receipts that came before them. Each is in the transaction that
 * stores the entry.
 */
export function tailEffects(tools: AdmitOfferNeeds & ReadTools): TailEffects<TailStores> {
  const version: TailEffects<TailStores>['item.offered'] = (stores, arrival) =>
    takeUpVersion(tools, stores, arrival);
  return {
    'item.offered': version,
    'item.updated': version,
    'item.corrected': version,
    'item.killed': (stores, arrival) => takeUpKill(tools, stores, arrival),
    'item.withheld': (stores, arrival) => takeUpStop(tools, stores, arrival),
    'item.released': (stores, arrival) => takeUpRelease(tools, stores, arrival),
    'item.withdrawn': (stores, arrival) => takeUpWithdrawal(tools, stores, arrival),
    'drill.killed': takeUpDrill,
    'agreement.suspended': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'suspended'),
    'agreement.resumed': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'resumed'),
    'agreement.notice': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'notice'),
    'agreement.terminated': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'terminated'),
    'agreement.cured': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'cured'),
    'agreement.contested': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'contested'),
    'commitment.fulfilled': (stores, arrival) => receiveFulfilment(stores, tools, arrival),
    'commitment.answered': receiveFulfilmentWord,
    'commitment.withdrawn': receiveFulfilmentWord,
    async allBack(stores, back) {
      await hearReceiptsAgain(stores, tools, back);
      await offerOnwardAgain(stores, back);
    },
  };
}

/** A version that was sent: its text is ours again if the reader still had it, and the reader is known to hold it. */
async function takeUpVersion(
  tools: AdmitOfferNeeds,
  stores: TailStores,
  arrival: TailArrival,
): Promise<void> {
  const { agency, reader, received } = arrival;
  const { data, type, subj = '' } = received.entry;
  const passed = readPassedOnUri(subj);
  await admitAgain(tools, stores, arrival);
  const { version: sent } = data;
  if (typeof sent !== 'number') return;
  const item = await findOffered(stores.items, agency.did, subj);
  if (!item) return;
  if (passed) await takeUpPassing(stores, arrival, item);
  else if (type === 'item.offered') await stores.items.putOnOffer(item);
  const isEarly = await unsayOffer(stores, arrival, item);
  const offer = await stores.offers.find(item.id, reader.did);
  const held = offer && isEarly ? { ...offer, version: 0 } : offer;
  const about = { item, held, sent };
  if (type === 'item.corrected') await takeUpCorrection(tools, stores, arrival, about);
  if (received.entry.obj) await takeUpOffer(stores, arrival, about);
}

async function admitAgain(tools: AdmitOfferNeeds, stores: TailStores, arrival: TailArrival): Promise<void> {
  const { agency, received, objectText } = arrival;
  if (objectText === undefined) return;
  const passed = readPassedOnUri(received.entry.subj ?? '');
  const back = { ...arrival, objectText };
  if (!passed) await admitOffer(tools, stores, back, { origin: 'own' });
  // It comes again from who made it, but a recall of it may come before that.
  else if (!(await findOffered(stores.items, agency.did, received.entry.subj)))
    await admitOffer(tools, stores, back, { origin: 'partner', name: passed });
}

/** That a person here passed it on is lost with the database; that it went is known again. */
async function takeUpPassing(
  { passingOn }: TailStores,
  { reader, received }: TailArrival,
  { id: itemId }: StoredItem,
): Promise<void> {
  const known = (await passingOn.ofItem(itemId)).some(({ partnerDid }) => partnerDid === reader.did);
  if (!known) await passingOn.save({ itemId, partnerDid: reader.did, since: received.entry.time });
}

/**
 * What was to be offered as new before it was known that the reader has the story: a version that corrects what it has is said
 * as that.
 */
async function unsayOffer(
  { channels, outbox }: TailStores,
  { received, at }: TailArrival,
  { id: itemId, latestVersion: version }: StoredItem,
): Promise<boolean> {
  const { ch, subj } = received.entry;
  if (!(await channels.isHolding(ch))) return false;
  const held = await channels.takeHeld(ch);
  const isEarly = (one: HeldEntry): boolean => {
    const { body } = readHeld(one);
    return body.type === 'item.offered' && body.subj === subj;
  };
  for (const one of held) if (!isEarly(one)) await channels.hold(ch, one, at);
  if (!held.some(isEarly)) return false;
  await outbox.put({ topic: 'item-admitted', payload: { itemId, version } }, at);
  return true;
}

type Sent = { readonly item: StoredItem; readonly held: Offer | undefined; readonly sent: number };

async function takeUpOffer(
  stores: TailStores,
  { agency, reader, received, at }: TailArrival,
  { item, held, sent }: Sent,
): Promise<void> {
  const { agr, ch, time, type } = received.entry;
  // Of a text that we could not get back, the reader gets the next one.
  const version = Math.min(sent, item.latestVersion);
  const content = (await stores.items.version(item.id, version))?.content;
  const [agreementDigest] = agr;
  if (!content || !agreementDigest) return;
  const subject = { agencyDid: agency.did, item, version: content, at };
  const decision =
    held?.decision ?? sightOf(await gatherOffer(stores.useState, subject), subject, reader.did).decision;
  await stores.channels.allowBlobs(ch, item.id, blobsOf(content));
  await stores.offers.save({
    itemId: item.id,
    partnerDid: reader.did,
    version: Math.max(held?.version ?? 0, version),
    state: stateAfter(held, type === 'item.offered'),
    decision,
    agreementDigest,
    offeredAt: held?.offeredAt ?? time,
  });
  // The tail of another reader said before that it was killed: now one more is known who has to hear it.
  if (item.state === 'killed')
    await stores.outbox.put({ topic: 'item-killed', payload: { itemId: item.id } }, at);
}

function stateAfter(held: Offer | undefined, isOffered: boolean): Offer['state'] {
  if (!held || (isOffered && held.state === 'withdrawn')) return 'offered';
  return held.state;
}

/** The corrections that the entry told; one that was lost with the database is issued again. */
async function takeUpCorrection(
  tools: AdmitOfferNeeds,
  stores: TailStores,
  arrival: TailArrival,
  about: Sent,
): Promise<void> {
  const { item, held, sent } = about;
  const said = await hearRecall(stores, arrival);
  if (!said) return;
  const owed = await stores.recalls.correctionsOwed(item.id, arrival.reader.did, held?.version ?? 0);
  const told = owed.filter(({ version }) => version <= sent);
  for (const recall of told) await reached(stores, arrival, recall);
  if (told.length > 0) return;
  // The number may have been given and corrected anew before this came back.
  const newest = await stores.recalls.find(item.id, 'correction');
  const recall =
    newest && newest.version >= sent
      ? newest
      : await issue(tools, stores, arrival, { item, kind: 'correction', said });
  await reached(stores, arrival, recall);
}

async function takeUpKill(tools: AdmitOfferNeeds, stores: TailStores, arrival: TailArrival): Promise<void> {
  const said = await hearRecall(stores, arrival);
  if (!said) return;
  const { agency, at, received } = arrival;
  const { reasonClass, publicReason } = said;
  const name = readPassedOnUri(received.entry.subj ?? '') ?? { provider: agency.did, guid: said.guid };
  const { item } = await killItem(stores, { name, reasonClass, publicReason, at });
  if (!item) return;
  const known = await stores.recalls.find(item.id, 'kill');
  const recall = known ?? (await issue(tools, stores, arrival, { item, kind: 'kill', said }));
  if (!known) {
    await tombstonePublications(stores, item.id, { reasonClass, publicReason, actor: agency.did }, at);
    await leave(stores, arrival, 'item-killed', said);
    // Who else holds it is told, unless its own tail says that it was.
    await stores.outbox.put({ topic: 'item-killed', payload: { itemId: item.id } }, at);
  }
  await told(stores, arrival, { item, recall, state: 'killed' });
}

async function takeUpStop(tools: AdmitOfferNeeds, stores: TailStores, arrival: TailArrival): Promise<void> {
  const found = await spokenOf(stores, arrival);
  if (!found) return;
  const { item, said } = found;
  const { agency, at, received } = arrival;
  const { reasonClass, publicReason } = said;
  const [stop, release] = [
    await stores.recalls.openStop(item.id),
    await stores.recalls.find(item.id, 'release'),
  ];
  if (!stop && release && release.issuedAt > received.entry.time)
    return takeUpEndedStop(stores, arrival, { item, release });
  const recall = stop ?? (await issue(tools, stores, arrival, { item, kind: 'withhold', said }));
  if (!stop) {
    await withholdItem(stores, item, { at });
    await withholdPages(stores, item.id, { reasonClass, publicReason, actor: agency.did }, at);
    await leave(stores, arrival, 'item-withheld', said);
    await followUp(stores, arrival, item);
  }
  await told(stores, arrival, { item, recall, state: 'withheld' });
}

/** Another tail has said already that it is over; a reader that knows of the stop alone is told so. */
async function takeUpEndedStop(
  stores: TailStores,
  arrival: TailArrival,
  { item, release }: { readonly item: StoredItem; readonly release: Recall },
): Promise<void> {
  const { reader, received } = arrival;
  const stop = await sameAs(stores, arrival, item, 'withhold');
  if (stop) await reached(stores, arrival, stop);
  const isSaid = await stores.recalls.wasTold(release.id, reader.did);
  const held = await stores.channels.held(received.entry.ch);
  if (isSaid || held.some(({ recalls }) => recalls.includes(release.id))) return;
  const offer = await stores.offers.find(item.id, reader.did);
  if (offer) await stores.offers.save({ ...offer, state: 'withheld' });
  await followUp(stores, arrival, item);
}

async function takeUpRelease(
  tools: AdmitOfferNeeds,
  stores: TailStores,
  arrival: TailArrival,
): Promise<void> {
  const found = await spokenOf(stores, arrival);
  if (!found) return;
  const { item, said } = found;
  const { agency, at } = arrival;
  const { reasonClass, publicReason } = said;
  const known = await sameAs(stores, arrival, item, 'release');
  const recall = known ?? (await issue(tools, stores, arrival, { item, kind: 'release', said }));
  if (!known) {
    const freed = await freeItem(stores, item, { at });
    await restorePages(stores, freed.item ?? item, { reasonClass, publicReason, actor: agency.did }, at);
    await leave(stores, arrival, 'item-reinstated', said);
    await followUp(stores, arrival, item);
  }
  const isOff = await stores.items.isOffOffer(item);
  await told(stores, arrival, { item, recall, state: isOff ? 'withdrawn' : 'offered' });
}

async function takeUpWithdrawal(
  tools: AdmitOfferNeeds,
  stores: TailStores,
  arrival: TailArrival,
): Promise<void> {
  const found = await spokenOf(stores, arrival);
  if (!found) return;
  const { item, said } = found;
  const known = await sameAs(stores, arrival, item, 'withdraw');
  const recall = known ?? (await issue(tools, stores, arrival, { item, kind: 'withdraw', said }));
  if (!known) {
    if (item.origin === 'own') await stores.items.takeOffOffer(item, arrival.at);
    await followUp(stores, arrival, item);
  }
  const held = await stores.offers.find(item.id, arrival.reader.did);
  await told(stores, arrival, { item, recall, state: held?.state === 'withheld' ? 'withheld' : 'withdrawn' });
}

/** Our living story that the entry is about. */
async function spokenOf(
  stores: TailStores,
  arrival: TailArrival,
): Promise<{ readonly item: StoredItem; readonly said: SaidRecall } | undefined> {
  const said = await hearRecall(stores, arrival);
  const item = said && (await findOffered(stores.items, arrival.agency.did, arrival.received.entry.subj));
  return item && item.state !== 'killed' ? { item, said } : undefined;
}

/** All entries of one recall were signed with it: they bear its time. */
async function sameAs(
  { recalls }: TailStores,
  { received }: TailArrival,
  item: StoredItem,
  kind: RecallKind,
): Promise<Recall | undefined> {
  const newest = await recalls.find(item.id, kind);
  return newest?.issuedAt === received.entry.time ? newest : undefined;
}

async function issue(
  tools: AdmitOfferNeeds,
  { recalls }: TailStores,
  { received }: TailArrival,
  { item, kind, said }: { readonly item: StoredItem; readonly kind: RecallKind; readonly said: SaidRecall },
): Promise<Recall> {
  const { reasonClass, publicReason, version: latestVersion } = said;
  const about = { ...item, latestVersion };
  const recall = recallOf(tools, about, received.entry.time, { kind, reasonClass, publicReason });
  await recalls.add(recall);
  return recall;
}

async function told(
  stores: TailStores,
  arrival: TailArrival,
  {
    item,
    recall,
    state,
  }: { readonly item: StoredItem; readonly recall: Recall; readonly state: Offer['state'] },
): Promise<void> {
  await reached(stores, arrival, recall);
  const offer = await stores.offers.find(item.id, arrival.reader.did);
  if (offer) await stores.offers.save({ ...offer, state });
}

async function reached({ recalls }: TailStores, arrival: TailArrival, { id }: Recall): Promise<void> {
  const { ch, epoch, seq, req, time } = arrival.received.entry;
  if (await recalls.wasTold(id, arrival.reader.did)) return;
  const due = req?.by === undefined ? {} : { dueAt: req.by };
  const entry = { ch, epoch, seq };
  await recalls.addReach({ recallId: id, partnerDid: arrival.reader.did, entry, writtenAt: time, ...due });
}

/** A drill that we had begun; who began it is lost. */
async function takeUpDrill({ drills }: TailStores, { reader, received }: TailArrival): Promise<void> {
  const { ch, id: entryId, time, req } = received.entry;
  const drillId = drillNamed(received);
  if (drillId === undefined) return;
  if (!(await drills.find(drillId))) await drills.start({ id: drillId, startedAt: time });
  const due = req?.by === undefined ? {} : { dueAt: req.by };
  await drills.addReach({ drillId, partnerDid: reader.did, ch, entryId, writtenAt: time, ...due });
}

async function leave(
  { logLeaves }: TailStores,
  { agency, at, received }: TailArrival,
  kind: 'item-killed' | 'item-withheld' | 'item-reinstated',
  { guid: subject, reasonClass }: SaidRecall,
): Promise<void> {
  // Of what was passed on its origin leaves them.
  if (readPassedOnUri(received.entry.subj ?? '')) return;
  await logLeaves.append({ kind, subject, actor: agency.did, reasonClass, at });
}

async function followUp(stores: TailStores, { at }: TailArrival, item: StoredItem): Promise<void> {
  const job = { topic: 'item-admitted', payload: { itemId: item.id, version: item.latestVersion } } as const;
  await stores.outbox.put(job, at);
}
