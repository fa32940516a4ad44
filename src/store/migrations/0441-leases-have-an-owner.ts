import { sql, type Kysely } from 'kysely';

/** Which process works at a job, so that what a process that ended had leased is told from what another one is doing. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table outbox add column leased_by integer`.execute(database);
}
