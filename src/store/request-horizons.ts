import { sql, type Kysely } from 'kysely';
import type { RequestHorizons } from '#ports/request-horizons.ts';
import type { Database } from './tables/database.ts';

/** Rows of the node itself: partners' request keys are public, and one key may speak with several of its agencies. */
export function requestHorizons(db: Kysely<Database>): RequestHorizons {
  return {
    async find(keyid) {
      const row = await db
        .selectFrom('request_horizon')
        .select('until')
        .where('keyid', '=', keyid)
        .executeTakeFirst();
      return row?.until;
    },
    async raise(keyid, until) {
      await db
        .insertInto('request_horizon')
        .values({ keyid, until })
        .onConflict((conflict) =>
          conflict
            .column('keyid')
            .doUpdateSet({ until: sql`greatest(request_horizon.until, excluded.until)` }),
        )
        .execute();
    },
  };
}
