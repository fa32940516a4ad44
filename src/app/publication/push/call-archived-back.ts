import type { ActivityStore } from '#ports/activity-store.ts';
import type { PlacementStore } from '#ports/destination-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { archivedNow, type Keeping } from './keep-archived.ts';
import { orderOut } from './order-out.ts';

export type CallArchivedBackNeeds = {
  readonly transact: Transact<{
    readonly placements: Pick<PlacementStore, 'archivedDue' | 'lock' | 'save'>;
    readonly items: ItemReader;
    readonly useState: UseStateReader;
    readonly outbox: OutboxStore;
    readonly activities: ActivityStore;
  }>;
};

/** Copies asked about in one transaction. */
const MOST = 200;

/**
 * Calls back from archives the copies of partners' stories that may not stay there any longer: their time is over, or the right to
 * archive them has ended. What is said of each stays with it, so that the story tells why it is gone. Gives how many.
 */
export async function callArchivedBack(needs: CallArchivedBackNeeds, keeping: Keeping): Promise<number> {
  let back = 0;
  for (;;) {
    const { asked, calledBack } = await askSome(needs, keeping);
    back += calledBack;
    // Whoever was asked is due later or on its way out, so the rest comes next.
    if (asked < MOST) return back;
  }
}

async function askSome(
  { transact }: CallArchivedBackNeeds,
  { agency, at }: Keeping,
): Promise<{ readonly asked: number; readonly calledBack: number }> {
  return transact(agency.id, async (stores) => {
    const { placements } = stores;
    let asked = 0;
    let calledBack = 0;
    for (const { id } of await placements.archivedDue(at, MOST)) {
      const placement = await placements.lock(id);
      // It was called back or stopped since.
      if (!placement?.archived || placement.wanted !== 'published') continue;
      const copy = { ...placement, pictures: placement.archived.pictures };
      const archived = await archivedNow(stores, { agency, at }, copy);
      if (!archived) continue;
      if (archived.isOver) await orderOut(stores, { ...placement, archived }, { at, why: 'archive-ended' });
      else await placements.save({ ...placement, archived });
      asked += 1;
      if (archived.isOver) calledBack += 1;
    }
    return { asked, calledBack };
  });
}
