import { isOpenReach, type ReachState } from '#domain/correction/overdue.ts';
import { PASSED_ON } from '#kernel/destination-kind.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Hash } from '#ports/world.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { Offer, OfferStore } from '#ports/offer-store.ts';
import type { OnwardUse } from '#ports/outbox-store.ts';
import type { RecallStore } from '#ports/recall-store.ts';
import type { UsageStore } from '#ports/usage-store.ts';

export type OnwardStores = {
  readonly items: ItemReader;
  readonly offers: Pick<OfferStore, 'find'>;
  readonly recalls: Pick<RecallStore, 'answers'>;
  readonly usages: Pick<UsageStore, 'ofItem'>;
};

/** What the origin of a story is told of a third party that has it by us. */
export async function onwardUse(
  stores: OnwardStores,
  hash: Hash,
  onward: OnwardUse,
): Promise<JsonObject | undefined> {
  const { itemId, partnerDid, usageId } = onward;
  const named = { usage: nameOf(hash, onward), holder: partnerDid };
  if (usageId === undefined) return supply(stores, onward, named);
  const use = (await stores.usages.ofItem(itemId)).find(
    (one) => one.partnerDid === partnerDid && one.usageId === usageId,
  );
  if (!use) return undefined;
  const { channel, place, url, language, derivative, headline, version, state, publishedAt } = use;
  return {
    ...named,
    channel,
    ...(place === undefined ? {} : { place }),
    ...(url === undefined ? {} : { url }),
    language,
    ...(derivative === undefined ? {} : { derivative }),
    ...(headline === undefined || url === undefined || state === 'removed' ? {} : { headline }),
    version,
    state,
    publishedAt,
  };
}

/** Whatever a third party calls its uses, it names none of ours and none of another's. */
function nameOf({ sha256 }: Hash, { partnerDid, usageId = '' }: OnwardUse): string {
  return `passed-on ${sha256(new TextEncoder().encode(`${partnerDid} ${usageId}`)).replace('sha-256:', '')}`;
}

/** That it was passed on, and which version its holder has, or that it has none; nothing while the holder has yet to answer a correction. */
async function supply(
  { items, offers, recalls }: OnwardStores,
  { itemId, partnerDid }: OnwardUse,
  named: JsonObject,
): Promise<JsonObject | undefined> {
  const offer = await offers.find(itemId, partnerDid);
  const version = offer && (await items.version(itemId, offer.version));
  if (!offer || !version) return undefined;
  const isKilled = offer.state === 'killed';
  const answers = await recalls.answers(itemId, isKilled ? 'kill' : 'correction');
  const answer = answers.find((one) => one.partnerDid === partnerDid)?.state;
  if (!isKilled && answer && isOpenReach(answer)) return undefined;
  return {
    ...named,
    channel: PASSED_ON,
    language: version.content.language,
    version: offer.version,
    state: isGone(offer, answer) ? 'removed' : 'live',
    publishedAt: offer.offeredAt,
  };
}

function isGone({ state, takenAt }: Offer, answer: ReachState | undefined): boolean {
  if (state === 'killed') return answer === 'applied' || answer === 'not-applicable';
  return state === 'withdrawn' && takenAt === undefined;
}
