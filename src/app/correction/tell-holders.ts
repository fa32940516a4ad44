import { firstOf, type Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { owedAfter } from '#app/agreement/owed-after.ts';
import { agreementsAt } from '#app/agreement/read-records.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import { offeredName } from '#app/item/offered-name.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { Offer, OfferStore } from '#ports/offer-store.ts';
import type { Recall, RecallStore } from '#ports/recall-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

export type TellStores = AppendStores & {
  readonly items: ItemReader;
  readonly offers: OfferStore;
  readonly recalls: RecallStore;
  readonly useState: UseStateReader;
  readonly logLeaves: LogLeafStore;
};

/** Which entry says it, and which leaf of the log; whether the agreement sets a deadline; how each offer stands afterwards. */
export type Telling = {
  readonly type: 'item.killed' | 'item.withheld' | 'item.released' | 'item.withdrawn';
  readonly leaf?: 'item-killed' | 'item-withheld' | 'item-reinstated';
  readonly isDue: boolean;
  readonly offers: readonly Offer[];
  readonly stateAfter: (offer: Offer) => Offer['state'];
};

/**
 * Issues a recall, in the transaction of what it tells of: it is kept, it leaves its leaf in the log (I8), and each of these
 * holders gets one entry with the deadline of its agreement, and a reach that stays open until its last word (I7).
 */
export async function tellHolders(
  stores: TellStores,
  tools: AppendTools,
  from: { readonly agency: Agency; readonly at: Instant },
  recalled: { readonly item: StoredItem; readonly recall: Recall } & Telling,
): Promise<void> {
  const { item, recall, leaf } = recalled;
  const { reasonClass } = recall;
  const [subject, actor] = [item.guid, from.agency.did];
  await stores.recalls.add(recall);
  if (leaf) await stores.logLeaves.append({ kind: leaf, subject, actor, reasonClass, at: from.at });
  await tellEach(stores, tools, from, recalled);
}

/** Tells these holders of a recall that was issued. */
export async function tellEach(
  stores: TellStores,
  tools: AppendTools,
  from: { readonly agency: Agency; readonly at: Instant },
  recalled: { readonly item: StoredItem; readonly recall: Recall } & Telling,
): Promise<void> {
  const { item, recall, type, isDue, offers, stateAfter } = recalled;
  const { reasonClass, publicReason } = recall;
  const { guid, uri } = offeredName(item);
  const agreements = isDue ? await agreementsAt(stores.useState, from.at) : undefined;
  for (const offer of offers) {
    const { partnerDid, version } = offer;
    const come = { event: 'killReceived', holder: partnerDid, item, version, at: from.at } as const;
    const owed = agreements && (await owedAfter(stores, agreements, come));
    const due = firstOf(owed?.dueAt, recall.dueAt);
    await appendEntry(stores, tools, from, {
      partnerDid,
      type,
      subject: uri,
      agreements: [offer.agreementDigest],
      receipt: { receipt: 'applied', ...(due === undefined ? {} : { by: due }) },
      critical: type !== 'item.withdrawn',
      data: { guid, version: item.latestVersion, reasonClass, publicReason },
      recalls: [recall.id],
    });
    await stores.offers.save({ ...offer, state: stateAfter(offer) });
  }
}
