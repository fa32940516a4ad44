import type { KeyRole } from '#domain/newsroom/agency.ts';
import type { AgencyKey, AgencyStore } from '#ports/agency-store.ts';
import { sql, type Selectable } from 'kysely';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** As the check constraint has them. */
const ROLES: readonly KeyRole[] = ['sign', 'http', 'log', 'recovery'];

export function agencyStore({ trx, agencyId }: AgencyTransaction): AgencyStore {
  const keys = () =>
    trx
      .selectFrom('agency_key')
      .selectAll()
      .orderBy('created_at')
      .orderBy(sql`array_position(array['sign', 'http', 'log', 'recovery'], role)`)
      .orderBy('kid');
  return {
    async add(agency, at) {
      const shared = {
        id: agency.id,
        did: agency.did,
        name: JSON.stringify(agency.name),
        ownership: agency.ownership,
        languages: [...agency.languages],
        time_zone: agency.timeZone,
      };
      await trx
        .insertInto('agency')
        .values({
          ...shared,
          slug: agency.slug,
          territory: agency.territory,
          place: JSON.stringify(agency.place),
          created_at: at,
        })
        .execute();
      await trx.insertInto('portal.agency').values(shared).execute();
    },
    async change({ languages, territory, timeZone, place }) {
      const shared = { languages: [...languages], time_zone: timeZone };
      await trx
        .updateTable('agency')
        .set({ ...shared, territory, place: JSON.stringify(place) })
        .where('id', '=', agencyId)
        .execute();
      await trx.updateTable('portal.agency').set(shared).where('id', '=', agencyId).execute();
    },
    async addKey(key) {
      await trx
        .insertInto('agency_key')
        .values({
          agency_id: agencyId,
          kid: key.kid,
          role: key.role,
          public_jwk: JSON.stringify(key.jwk),
          thumbprint: key.thumbprint,
          sealed_private_key: key.sealedPrivateKey,
          created_at: key.createdAt,
        })
        .execute();
    },
    keys: async () => (await keys().execute()).map(toKey),
    lockKeys: async () => (await keys().forUpdate().execute()).map(toKey),
    async retireKey(kid, at) {
      await trx.updateTable('agency_key').set({ revoked_at: at }).where('kid', '=', kid).execute();
    },
  };
}

function toKey(row: Selectable<Database['agency_key']>): AgencyKey {
  return {
    kid: row.kid,
    role: ROLES.find((role) => role === row.role) ?? 'sign',
    jwk: row.public_jwk,
    thumbprint: row.thumbprint,
    sealedPrivateKey: row.sealed_private_key,
    createdAt: row.created_at,
    ...(row.revoked_at === null ? {} : { retiredAt: row.revoked_at }),
  };
}
