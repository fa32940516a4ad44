import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** What is to be said on a channel that waits for its lost tail: drafts without a position, in order, and the recalls each tells. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table held_entry (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      ch text not null,
      draft text not null,
      recalls text[] not null,
      held_at timestamptz(3) not null
    )`,
    sql`create index held_entry_of_channel on held_entry (agency_id, ch, number)`,
    ...tenantGrants('held_entry', 'changed'),
  ])
    await statement.execute(database);
}
