import { sql, type Kysely } from 'kysely';

/**
 * What people set of a source; the headers of its requests, sealed; that it was stopped because it failed for long; and when it
 * last brought something new, by which its silence is known.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table source add column settings jsonb not null default '{}'`,
    sql`alter table source add column sealed_headers text`,
    sql`alter table source add column stopped_at timestamptz(3)`,
    sql`alter table source add column arrivals jsonb not null default '[]'`,
    sql`alter table source add constraint source_stopped_is_paused check (stopped_at is null or state = 'paused')`,
  ])
    await statement.execute(database);
}
