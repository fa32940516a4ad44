import { obligationsAfter } from '#domain/agreement/obligations-after.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { EntryType } from '#formats/envelope/entry.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { Offer, OfferStore } from '#ports/offer-store.ts';
import type { Recall, RecallStore } from '#ports/recall-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateStore } from '#ports/use-state-store.ts';
import { judgeOffers, type OfferJudgement } from './judge-offer.ts';

type OfferStores = AppendStores & {
  readonly items: ItemReader;
  readonly offers: OfferStore;
  readonly recalls: RecallStore;
  readonly useState: UseStateStore;
};

export type OfferNeeds = AppendTools & { readonly transact: Transact<OfferStores> };

export const NINJS_MEDIA_TYPE = 'application/vnd.iptc.ninjs+json';

/**
 * Offers the latest version of one of our items to every partner that an agreement lets see it; who holds an older
 * version gets the newer one, as an update or as a correction. What is under embargo waits for its end (I13). Run again,
 * it finds everything offered (I2). A killed item is not offered; the kill has its own way.
 */
export async function offerItem(
  needs: OfferNeeds,
  to: { readonly agency: Agency; readonly at: Instant },
  itemId: string,
): Promise<void> {
  await needs.transact(to.agency.id, async (stores) => {
    const item = await stores.items.find(itemId);
    if (item?.origin !== 'own' || item.state === 'killed') return;
    const stored = await stores.items.version(itemId, item.latestVersion);
    if (!stored) throw new Error(`item ${itemId} has no version ${item.latestVersion}`);
    const embargoEndAt = stored.content.embargoEndAt;
    if (embargoEndAt !== undefined && to.at < embargoEndAt) {
      const job = { topic: 'item-admitted', payload: { itemId, version: item.latestVersion } } as const;
      await stores.outbox.put(job, to.at, embargoEndAt);
      return;
    }
    if (item.state === 'withheld') return withhold(needs, stores, to, { item, version: stored.content });
    const subject = { agencyDid: to.agency.did, item, version: stored.content, at: to.at };
    for (const judgement of await judgeOffers(stores.useState, subject)) {
      await offerTo(needs, stores, to, { item, version: stored.content, judgement });
    }
  });
}

type Offering = {
  readonly item: StoredItem;
  readonly version: ItemVersion;
  readonly judgement: OfferJudgement;
};

async function offerTo(
  needs: OfferNeeds,
  stores: OfferStores,
  from: { readonly agency: Agency; readonly at: Instant },
  { item, version, judgement }: Offering,
): Promise<void> {
  const { partnerDid, agreementDigest, decision } = judgement;
  const held = await stores.offers.find(item.id, partnerDid);
  if (held && held.state === 'offered' && held.version >= item.latestVersion) return;
  const recall = held && (await stores.recalls.find(item.id, 'correction', item.latestVersion));
  const due = recall ? dueBy(judgement, from.at) : {};
  const written = await appendEntry(stores, needs, from, {
    partnerDid,
    type: typeOf(held, recall),
    subject: printItemUri(item.guid),
    agreements: [agreementDigest],
    object: { mediaType: NINJS_MEDIA_TYPE, text: canonicalJson(printNinjs(version)) },
    data: { guid: item.guid, version: item.latestVersion, ...(recall ? reasonOf(recall) : {}) },
    ...(recall ? { receipt: { receipt: 'applied', ...due } } : {}),
  });
  await stores.channels.allowBlobs(written.ch, item.id, digestsOf(version));
  await stores.offers.save({
    itemId: item.id,
    partnerDid,
    version: item.latestVersion,
    state: 'offered',
    decision,
    agreementDigest,
    offeredAt: held?.offeredAt ?? from.at,
  });
  await recordDecision(needs, stores, from, { item, version, judgement });
  if (!recall) return;
  const dueAt = due.by === undefined ? {} : { dueAt: due.by };
  await stores.recalls.addReach({
    recallId: recall.id,
    partnerDid,
    entry: written,
    writtenAt: from.at,
    ...dueAt,
  });
}

/** Stop and wait: every partner that was offered the item is told; no new use until a usable version comes. */
async function withhold(
  needs: OfferNeeds,
  stores: OfferStores,
  from: { readonly agency: Agency; readonly at: Instant },
  { item, version }: { readonly item: StoredItem; readonly version: ItemVersion },
): Promise<void> {
  for (const offer of await stores.offers.ofItem(item.id)) {
    if (offer.state !== 'offered') continue;
    await appendEntry(stores, needs, from, {
      partnerDid: offer.partnerDid,
      type: 'item.withheld',
      subject: printItemUri(item.guid),
      agreements: [offer.agreementDigest],
      object: { mediaType: NINJS_MEDIA_TYPE, text: canonicalJson(printNinjs(version)) },
      data: { guid: item.guid, version: item.latestVersion },
    });
    await stores.offers.save({ ...offer, version: item.latestVersion, state: 'withheld' });
  }
}

function typeOf(held: Offer | undefined, recall: Recall | undefined): EntryType {
  if (!held || held.state === 'withdrawn') return 'item.offered';
  if (held.state === 'withheld') return 'item.released';
  return recall ? 'item.corrected' : 'item.updated';
}

export function reasonOf(recall: Recall) {
  return { reasonClass: recall.reasonClass, publicReason: recall.publicReason };
}

function dueBy({ context, partnerDid }: OfferJudgement, at: Instant): { readonly by?: Instant } {
  const event = { event: 'correctionReceived', holder: partnerDid, item: context.item, at } as const;
  const [first] = obligationsAfter(context.agreements, event);
  return first ? { by: first.dueAt } : {};
}

function digestsOf(version: ItemVersion): readonly string[] {
  const renditions = [version, ...version.associations].flatMap((one) => one.renditions);
  return renditions.flatMap(({ digest }) => (digest === undefined ? [] : [digest]));
}

async function recordDecision(
  needs: OfferNeeds,
  stores: OfferStores,
  from: { readonly agency: Agency; readonly at: Instant },
  { item, judgement }: Offering,
): Promise<void> {
  const inputs = canonicalJson({
    item: { ...judgement.context.item },
    at: from.at,
    recipient: judgement.partnerDid,
  });
  await stores.useState.recordDecision({
    id: needs.ids.uuid(),
    at: from.at,
    actorDid: from.agency.did,
    action: 'offer',
    itemId: item.id,
    version: item.latestVersion,
    permitted: true,
    agreementDigest: judgement.agreementDigest,
    inputsDigest: needs.hash.sha256(new TextEncoder().encode(inputs)),
    decision: judgement.decision,
  });
}
