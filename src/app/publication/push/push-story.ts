import { storySlug } from '#domain/publication/story-slug.ts';
import { letStoryOut, type By, type LeavingRefusal } from '#app/take/let-story-out.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Placement } from '#ports/destination-store.ts';
import { channelOf } from './channel-of.ts';
import { orderToPlace } from './plan-delivery.ts';
import type { PushNeeds, PushStores } from './push-needs.ts';

export type PushRefusal =
  | LeavingRefusal
  | { readonly code: 'destination-unknown' }
  | { readonly code: 'destination-by-hand' }
  | { readonly code: 'placement-unknown' }
  | { readonly code: 'story-stopped' };

type PushOrder = {
  readonly itemId: string;
  readonly destinationId: string;
  readonly translationId?: string;
};
export type Seated = By & { readonly personId: string };

/**
 * An editor sends a story, or one translation of it, to another system of the agency, for readers there or to be kept in an archive.
 * The agreement is asked as for our own page, by the destination's delivery channel, or whether it may be archived, now and once more
 * when it leaves. Ordered again it is sent again, as it then is.
 */
export async function pushStory(
  needs: PushNeeds,
  by: Seated,
  order: PushOrder,
): Promise<Result<Placement, PushRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const destination = await stores.destinations.find(order.destinationId);
    if (!destination) return refuse({ code: 'destination-unknown' });
    if (destination.kind === 'hand') return refuse({ code: 'destination-by-hand' });
    const { itemId, destinationId, translationId } = order;
    const copies = await stores.placements.ofItem(itemId);
    const copy = copies.find(
      (one) => one.destinationId === destinationId && one.translationId === translationId,
    );
    const leaving = await letStoryOut(stores, needs, by, orderToPlace(copy ?? order, channelOf(destination)));
    if (!leaving.ok) return leaving;
    const { pubStatus, headline } = leaving.value.outgoing.item;
    if (pubStatus !== 'usable') return refuse({ code: 'story-stopped' });
    const there = await stores.placements.findFor(destinationId, itemId, translationId);
    const id = needs.ids.uuid();
    const fresh: Placement = {
      ...order,
      id,
      slug: slugFor(headline, id),
      wanted: 'published',
      stands: 'nothing',
      failures: 0,
      orderedAt: by.at,
    };
    return accept(await wake(stores, by, { ...(there ? forgetOver(there) : fresh), wanted: 'published' }));
  });
}

/** Why it was called back from an archive is over once it goes there anew. */
function forgetOver({ archived, ...placement }: Placement): Placement {
  return { ...placement, ...(archived && !archived.isOver ? { archived } : {}) };
}

/** Systems cut what they have to percent-encode, and then find it under another name. */
export function slugFor(headline: string, id: string): string {
  const slug = storySlug(headline);
  return `${/^[a-z0-9-]+$/.test(slug) ? slug : 'story'}-${id.slice(-8)}`;
}

/** Takes a story out of another system; there it is no longer to be seen. */
export function callStoryBack(
  needs: Pick<PushNeeds, 'transact'>,
  by: Seated,
  placementId: string,
): Promise<Result<Placement, PushRefusal>> {
  return orderAnew(needs, by, placementId, (placement) => accept({ ...placement, wanted: 'withdrawn' }));
}

/** Sends once more what should stand there: after the other system was mended, or lost what it had. */
export function resendStory(
  needs: Pick<PushNeeds, 'transact'>,
  by: Seated,
  placementId: string,
): Promise<Result<Placement, PushRefusal>> {
  return orderAnew(needs, by, placementId, (placement) =>
    placement.stands === 'killed' ? refuse({ code: 'story-stopped' }) : accept(placement),
  );
}

async function orderAnew(
  needs: Pick<PushNeeds, 'transact'>,
  by: Seated,
  placementId: string,
  order: (placement: Placement) => Result<Placement, PushRefusal>,
): Promise<Result<Placement, PushRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const placement = await stores.placements.lock(placementId);
    if (!placement) return refuse({ code: 'placement-unknown' });
    if (placement.remote?.hand) return refuse({ code: 'destination-by-hand' });
    const ordered = order(placement);
    return ordered.ok ? accept(await wake(stores, by, ordered.value)) : ordered;
  });
}

/** What was tried before may have arrived, so one failure stays on record; the count begins anew. */
async function wake(
  { placements, outbox, activities }: PushStores,
  { at, personId }: Seated,
  { standsVersion: _before, ...placement }: Placement,
): Promise<Placement> {
  const ordered = { ...placement, failures: Math.min(placement.failures, 1), personId, orderedAt: at };
  const isBack = ordered.wanted === 'withdrawn';
  await placements.save(ordered);
  await outbox.put({ topic: isBack ? 'call-back' : 'deliver', payload: { placementId: ordered.id } }, at);
  await activities.record({
    at,
    personId,
    what: isBack ? 'story-called-back' : 'story-pushed',
    subject: ordered.itemId,
    facts: { placementId: ordered.id, destinationId: ordered.destinationId },
  });
  return ordered;
}
