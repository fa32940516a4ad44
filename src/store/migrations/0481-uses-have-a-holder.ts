import { sql, type Kysely } from 'kysely';

/** A partner also reports to whom it passed a story of ours on, and where that third party says that it runs. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table usage_report add column holder_did text`.execute(database);
}
