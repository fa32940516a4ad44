import { sql, type Kysely } from 'kysely';

/**
 * The node may have the indexes of words take in what waits for them, which only their owner can: every search reads through what waits.
 * Gives the number of pages that waited.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create function take_in_words() returns bigint language sql security definer set search_path = pg_catalog as $$
      select gin_clean_pending_list('public.item_search_lexemes'::regclass)
        + gin_clean_pending_list('public.machine_text_lexemes'::regclass) $$`,
    sql`revoke execute on function take_in_words() from public`,
    sql`grant execute on function take_in_words() to pactwire_app`,
  ])
    await statement.execute(database);
}
