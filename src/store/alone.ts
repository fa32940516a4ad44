import { sql, type Kysely } from 'kysely';
import type { Database } from './tables/database.ts';

/** Does what is named so in one process at a time, among those that use this. */
export type Alone = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Among all processes at the database; one that is killed in the middle holds up nobody. */
export function aloneOn(db: Kysely<Database>): Alone {
  return (name, work) =>
    db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
      return work();
    });
}
