import type { Outlet } from '#domain/agreement/page-requests.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { secondsBetween, type Instant } from '#kernel/instant.ts';
import {
  letStopOut,
  letStoryOut,
  type LeavingOrder,
  type LeavingRefusal,
  type LeavingStory,
  type LeavingTools,
} from '#app/take/let-story-out.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { Deed, Placement, StoredDestination } from '#ports/destination-store.ts';
import { channelOf } from './channel-of.ts';
import type { PushStores } from './push-needs.ts';

export type To = { readonly agency: Agency; readonly at: Instant };

/** What is to be done about a placement now. */
export type DeliveryPlan =
  | { readonly deed: 'none' }
  /** Pictures of it are on their way to us. */
  | { readonly deed: 'wait' }
  | { readonly deed: 'held'; readonly refusal: LeavingRefusal }
  | {
      readonly deed: Deed;
      readonly placement: Placement;
      readonly destination: StoredDestination;
      readonly leaving: LeavingStory;
    };

const NOTHING = { deed: 'none' } as const;
/** So long a story waits for pictures that have not come; then it goes without them. */
const PICTURES_SECONDS = 120;

/**
 * Compares what stands in the other system with what should, in one transaction with the decision that lets a story out. A kill
 * and a stop come before whatever was ordered, also from a paused destination; after a kill nothing is ever sent.
 */
export async function planDelivery(
  stores: PushStores,
  tools: LeavingTools,
  to: To,
  placementId: string,
): Promise<DeliveryPlan> {
  const placement = await stores.placements.find(placementId);
  const destination = placement && (await stores.destinations.find(placement.destinationId));
  const item = placement && (await stores.items.find(placement.itemId));
  if (!destination || !item || placement.stands === 'killed') return NOTHING;
  // People do it, and say so.
  if (destination.kind === 'hand') return NOTHING;
  const deed = deedFor(item, placement);
  if (deed === 'publish') return planStory(stores, tools, to, { placement, destination });
  if (isOut(placement, deed)) return NOTHING;
  const stop = await letStopOut(stores, to, orderOf(placement));
  if (!stop.ok) return { deed: 'held', refusal: stop.error };
  await begin(stores, placement);
  return { deed, placement, destination, leaving: stop.value };
}

/** What was never begun needs no word; an attempt whose answer was lost may have come to something. */
function isOut({ stands, failures }: Placement, deed: Deed): boolean {
  return failures === 0 && (stands === 'nothing' || (stands === 'withdrawn' && deed === 'withdraw'));
}

/** What should stand there decides, whatever job it was that woke us. */
export function deedFor({ state }: Pick<StoredItem, 'state'>, { wanted }: Pick<Placement, 'wanted'>): Deed {
  if (state === 'killed') return 'kill';
  return state === 'withheld' || wanted === 'withdrawn' ? 'withdraw' : 'publish';
}

async function planStory(
  stores: PushStores,
  tools: LeavingTools,
  to: To,
  { placement, destination }: { readonly placement: Placement; readonly destination: StoredDestination },
): Promise<DeliveryPlan> {
  if (destination.state === 'paused') return NOTHING;
  const leaving = await letStoryOut(stores, tools, to, orderToPlace(placement, channelOf(destination)));
  if (!leaving.ok) return { deed: 'held', refusal: leaving.error };
  const { outgoing, item, counts } = leaving.value;
  if (outgoing.item.pubStatus !== 'usable') return NOTHING; // its own job is on the way
  const isThere = placement.stands === 'published' && placement.standsVersion === outgoing.item.version;
  if (isThere) return NOTHING;
  const age = secondsBetween(placement.orderedAt, to.at);
  if (leaving.value.away.length > 0 && age < PICTURES_SECONDS) return { deed: 'wait' };
  if (counts !== undefined) await stores.useState.debit(counts, item, to.at);
  await begin(stores, placement);
  return { deed: 'publish', placement, destination, leaving: leaving.value };
}

/** An attempt counts as failed until its answer is known: a process may end in between. */
async function begin({ placements }: PushStores, placement: Placement): Promise<void> {
  const now = await placements.lock(placement.id);
  if (now) await placements.save({ ...now, failures: now.failures + 1 });
}

type Placing = Extract<LeavingOrder, { readonly purpose: 'place' }>;

/**
 * To send it to the outlet that the destination is, or what corrects the copy that stands there: a copy keeps the channel that it went
 * out by, whatever the destination is set to since.
 */
export function orderToPlace(
  placement: Pick<Placement, 'itemId' | 'translationId' | 'shown'> & Partial<Pick<Placement, 'stands'>>,
  channel: Outlet,
): Placing {
  const { stands, shown } = placement;
  return {
    ...orderOf(placement),
    purpose: 'place',
    ...(stands === 'published' && shown
      ? { channel: shown.channel, shownVersion: shown.version }
      : { channel }),
  };
}

function orderOf({ itemId, translationId }: Pick<Placement, 'itemId' | 'translationId'>) {
  return { itemId, ...(translationId === undefined ? {} : { translationId }) };
}
