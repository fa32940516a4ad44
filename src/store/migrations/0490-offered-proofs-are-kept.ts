import { sql, type Kysely } from 'kysely';

/** A larger checkpoint that was not proven to continue the one we cosigned is kept with the proof that was offered. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table log_conflict add column offered text`.execute(database);
}
