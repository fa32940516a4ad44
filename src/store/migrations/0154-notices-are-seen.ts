import { sql, type Kysely } from 'kysely';

/** When an editor first opened a notice, here and as the partner says it; never who. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table notice add column seen_at timestamptz(3)`,
    sql`alter table recall_reach add column seen_at timestamptz(3)`,
    sql`drop index recall_reach_open`,
    sql`create index recall_reach_open on recall_reach (agency_id, due_at)
      where state in ('written', 'fetched', 'received', 'seen')`,
  ])
    await statement.execute(database);
}
