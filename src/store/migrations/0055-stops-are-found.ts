import { sql, type Kysely } from 'kysely';

/** Whether a stop followed is asked at every text of a partner; stops are few, so the index costs other entries nothing. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`create index entry_withheld on entry (agency_id, ch, subject) where type = 'item.withheld'`.execute(
    database,
  );
}
