import { sql, type Kysely } from 'kysely';

/** A partner says of a copy what was made of our story, and under which headline it stands at its address. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table usage_report
    add column derivative text check (derivative in ('translation', 'adaptation', 'extract', 'crop')),
    add column headline text`.execute(database);
}
