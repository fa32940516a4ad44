import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** Names that are no longer on offer, at the origin and at whoever saw them; what was taken before stays taken. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    ...['recall', 'notice'].flatMap((table) => [
      sql`alter table ${sql.table(table)} drop constraint ${sql.ref(`${table}_kind_check`)}`,
      sql`alter table ${sql.table(table)} add constraint ${sql.ref(`${table}_kind_check`)}
        check (kind in ('correction', 'kill', 'withhold', 'release', 'withdraw'))`,
    ]),
    sql`create table off_offer (
      agency_id uuid not null references agency,
      provider_did text not null,
      guid text not null,
      since timestamptz(3) not null,
      primary key (agency_id, provider_did, guid)
    )`,
    ...tenantGrants('off_offer', 'changed'),
  ])
    await statement.execute(database);
}
