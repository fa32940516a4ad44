import { sql, type Kysely } from 'kysely';

/** Finds the jobs that were done long ago without reading those that were done today. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`create index outbox_done on outbox (agency_id, done_at) where done_at is not null`.execute(
    database,
  );
}
