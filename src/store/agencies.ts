import type { AgencyKey, AgencyStore } from '#ports/agency-store.ts';
import type { AgencyTransaction } from './transact.ts';

export function agencyStore({ trx, agencyId }: AgencyTransaction): AgencyStore {
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
    async keys() {
      const rows = await trx.selectFrom('agency_key').selectAll().orderBy('created_at').execute();
      return rows.map((row): AgencyKey => ({
        kid: row.kid,
        role: row.role === 'http' || row.role === 'log' ? row.role : 'sign',
        jwk: row.public_jwk,
        thumbprint: row.thumbprint,
        sealedPrivateKey: row.sealed_private_key,
        createdAt: row.created_at,
      }));
    },
  };
}
