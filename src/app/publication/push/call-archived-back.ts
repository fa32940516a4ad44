import type { ActivityStore } from '#ports/activity-store.ts';
import type { PlacementStore } from '#ports/destination-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { archivedNow, type Keeping } from './keep-archived.ts';

export type CallArchivedBackNeeds = {
  readonly transact: Transact<{
    readonly placements: Pick<PlacementStore, 'archivedDue' | 'lock' | 'save'>;
    readonly items: ItemReader;
    readonly useState: UseStateReader;
    readonly outbox: OutboxStore;
    readonly activities: ActivityStore;
  }>;
};

/** Copies asked about at once; what is left over comes first the next time. */
const MOST = 200;

/**
 * Calls back from archives the copies of partners' stories that may not stay there any longer: their time is over, or the right to
 * archive them has ended. What is said of each stays with it, so that the story tells why it is gone. Gives how many.
 */
export async function callArchivedBack(
  { transact }: CallArchivedBackNeeds,
  { agency, at }: Keeping,
): Promise<number> {
  return transact(agency.id, async (stores) => {
    const { placements, outbox, activities } = stores;
    let count = 0;
    for (const { id } of await placements.archivedDue(at, MOST)) {
      const placement = await placements.lock(id);
      // It was called back or stopped since.
      if (!placement?.archived || placement.wanted !== 'published') continue;
      const { itemId, destinationId } = placement;
      const copy = { itemId, pictures: placement.archived.pictures };
      const archived = await archivedNow(stores, { agency, at }, copy);
      if (!archived) continue;
      await placements.save({
        ...placement,
        archived,
        wanted: archived.isOver ? 'withdrawn' : placement.wanted,
      });
      if (!archived.isOver) continue;
      await outbox.put({ topic: 'call-back', payload: { placementId: id } }, at);
      const facts = { placementId: id, destinationId, why: 'archive-ended' };
      await activities.record({ at, what: 'story-called-back', subject: itemId, facts });
      count += 1;
    }
    return count;
  });
}
