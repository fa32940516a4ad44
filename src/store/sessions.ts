import type { Kysely } from 'kysely';
import type { SessionStore } from '#ports/account-store.ts';
import { toRoles } from './members.ts';
import type { Database } from './tables/database.ts';

/** Sessions by the hash of their token; whoever reads the table can sign in as nobody. */
export function sessionStore(db: Kysely<Database>): SessionStore {
  return {
    async find(tokenHash) {
      const row = await db
        .selectFrom('session')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return (
        row && {
          personId: row.person_id,
          agencyId: row.agency_id,
          roles: toRoles(row.roles),
          csrf: row.csrf,
          startedAt: row.created_at,
          seenAt: row.seen_at,
          idleSeconds: row.idle_seconds,
          expiresAt: row.expires_at,
        }
      );
    },
    async add(tokenHash, session) {
      // Sessions past their end are of no use to anyone; a sign-in is a good moment to sweep them out.
      await db.deleteFrom('session').where('expires_at', '<=', session.startedAt).execute();
      await db
        .insertInto('session')
        .values({
          token_hash: tokenHash,
          person_id: session.personId,
          agency_id: session.agencyId,
          roles: [...session.roles],
          csrf: session.csrf,
          created_at: session.startedAt,
          seen_at: session.seenAt,
          idle_seconds: session.idleSeconds,
          expires_at: session.expiresAt,
        })
        .execute();
    },
    async noteSeen(tokenHash, at) {
      await db
        .updateTable('session')
        .set({ seen_at: at })
        .where('token_hash', '=', tokenHash)
        .where('seen_at', '<', at)
        .execute();
    },
    async end(tokenHash) {
      await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
    },
    async endAll(personId, agencyId) {
      await db
        .deleteFrom('session')
        .where('person_id', '=', personId)
        .$if(agencyId !== undefined, (query) => query.where('agency_id', '=', agencyId ?? ''))
        .execute();
    },
  };
}
