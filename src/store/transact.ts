import { sql, type Kysely, type Transaction } from 'kysely';
import type { Transact } from '#ports/transaction.ts';
import type { Database } from './tables/database.ts';

/** A transaction that has named its agency: row-level security lets it see that agency's rows only. */
export type AgencyTransaction = { readonly trx: Transaction<Database>; readonly agencyId: string };

const CONFLICTS = new Set(['40001', '40P01']);
const TRIES = 4;

/** Makes `transact` for stores that `open` binds to one transaction. A serialisation conflict or deadlock is tried again. */
export function transactWith<Stores>(
  db: Kysely<Database>,
  open: (transaction: AgencyTransaction) => Stores,
): Transact<Stores> {
  return async (agencyId, work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await db.transaction().execute(async (trx) => {
          await sql`select set_config('pactwire.agency', ${agencyId}, true)`.execute(trx);
          return work(open({ trx, agencyId }));
        });
      } catch (fault) {
        if (attempt === TRIES || !isConflict(fault)) throw fault;
      }
    }
  };
}

function isConflict(fault: unknown): boolean {
  return (
    fault instanceof Error && 'code' in fault && typeof fault.code === 'string' && CONFLICTS.has(fault.code)
  );
}
