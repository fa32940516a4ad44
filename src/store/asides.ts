import type { AsideStore } from '#ports/aside-store.ts';
import type { AgencyTransaction } from './transact.ts';

export function asideStore({ trx, agencyId }: AgencyTransaction): AsideStore {
  return {
    async set({ personId, itemIds, aside }, at) {
      await trx
        .deleteFrom('story_aside')
        .where('agency_id', '=', agencyId)
        .where('person_id', '=', personId)
        .where('item_id', 'in', itemIds)
        .execute();
      if (aside === undefined || itemIds.length === 0) return;
      await trx
        .insertInto('story_aside')
        .values(
          itemIds.map((itemId) => ({
            agency_id: agencyId,
            person_id: personId,
            item_id: itemId,
            aside,
            set_at: at,
          })),
        )
        .onConflict((conflict) => conflict.columns(['agency_id', 'person_id', 'item_id']).doNothing())
        .execute();
    },
  };
}
