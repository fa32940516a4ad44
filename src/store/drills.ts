import { sql } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { OPEN_REACH } from '#domain/correction/overdue.ts';
import type { DrillStore } from '#ports/drill-store.ts';
import { receiptChanges } from './receipt-changes.ts';
import type { AgencyTransaction } from './transact.ts';

/** Drills we ran, and how far each has come at each partner. */
export function drillStore({ trx, agencyId }: AgencyTransaction): DrillStore {
  return {
    async start({ id, startedAt, personId }) {
      await trx
        .insertInto('drill')
        .values({ id, agency_id: agencyId, person_id: personId ?? null, started_at: startedAt })
        .execute();
    },
    async find(id) {
      const row = await trx.selectFrom('drill').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return undefined;
      const by = row.person_id === null ? {} : { personId: row.person_id };
      return { id: row.id, startedAt: row.started_at, ...by };
    },
    async openAt(partnerDid) {
      const row = await trx
        .selectFrom('drill_reach')
        .select('drill_id')
        .where('partner_did', '=', partnerDid)
        .where('state', 'in', OPEN_REACH)
        .executeTakeFirst();
      return row?.drill_id;
    },
    async addReach({ drillId, partnerDid, ch, entryId, writtenAt, dueAt }) {
      await trx
        .insertInto('drill_reach')
        .values({
          drill_id: drillId,
          agency_id: agencyId,
          partner_did: partnerDid,
          ch,
          entry_id: entryId,
          state: 'written',
          due_at: dueAt ?? null,
          written_at: writtenAt,
        })
        .onConflict((conflict) => conflict.columns(['drill_id', 'partner_did']).doNothing())
        .execute();
    },
    async recordReceipt(receipt) {
      const { partnerDid, ch, entryId } = receipt;
      await trx
        .updateTable('drill_reach')
        .set(receiptChanges(receipt))
        .where('partner_did', '=', partnerDid)
        .where('ch', '=', ch)
        .where('entry_id', '=', entryId)
        .execute();
    },
  };
}

/** The reader holds our channel up to here: kills of drills among it are fetched. */
export async function drillsFetched(
  trx: AgencyTransaction['trx'],
  { ch, seq, at }: { readonly ch: string; readonly seq: number; readonly at: Instant },
): Promise<void> {
  await trx
    .updateTable('drill_reach')
    .set({
      fetched_at: at,
      state: sql<string>`case when state = 'written' then 'fetched' else state end`,
    })
    .where('ch', '=', ch)
    .where('fetched_at', 'is', null)
    .where((reach) =>
      reach.exists(
        reach
          .selectFrom('entry')
          .innerJoin('channel', (join) =>
            join.onRef('channel.ch', '=', 'entry.ch').onRef('channel.epoch', '=', 'entry.epoch'),
          )
          .select('entry.seq')
          .whereRef('entry.ch', '=', 'drill_reach.ch')
          .whereRef('entry.id', '=', 'drill_reach.entry_id')
          .where('entry.seq', '<=', seq),
      ),
    )
    .execute();
}
