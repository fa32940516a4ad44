import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** What a partner has confirmed that the words beside a story of its own mean. Added, never changed; the last one counts. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table restriction_told (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      partner_did text not null,
      guid text not null,
      from_version bigint not null,
      terms jsonb not null,
      told_at timestamptz(3) not null
    )`,
    sql`create index restriction_told_of_item on restriction_told (agency_id, partner_did, guid, number)`,
    ...tenantGrants('restriction_told', 'added'),
  ])
    await statement.execute(database);
}
