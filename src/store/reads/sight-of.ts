import type { Instant } from '#kernel/instant.ts';
import { productsInForce } from '../search-shares.ts';
import type { AgencyTransaction } from '../transact.ts';
import { isVisible, type Condition } from './visible.ts';

/** What the agency of a transaction may see at this moment, as one condition. */
export async function sightOf(transaction: AgencyTransaction, at: Instant): Promise<Condition> {
  return isVisible({
    agencyId: transaction.agencyId,
    products: await productsInForce(transaction, at),
  });
}
