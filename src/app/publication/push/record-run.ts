import { judgeRunDay, type RunDayRefusal } from '#domain/publication/run-day.ts';
import { ARCHIVE } from '#kernel/destination-kind.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { letStoryOut, type LeavingText } from '#app/take/let-story-out.ts';
import type { RemoteHand } from '#ports/destination.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { Deed, DeliveryOutcome, Placement, StoredDestination } from '#ports/destination-store.ts';
import { accountForCopy, shownAfter } from './account-for-copy.ts';
import { channelOf } from './channel-of.ts';
import { archivedAs } from './keep-archived.ts';
import { orderToPlace } from './plan-delivery.ts';
import type { PushNeeds, PushStores } from './push-needs.ts';
import { slugFor, type PushRefusal, type Seated } from './push-story.ts';

export type RunRefusal =
  | PushRefusal
  | RunDayRefusal
  | { readonly code: 'destination-not-by-hand' }
  | { readonly code: 'archive-only-told' };

export type Run = LeavingText & {
  readonly destinationId: string;
  /** A calendar day of the agency, `2027-03-09`. */
  readonly ranOn: string;
  /** A page, an edition, an hour of air, which its provider reads; a place in an archive. */
  readonly where: string;
};

/**
 * Keeps that people have published a story, or one translation of it, by hand: in a paper, on air; or put it into an archive. The
 * agreement is asked first, as for any push by that destination's delivery channel or into an archive; it counts, and of what readers
 * get its provider is told. Recorded again it ran as it now is: so is a correction recorded.
 */
export async function recordRun(
  needs: PushNeeds,
  by: Seated,
  { ranOn, where, ...order }: Run,
): Promise<Result<Placement, RunRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const destination = await stores.destinations.find(order.destinationId);
    if (!destination) return refuse({ code: 'destination-unknown' });
    if (destination.kind !== 'hand') return refuse({ code: 'destination-not-by-hand' });
    const publishing = await orderFor(stores, order, destination);
    const leaving = await letStoryOut(stores, needs, by, publishing.order);
    if (!leaving.ok) return leaving;
    const { item, outgoing, counts, pictures, away } = leaving.value;
    if (outgoing.item.pubStatus !== 'usable') return refuse({ code: 'story-stopped' });
    const { timeZone: zone } = by.agency;
    const ranAt = judgeRunDay({ day: ranOn, zone, arrivedAt: item.arrivedAt, at: by.at });
    if (!ranAt.ok) return ranAt;
    if (counts !== undefined) await stores.useState.debit(counts, item, by.at);
    const id = publishing.there?.id ?? needs.ids.uuid();
    const { channel } = publishing.order;
    const placement: Placement = {
      ...order,
      id,
      slug: publishing.there?.slug ?? slugFor(outgoing.item.headline, id),
      wanted: 'published',
      stands: 'published',
      standsVersion: outgoing.item.version,
      shown: shownAfter(publishing.standing, leaving.value, { channel, at: ranAt.value }),
      settledAt: by.at,
      remote: { id, hand: { where } },
      failures: 0,
      personId: by.personId,
      orderedAt: by.at,
    };
    const copies = { settled: placement, before: publishing.there };
    const archived = await archivedAs(stores, by, copies, [...pictures, ...away]);
    await keep(stores, needs, by, {
      placement: { ...placement, ...(archived ? { archived } : {}) },
      deed: 'publish',
      outcome: 'done',
      words: `${ranOn} ${where}`,
    });
    await accountForCopy(stores, leaving.value, placement, by.at);
    return accept(placement);
  });
}

/** Nobody else changes what stands there until the transaction ends. */
async function orderFor(
  { placements }: PushStores,
  order: LeavingText & { readonly destinationId: string },
  destination: StoredDestination,
) {
  const { itemId, destinationId, translationId } = order;
  const there = await placements.findFor(destinationId, itemId, translationId);
  const standing = there?.stands === 'published' ? there : {};
  return { there, standing, order: orderToPlace(there ?? order, channelOf(destination)) };
}

/** What people did about it: `told`, where what is out cannot be taken back. What lies in an archive can. */
export type Gone = { readonly placementId: string; readonly isTold: boolean; readonly note: string };

/** Keeps that people took back by hand what ran, or told those who have it: after a kill or a stop, or of their own accord. */
export async function confirmGone(
  needs: PushNeeds,
  by: Seated,
  { placementId, isTold, note }: Gone,
): Promise<Result<Placement, RunRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const copy = await lockCopy(stores, placementId);
    if (!copy.ok) return copy;
    const { item, placement, hand } = copy.value;
    if (isTold && placement.shown?.channel === ARCHIVE) return refuse({ code: 'archive-only-told' });
    const isKilled = item.state === 'killed';
    const gone: Placement = {
      ...placement,
      wanted: item.state === 'usable' ? 'withdrawn' : placement.wanted,
      stands: isKilled ? 'killed' : 'withdrawn',
      settledAt: by.at,
      remote: { id: placement.id, hand: { where: hand.where, ...(isTold ? { isTold } : {}) } },
    };
    const outcome = isTold ? 'told' : 'done';
    const deed = isKilled ? 'kill' : 'withdraw';
    await keep(stores, needs, by, { placement: gone, deed, outcome, words: note });
    await accountForCopy(stores, { item }, gone, by.at);
    return accept(gone);
  });
}

type Copy = { readonly item: StoredItem; readonly placement: Placement; readonly hand: RemoteHand };

/** The item first, as whatever else settles copies of it: of two that go at once the later sees the earlier. */
async function lockCopy(
  { placements, items }: PushStores,
  placementId: string,
): Promise<Result<Copy, RunRefusal>> {
  const found = await placements.find(placementId);
  const seen = found && (await items.find(found.itemId));
  const [locked] = seen ? await items.lock([{ ...seen, version: seen.latestVersion }]) : [];
  const placement = await placements.lock(placementId);
  const item = locked?.item;
  if (!placement || !item) return refuse({ code: 'placement-unknown' });
  const { hand } = placement.remote ?? {};
  if (!hand) return refuse({ code: 'destination-not-by-hand' });
  return placement.stands === 'published'
    ? accept({ item, placement, hand })
    : refuse({ code: 'placement-unknown' });
}

const WHAT = { publish: 'story-ran', withdraw: 'story-gone', kill: 'story-gone' } as const;

type Kept = {
  readonly placement: Placement;
  readonly deed: Deed;
  readonly outcome: DeliveryOutcome;
  readonly words: string;
};

async function keep(
  { placements, activities }: PushStores,
  { ids }: Pick<PushNeeds, 'ids'>,
  { at, personId }: { readonly at: Instant; readonly personId: string },
  { placement, deed, outcome, words }: Kept,
): Promise<void> {
  await placements.save(placement);
  const { id: placementId, destinationId, itemId: subject } = placement;
  await placements.record({
    id: ids.uuid(),
    placementId,
    at,
    deed,
    outcome,
    answer: words.trim(),
    durationMs: 0,
  });
  const facts = { placementId, destinationId };
  await activities.record({ at, personId, what: WHAT[deed], subject, facts });
}
