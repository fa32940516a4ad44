import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** What a person has put off, or does not want to be shown again, on their own wire; nobody else's is any different for it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table story_aside (
      agency_id uuid not null references agency,
      person_id uuid not null references person,
      item_id uuid not null references item,
      aside text not null check (aside in ('later', 'not-for-us')),
      set_at timestamptz(3) not null,
      primary key (agency_id, person_id, item_id)
    )`,
    ...tenantGrants('story_aside', 'changed'),
  ])
    await statement.execute(database);
}
