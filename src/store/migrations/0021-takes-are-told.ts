import { sql, type Kysely } from 'kysely';

/** A take that the origin knows of is no longer ours alone to take back. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table take add column told_at timestamptz(3)`.execute(database);
}
