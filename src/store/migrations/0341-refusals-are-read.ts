import { sql, type Kysely } from 'kysely';

/** What partners sent about agreements and was refused is read back, newest first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index activity_refused on activity (agency_id, number desc)
    where what = 'agreement-refused'`.execute(db);
}
