import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** Which partner has given us which blob: who names a picture is asked for it, also when another has given it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table blob_given (
      agency_id uuid not null references agency,
      partner_did text not null,
      digest text not null,
      given_at timestamptz(3) not null,
      primary key (agency_id, partner_did, digest)
    )`,
    ...tenantGrants('blob_given', 'added'),
  ])
    await statement.execute(database);
}
