import type { Instant } from '#kernel/instant.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { Placement, PlacementStore } from '#ports/destination-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';

export type OrderOutStores = {
  readonly placements: Pick<PlacementStore, 'save'>;
  readonly outbox: OutboxStore;
  readonly activities: ActivityStore;
};

/** Calls a copy back because of what is agreed, not because a person asked: the node takes it out, or a person who put it there. */
export async function orderOut(
  { placements, outbox, activities }: OrderOutStores,
  { personId: _ordered, ...placement }: Placement,
  { at, why }: { readonly at: Instant; readonly why: 'agreement-ended' | 'archive-ended' },
): Promise<void> {
  const { id: placementId, destinationId, itemId: subject } = placement;
  await placements.save({ ...placement, wanted: 'withdrawn', orderedAt: at });
  await outbox.put({ topic: 'call-back', payload: { placementId } }, at);
  const facts = { placementId, destinationId, why };
  await activities.record({ at, what: 'story-called-back', subject, facts });
}
