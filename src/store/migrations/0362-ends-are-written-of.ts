import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** Of which steps before an end people were written to, and at which addresses. Added, never changed. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table reminder_letter (
      agency_id uuid not null references agency,
      digest text not null,
      about text not null check (about in ('end', 'notice')),
      since timestamptz(3) not null,
      sent_to text[] not null,
      written_at timestamptz(3) not null,
      primary key (agency_id, digest, about, since)
    )`,
    ...tenantGrants('reminder_letter', 'added'),
  ])
    await statement.execute(database);
}
