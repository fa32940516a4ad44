import { sql, type Selectable } from 'kysely';
import type { Take, TakeStore } from '#ports/take-store.ts';
import { knownDigest } from './offers.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

export function takeStore({ trx, agencyId }: AgencyTransaction): TakeStore {
  return {
    async lock(id) {
      const row = await trx
        .selectFrom('take')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      return row && toTake(row);
    },
    async ofItem(itemId) {
      const row = await trx
        .selectFrom('take')
        .selectAll()
        .where('item_id', '=', itemId)
        .where('undone_at', 'is', null)
        .executeTakeFirst();
      return row && toTake(row);
    },
    async add(take) {
      await trx
        .insertInto('take')
        .values({
          id: take.id,
          agency_id: agencyId,
          item_id: take.itemId,
          version: take.version,
          use: take.use,
          agreement_digest: take.agreementDigest,
          person_id: take.personId ?? null,
          taken_at: take.takenAt,
        })
        .execute();
    },
    async undo(id, at) {
      await trx
        .updateTable('take')
        .set({ undone_at: at })
        .where('id', '=', id)
        .where('undone_at', 'is', null)
        .execute();
    },
    async markTold(id, at) {
      await trx.updateTable('take').set({ told_at: at }).where('id', '=', id).execute();
    },
    async isBuiltUpon(itemId) {
      const { rows } = await sql<{ built: boolean }>`
        select exists (select 1 from translation where item_id = ${itemId})
            or exists (select 1 from publication where item_id = ${itemId})
            or exists (select 1 from passing_on where item_id = ${itemId}) as built`.execute(trx);
      return rows[0]?.built ?? false;
    },
  };
}

function toTake(row: Selectable<Database['take']>): Take {
  return {
    id: row.id,
    itemId: row.item_id,
    version: row.version,
    use: row.use === 'as-is' || row.use === 'brief' ? row.use : 'translate',
    agreementDigest: knownDigest(row.agreement_digest),
    ...(row.person_id === null ? {} : { personId: row.person_id }),
    takenAt: row.taken_at,
    ...(row.undone_at === null ? {} : { undoneAt: row.undone_at }),
    ...(row.told_at === null ? {} : { toldAt: row.told_at }),
  };
}
