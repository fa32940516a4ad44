import { sql, type Kysely } from 'kysely';
import type { ViewTally } from '#ports/released-reads.ts';
import type { Database } from './tables/database.ts';

/** Adds sums of page views; there is no column for anything else about a reader (I25). */
export function viewTally(db: Kysely<Database>): ViewTally {
  return {
    async add(sums) {
      if (sums.length === 0) return;
      await db
        .insertInto('portal.view_count')
        .values([...sums])
        .onConflict((conflict) =>
          conflict.columns(['family', 'language', 'day']).doUpdateSet({
            views: sql<number>`portal.view_count.views + excluded.views`,
          }),
        )
        .execute();
    },
  };
}
