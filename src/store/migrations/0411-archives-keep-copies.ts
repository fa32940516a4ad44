import { sql, type Kysely } from 'kysely';

/** What stands in another system may stand in an archive, and of it is kept what the agreement says of keeping it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table placement drop constraint placement_shown_channel_check`,
    sql`alter table placement add constraint placement_shown_channel_check
      check (shown_channel in ('web', 'app', 'social', 'print', 'broadcast', 'newsletter', 'archive'))`,
    sql`alter table placement add column archived jsonb`,
    sql`create index placement_archived on placement (agency_id, (archived ->> 'askedNextAt')) where archived is not null`,
  ])
    await statement.execute(database);
}
