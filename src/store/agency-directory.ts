import type { Kysely, Selectable } from 'kysely';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { toOwnership } from './partners.ts';
import type { Database } from './tables/database.ts';

/** Reads the agencies of this node; they are few and public. */
export function agencyDirectory(db: Kysely<Database>): AgencyDirectory {
  return {
    async list() {
      const rows = await db.selectFrom('agency').selectAll().orderBy('created_at').execute();
      return rows.map(toAgency);
    },
    async find(id) {
      const row = await db.selectFrom('agency').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toAgency(row);
    },
    async byDid(did) {
      const row = await db.selectFrom('agency').selectAll().where('did', '=', did).executeTakeFirst();
      return row && toAgency(row);
    },
  };
}

function toAgency(row: Selectable<Database['agency']>): Agency {
  return {
    id: row.id,
    slug: row.slug,
    did: row.did,
    name: row.name,
    ownership: toOwnership(row.ownership),
    languages: row.languages,
    territory: row.territory,
    timeZone: row.time_zone,
    place: row.place,
  };
}
