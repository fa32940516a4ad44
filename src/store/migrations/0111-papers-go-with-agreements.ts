import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** The texts on paper that agreements name by their digest; added only, for a signed document names them for good. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table agreement_paper (
      agency_id uuid not null references agency,
      digest text not null,
      name text not null,
      media_type text not null,
      size_bytes integer not null,
      person_id uuid references person,
      stored_at timestamptz(3) not null,
      primary key (agency_id, digest)
    )`,
    ...tenantGrants('agreement_paper', 'added'),
  ])
    await statement.execute(database);
}
