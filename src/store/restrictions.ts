import type { ConfirmedRestrictions, RestrictionStore } from '#ports/restriction-store.ts';
import type { AgencyTransaction } from './transact.ts';

/** What people say the words beside an item mean: rows are added, the last one counts. */
export function restrictionStore({ trx, agencyId }: AgencyTransaction): RestrictionStore {
  return {
    async confirm(itemId, version, { text, terms, personId, at }) {
      await trx
        .insertInto('item_restriction')
        .values({
          agency_id: agencyId,
          item_id: itemId,
          version,
          text,
          terms: JSON.stringify(terms),
          person_id: personId,
          at,
        })
        .execute();
    },
  };
}

/** The last word on this text beside this item. */
export async function readConfirmed(
  { trx }: AgencyTransaction,
  itemId: string,
  text: string,
): Promise<ConfirmedRestrictions | undefined> {
  const row = await trx
    .selectFrom('item_restriction')
    .select(['text', 'terms', 'person_id as personId', 'at'])
    .where('item_id', '=', itemId)
    .where('text', '=', text)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row;
}
