import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** Which reminders a person has seen, wherever they sat: one step about one text. Added, never changed. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table reminder_seen (
      agency_id uuid not null references agency,
      person_id uuid not null references person,
      digest text not null,
      about text not null check (about in ('end', 'notice')),
      since timestamptz(3) not null,
      seen_at timestamptz(3) not null,
      primary key (agency_id, person_id, digest, about, since)
    )`,
    ...tenantGrants('reminder_seen', 'added'),
  ])
    await statement.execute(database);
}
