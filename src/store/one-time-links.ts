import type { Kysely } from 'kysely';
import type { LinkStore } from '#ports/account-store.ts';
import type { Database } from './tables/database.ts';

/** One-time links by the hash of their token; each is good once. */
export function linkStore(db: Kysely<Database>): LinkStore {
  return {
    async add({ tokenHash, personId, purpose, expiresAt }) {
      // The newest link is the one that counts; older ones lie in mailboxes.
      await db.deleteFrom('one_time_link').where('person_id', '=', personId).execute();
      await db
        .insertInto('one_time_link')
        .values({ token_hash: tokenHash, person_id: personId, purpose, expires_at: expiresAt })
        .execute();
    },
    async personOf(tokenHash, at) {
      const link = await db
        .selectFrom('one_time_link')
        .select('person_id')
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .executeTakeFirst();
      return link?.person_id;
    },
    async spend(tokenHash, at) {
      const spent = await db
        .updateTable('one_time_link')
        .set({ used_at: at })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .returning(['person_id', 'purpose'])
        .executeTakeFirst();
      const purpose = spent?.purpose === 'start-over' ? spent.purpose : 'password';
      return spent && { personId: spent.person_id, purpose };
    },
  };
}
