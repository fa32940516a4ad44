import { sql, type Kysely, type Selectable } from 'kysely';
import { parseDigest } from '#kernel/digest.ts';
import type { ApiKey, KeyScope } from '#domain/newsroom/api-key.ts';
import type { ApiKeyStore, FindApiKey } from '#ports/api-key-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** The keys of one agency; row-level security shows no other agency's. */
export function apiKeyStore({ trx }: AgencyTransaction): ApiKeyStore {
  return {
    async list() {
      const rows = await trx
        .selectFrom('api_key')
        .innerJoin('person', 'person.id', 'api_key.made_by')
        .selectAll('api_key')
        .select('person.name as made_by_name')
        .orderBy('api_key.made_at', 'desc')
        .orderBy('api_key.id', 'desc')
        .execute();
      return rows.map((row) => {
        const { secretHash: _never, ...key } = toKey(row);
        return { ...key, madeByName: row.made_by_name };
      });
    },
    async add(key) {
      await trx
        .insertInto('api_key')
        .values({
          id: key.id,
          agency_id: key.agencyId,
          name: key.name,
          scopes: [...key.scopes],
          secret_hash: key.secretHash,
          made_by: key.madeBy,
          made_at: key.madeAt,
          expires_at: key.expiresAt,
        })
        .execute();
    },
    async revoke(id, by, at) {
      const row = await trx
        .updateTable('api_key')
        .set({ revoked_at: at, revoked_by: by })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
    async noteUse(id, day) {
      await trx.updateTable('api_key').set({ used_on: day }).where('id', '=', id).execute();
    },
  };
}

/** A transaction that names one key sees its row and nothing else. */
export function apiKeyFinder(db: Kysely<Database>): FindApiKey {
  return (id) =>
    db.transaction().execute(async (trx) => {
      await sql`select set_config('pactwire.api_key', ${id}, true)`.execute(trx);
      const row = await trx.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toKey(row);
    });
}

const SCOPES: readonly KeyScope[] = ['read-wire', 'read-partners'];

function toKey(row: Selectable<Database['api_key']>): ApiKey {
  const secretHash = parseDigest(row.secret_hash);
  if (!secretHash) throw new Error(`the hash of API key ${row.id} is none`);
  return {
    id: row.id,
    agencyId: row.agency_id,
    name: row.name,
    scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
    madeBy: row.made_by,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    secretHash,
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
    ...(row.used_on === null ? {} : { usedOn: row.used_on }),
  };
}
