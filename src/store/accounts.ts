import type { Kysely, Selectable } from 'kysely';
import type { Account, AccountStore } from '#ports/account-store.ts';
import type { Database } from './tables/database.ts';

/** People of the node; on the pool, or within a transaction. */
export function accountStore(db: Kysely<Database>): AccountStore {
  return {
    async find(personId) {
      const row = await db.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst();
      return row && toAccount(row);
    },
    async byEmail(email) {
      const row = await db.selectFrom('person').selectAll().where('email', '=', email).executeTakeFirst();
      return row && toAccount(row);
    },
    async add({ id, email, name, language, isDemoSeat }, at) {
      await db
        .insertInto('person')
        .values({ id, email, name, language, demo_seat: isDemoSeat, created_at: at })
        .execute();
    },
    async setPassword(personId, passwordHash) {
      await change(db, personId, { password_hash: passwordHash });
    },
    async setPendingSecret(personId, sealedSecret) {
      await change(db, personId, { sealed_totp_pending: sealedSecret });
    },
    async confirmCode(personId, step, at) {
      await db
        .updateTable('person')
        .set((eb) => ({
          sealed_totp_secret: eb.ref('sealed_totp_pending'),
          sealed_totp_pending: null,
          totp_confirmed_at: at,
          totp_last_step: step,
        }))
        .where('id', '=', personId)
        .where('sealed_totp_pending', 'is not', null)
        .execute();
    },
    async forgetCode(personId) {
      await change(db, personId, { sealed_totp_secret: null, sealed_totp_pending: null });
    },
    async spendCodeStep(personId, step) {
      const spent = await db
        .updateTable('person')
        .set({ totp_last_step: step })
        .where('id', '=', personId)
        .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
        .executeTakeFirst();
      return spent.numUpdatedRows === 1n;
    },
  };
}

type PersonChanges = Partial<
  Pick<Selectable<Database['person']>, 'password_hash' | 'sealed_totp_secret' | 'sealed_totp_pending'>
>;

async function change(db: Kysely<Database>, personId: string, changes: PersonChanges): Promise<void> {
  await db.updateTable('person').set(changes).where('id', '=', personId).execute();
}

function toAccount(row: Selectable<Database['person']>): Account {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    language: row.language,
    isDemoSeat: row.demo_seat,
    ...(row.password_hash === null ? {} : { passwordHash: row.password_hash }),
    ...(row.sealed_totp_secret === null ? {} : { sealedCodeSecret: row.sealed_totp_secret }),
    ...(row.sealed_totp_pending === null ? {} : { sealedPendingSecret: row.sealed_totp_pending }),
  };
}
