import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** How the last readings of each source went. The oldest go. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table source_run (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      source_id uuid not null references source,
      at timestamptz(3) not null,
      outcome jsonb not null
    )`,
    sql`create index source_run_newest on source_run (source_id, number desc)`,
    ...tenantGrants('source_run', 'changed'),
  ])
    await statement.execute(database);
}
