import { sql, type Kysely } from 'kysely';

/** Of what a look at a copy has shown it is kept which words of the story stood there, and nothing else of the page. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table recall_copy add column words text[] not null default '{}'`.execute(database);
}
