import { sql, type Kysely } from 'kysely';
import type { Database } from './tables/database.ts';

/**
 * Has the indexes of words take in what waits for them; gives the number of pages that waited. Stories that come in lay their words on
 * a list, which is cheap, and every search reads through it: what 500 stories leave there costs a search a third of its time again.
 */
export async function takeInWords(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ pages: number }>`select take_in_words() as pages`.execute(db);
  return rows[0]?.pages ?? 0;
}
