import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** Why a partner does not cosign our log is kept until it does; its last word only. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table witness_declined (
      agency_id uuid not null references agency,
      partner_did text not null,
      size bigint not null,
      reason text not null
        check (reason in ('malformed', 'signature', 'log-unknown', 'size', 'inconsistent', 'unusable', 'other')),
      status integer not null,
      said text not null check (char_length(said) <= 200),
      since timestamptz(3) not null,
      at timestamptz(3) not null,
      primary key (agency_id, partner_did)
    )`,
    ...tenantGrants('witness_declined', 'changed'),
  ])
    await statement.execute(database);
}
