import { sql, type Kysely } from 'kysely';

/** A picture that the disk no longer has counts as never given, so that it is fetched again. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`grant delete on blob_given to pactwire_app`.execute(database);
}
