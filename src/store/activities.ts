import type { ActivityStore } from '#ports/activity-store.ts';
import type { AgencyTransaction } from './transact.ts';

export function activityStore({ trx, agencyId }: AgencyTransaction): ActivityStore {
  return {
    async record(entry) {
      await trx
        .insertInto('activity')
        .values({
          agency_id: agencyId,
          at: entry.at,
          person_id: entry.personId ?? null,
          what: entry.what,
          subject: entry.subject,
          facts: JSON.stringify(entry.facts ?? {}),
        })
        .execute();
    },
    async newest(what, most) {
      const rows = trx.selectFrom('activity').select(['at', 'facts']).where('agency_id', '=', agencyId);
      return rows.where('what', '=', what).orderBy('number', 'desc').limit(most).execute();
    },
  };
}
