import { isJsonObject } from '#kernel/json.ts';
import type { KeptAnswersStore } from '#ports/kept-answers-store.ts';
import type { AgencyTransaction } from './transact.ts';

export function keptAnswersStore({ trx, agencyId }: AgencyTransaction): KeptAnswersStore {
  return {
    async find({ about, base }) {
      const row = await trx
        .selectFrom('kept_answers')
        .selectAll()
        .where('about', '=', about)
        .where('base', '=', base)
        .executeTakeFirst();
      if (!row || !isJsonObject(row.answers)) return undefined;
      const { revision, answers, person_id, kept_at } = row;
      return { revision, answers, personId: person_id, at: kept_at };
    },
    async keep({ about, base }, { answers, personId, at }, revision) {
      const row = {
        revision: revision + 1,
        answers: JSON.stringify(answers),
        person_id: personId,
        kept_at: at,
      };
      const kept = await trx
        .insertInto('kept_answers')
        .values({ agency_id: agencyId, about, base, ...row })
        .onConflict((conflict) =>
          conflict
            .columns(['agency_id', 'about', 'base'])
            .doUpdateSet(row)
            .where('kept_answers.revision', '=', revision),
        )
        .returning('revision')
        .executeTakeFirst();
      return kept?.revision;
    },
    async forget(about) {
      await trx.deleteFrom('kept_answers').where('about', '=', about).execute();
    },
  };
}
