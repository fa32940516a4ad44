import { sql, type Kysely } from 'kysely';
import type { Database } from './tables/database.ts';

/**
 * Has the indexes of words take in what waits for them; gives the number of pages that waited. Stories that come in lay their words on
 * a list, which is cheap, and every search reads through it: what 500 stories leave there costs a search a third of its time again.
 * However long it takes, it goes on: cut off, it would begin again with what it had not finished, and more would wait each time.
 */
export async function takeInWords(db: Kysely<Database>): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    const { rows } = await sql<{ pages: number }>`select take_in_words() as pages`.execute(trx);
    return rows[0]?.pages ?? 0;
  });
}
