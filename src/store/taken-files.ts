import type { SourceStore } from '#ports/source-store.ts';
import type { AgencyTransaction } from './transact.ts';

/** What was taken from a folder in which everything stays, so that it is not taken again. */
export function takenFiles({
  trx,
  agencyId,
}: AgencyTransaction): Pick<SourceStore, 'listTaken' | 'recordTaken' | 'forgetTaken'> {
  return {
    async listTaken(sourceId) {
      const rows = await trx
        .selectFrom('taken_file')
        .select(['name', 'mark'])
        .where('source_id', '=', sourceId)
        .execute();
      return new Map(rows.map(({ name, mark }) => [name, mark]));
    },
    async recordTaken(sourceId, name, mark) {
      await trx
        .insertInto('taken_file')
        .values({ agency_id: agencyId, source_id: sourceId, name, mark })
        .onConflict((conflict) =>
          conflict
            .columns(['agency_id', 'source_id', 'name'])
            .doUpdateSet((row) => ({ mark: row.ref('excluded.mark') })),
        )
        .execute();
    },
    async forgetTaken(sourceId, names) {
      if (names.length === 0) return;
      await trx
        .deleteFrom('taken_file')
        .where('source_id', '=', sourceId)
        .where('name', 'in', [...names])
        .execute();
    },
  };
}
