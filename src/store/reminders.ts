import type { ReminderStore } from '#ports/reminder-store.ts';
import type { AgencyTransaction } from './transact.ts';

export function reminderStore({ trx, agencyId }: AgencyTransaction): ReminderStore {
  return {
    async seenBy(personId) {
      const rows = await trx
        .selectFrom('reminder_seen')
        .select(['digest', 'about', 'since'])
        .where('person_id', '=', personId)
        .orderBy('since')
        .execute();
      return rows.map(({ about, ...row }) => ({ ...row, about: about === 'end' ? 'end' : 'notice' }));
    },
    async see(personId, { digest, about, since }, at) {
      await trx
        .insertInto('reminder_seen')
        .values({ agency_id: agencyId, person_id: personId, digest, about, since, seen_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}
