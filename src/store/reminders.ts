import type { RemindedStep, ReminderStore } from '#ports/reminder-store.ts';
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
      return rows.map(toStep);
    },
    async see(personId, { digest, about, since }, at) {
      await trx
        .insertInto('reminder_seen')
        .values({ agency_id: agencyId, person_id: personId, digest, about, since, seen_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async written() {
      const rows = await trx
        .selectFrom('reminder_letter')
        .select(['digest', 'about', 'since'])
        .orderBy('since')
        .execute();
      return rows.map(toStep);
    },
    async noteLetter({ digest, about, since }, to, at) {
      await trx
        .insertInto('reminder_letter')
        .values({ agency_id: agencyId, digest, about, since, sent_to: [...to], written_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

function toStep({ about, ...row }: Omit<RemindedStep, 'about'> & { readonly about: string }): RemindedStep {
  return { ...row, about: about === 'end' ? 'end' : 'notice' };
}
