import type { ItemName } from '#ports/item-store.ts';
import type { ConfirmedRestrictions, RestrictionStore, ToldRestrictions } from '#ports/restriction-store.ts';
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
    async wasConfirmed(itemId) {
      const row = await trx
        .selectFrom('item_restriction')
        .select('number')
        .where('item_id', '=', itemId)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async keepTold({ provider, guid }, fromVersion, { terms, toldAt }) {
      await trx
        .insertInto('restriction_told')
        .values({
          agency_id: agencyId,
          partner_did: provider,
          guid,
          from_version: fromVersion,
          terms: JSON.stringify(terms),
          told_at: toldAt,
        })
        .execute();
    },
  };
}

/** The provider's last word on this story that is about this version. */
export async function readTold(
  { trx }: AgencyTransaction,
  { provider, guid }: ItemName,
  version: number,
): Promise<ToldRestrictions | undefined> {
  return trx
    .selectFrom('restriction_told')
    .select(['terms', 'told_at as toldAt'])
    .where('partner_did', '=', provider)
    .where('guid', '=', guid)
    .where('from_version', '<=', version)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
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
