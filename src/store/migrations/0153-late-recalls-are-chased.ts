import { sql, type Kysely } from 'kysely';

/** Who was written to because a partner had not answered a recall in time, when last, and how often. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table recall_reach add column escalated_at timestamptz(3)`,
    sql`alter table recall_reach add column escalated_to text[] not null default '{}'`,
    sql`alter table recall_reach add column escalations integer not null default 0`,
    sql`create index recall_reach_open on recall_reach (agency_id, due_at)
      where state in ('written', 'fetched', 'received')`,
  ])
    await statement.execute(database);
}
