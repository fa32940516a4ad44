import { sql, type Kysely } from 'kysely';

/**
 * The index of bands takes in what comes at once. It is asked as often as it is added to, and each look read through all that waited to be
 * taken in: eighty times as long as the look itself.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter index text_sketch_bands set (fastupdate = off)`,
    sql`select gin_clean_pending_list('text_sketch_bands')`,
  ])
    await statement.execute(database);
}
