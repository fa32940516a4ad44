import type { PassingOnStore } from '#ports/passing-on-store.ts';
import type { AgencyTransaction } from './transact.ts';

export function passingOnStore({ trx, agencyId }: AgencyTransaction): PassingOnStore {
  return {
    async ofItem(itemId) {
      const rows = await trx
        .selectFrom('passing_on')
        .selectAll()
        .where('item_id', '=', itemId)
        .orderBy('partner_did')
        .execute();
      return rows.map((row) => ({
        itemId: row.item_id,
        partnerDid: row.partner_did,
        since: row.since,
        ...(row.person_id === null ? {} : { personId: row.person_id }),
        ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
      }));
    },
    async save({ itemId, partnerDid, personId, since, endedAt }) {
      const row = { person_id: personId ?? null, since, ended_at: endedAt ?? null };
      await trx
        .insertInto('passing_on')
        .values({ agency_id: agencyId, item_id: itemId, partner_did: partnerDid, ...row })
        .onConflict((known) => known.columns(['item_id', 'partner_did']).doUpdateSet(row))
        .execute();
    },
    async itemIds() {
      const rows = await trx
        .selectFrom('passing_on')
        .select('item_id')
        .distinct()
        .where('ended_at', 'is', null)
        .orderBy('item_id')
        .execute();
      return rows.map((row) => row.item_id);
    },
  };
}
