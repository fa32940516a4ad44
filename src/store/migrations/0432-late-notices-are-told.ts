import { sql, type Kysely } from 'kysely';

/** What we have not answered a partner in time is told to our own systems, again each day. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table notice add column escalations integer not null default 0`,
    sql`alter table notice add column escalated_at timestamptz(3)`,
    sql`create index notice_open_due on notice (agency_id, due_at) where state = 'open'`,
  ])
    await statement.execute(database);
}
