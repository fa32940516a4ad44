import { sql, type Kysely } from 'kysely';

/** Until when requests of a partner's key may have been believed, so that a node that starts anew believes none of them again. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table request_horizon (keyid text primary key, until timestamptz(3) not null)`,
    sql`grant select, insert, update on request_horizon to pactwire_app`,
  ])
    await statement.execute(database);
}
