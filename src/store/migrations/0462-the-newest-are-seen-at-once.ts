import { sql, type Kysely } from 'kysely';

/**
 * The newest stories that may be seen are read off an index, which holds by which agreements each is seen: those that may not be are not
 * looked at.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`drop index item_search_newest`,
    sql`create index item_search_newest on item_search (agency_id, updated_at desc, item_id desc) include (products)`,
  ])
    await statement.execute(database);
}
