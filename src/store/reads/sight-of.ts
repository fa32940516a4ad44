import type { Kysely } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { inSight } from '../in-sight.ts';
import { productsInForce } from '../search-shares.ts';
import type { Database } from '../tables/database.ts';
import type { AgencyTransaction } from '../transact.ts';
import { isVisible, type Condition } from './visible.ts';

/** The wall that our own queries are; a test takes it away to see that row-level security holds alone. */
export type Visible = typeof isVisible;

/** What the agency of a transaction may see at this moment, as one condition. */
export async function sightOf(
  transaction: AgencyTransaction,
  at: Instant,
  visible: Visible = isVisible,
): Promise<Condition> {
  return visible({
    agencyId: transaction.agencyId,
    products: await productsInForce(transaction, at),
  });
}

/** Reads for a member behind both walls: row-level security knows the moment, and the query has its condition (I14). */
export function readInSight(db: Kysely<Database>, visible: Visible) {
  return <T>(
    agencyId: string,
    at: Instant,
    read: (transaction: AgencyTransaction, isSeen: Condition) => Promise<T>,
  ): Promise<T> =>
    inSight(db, { agencyId, at }, async (transaction) =>
      read(transaction, await sightOf(transaction, at, visible)),
    );
}
