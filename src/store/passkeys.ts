import type { Kysely, Selectable } from 'kysely';
import type { PasskeyStore, StoredPasskey } from '#ports/account-store.ts';
import type { Database } from './tables/database.ts';

export function passkeyStore(db: Kysely<Database>): PasskeyStore {
  return {
    async find(id) {
      const row = await db.selectFrom('passkey').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toPasskey(row);
    },
    async listOf(personId) {
      const rows = await db
        .selectFrom('passkey')
        .selectAll()
        .where('person_id', '=', personId)
        .orderBy('created_at')
        .execute();
      return rows.map(toPasskey);
    },
    async add({ id, personId, publicKey, counter, transports }, at) {
      const added = await db
        .insertInto('passkey')
        .values({
          id,
          person_id: personId,
          public_key: Buffer.from(publicKey),
          counter,
          transports: [...transports],
          created_at: at,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },
    async noteUse(id, counter, at) {
      await db.updateTable('passkey').set({ counter, last_used_at: at }).where('id', '=', id).execute();
    },
    async remove(personId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('passkey')
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
    async removeAll(personId) {
      await db.deleteFrom('passkey').where('person_id', '=', personId).execute();
    },
  };
}

function toPasskey(row: Selectable<Database['passkey']>): StoredPasskey {
  return {
    id: row.id,
    personId: row.person_id,
    publicKey: new Uint8Array(row.public_key),
    counter: row.counter,
    transports: row.transports,
    addedAt: row.created_at,
    ...(row.last_used_at === null ? {} : { usedAt: row.last_used_at }),
  };
}
