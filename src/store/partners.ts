import { sql, type Selectable } from 'kysely';
import { OWNERSHIPS, type Ownership, type Partner } from '#domain/newsroom/agency.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

export function partnerStore({ trx, agencyId }: AgencyTransaction): PartnerStore {
  const find = async (did: string): Promise<Partner | undefined> => {
    const row = await trx.selectFrom('partner').selectAll().where('did', '=', did).executeTakeFirst();
    return row && toPartner(row);
  };
  return {
    find,
    async lock(did) {
      // A row that is not there yet cannot be locked, its name can.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`partner ${agencyId} ${did}`}, 0))`.execute(
        trx,
      );
      return find(did);
    },
    async list() {
      const rows = await trx.selectFrom('partner').selectAll().orderBy('did').execute();
      return rows.map(toPartner);
    },
    async save(partner, at) {
      const row = {
        name: JSON.stringify(partner.name),
        ownership: partner.ownership,
        base_url: partner.baseUrl,
        keys: JSON.stringify(partner.keys),
        state: partner.state,
        since: at,
      };
      await trx
        .insertInto('partner')
        .values({ agency_id: agencyId, did: partner.did, ...row })
        .onConflict((conflict) => conflict.columns(['agency_id', 'did']).doUpdateSet(row))
        .execute();
    },
  };
}

export function toPartner(row: Selectable<Database['partner']>): Partner {
  return {
    did: row.did,
    name: row.name,
    ownership: toOwnership(row.ownership),
    baseUrl: row.base_url,
    keys: row.keys,
    state: row.state === 'pinned' || row.state === 'asking' ? row.state : 'invited',
  };
}

/** The check constraint and the parsers keep the column within the list. */
export function toOwnership(text: string): Ownership {
  const ownership = OWNERSHIPS.find((known) => known === text);
  if (!ownership) throw new Error(`the store holds an unknown ownership: ${text}`);
  return ownership;
}
