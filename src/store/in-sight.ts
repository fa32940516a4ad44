import type { Kysely } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { inAgency } from './in-agency.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** For whom something is read, and at which moment. */
export type Reader = { readonly agencyId: string; readonly at: Instant };

/** One transaction that reads for a member: row-level security shows it those stories alone that may be seen at that moment. */
export function inSight<T>(
  db: Kysely<Database>,
  { agencyId, at }: Reader,
  read: (transaction: AgencyTransaction) => Promise<T>,
): Promise<T> {
  return inAgency(db, agencyId, (trx) => read({ trx, agencyId }), at);
}
