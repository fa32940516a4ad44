import { sql, type Kysely } from 'kysely';

const BEFORE = ['placement', 'destination'] as const;

/**
 * Of what stands in another system it is kept by which delivery channel readers get it, as its provider is told. What stands there
 * from before was asked for the web, and went out as mail where it did.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table placement add column shown_channel text
      check (shown_channel in ('web', 'app', 'social', 'print', 'broadcast', 'newsletter'))`,
    // The owner of the tables is bound by their row-level security; for what stood there before it is not, in this transaction.
    ...BEFORE.map((table) => sql`alter table ${sql.table(table)} no force row level security`),
    sql`update placement p set shown_channel = case when d.kind = 'mail' then 'newsletter' else 'web' end
      from destination d where d.id = p.destination_id and p.shown_version is not null`,
    ...BEFORE.map((table) => sql`alter table ${sql.table(table)} force row level security`),
  ])
    await statement.execute(database);
}
