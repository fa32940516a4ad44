import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

const BEFORE = ['take', 'item', 'item_version', 'blob'] as const;

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
    // The owner of the tables is bound by their row-level security; for what was taken before it is not, in this transaction.
    ...BEFORE.map((table) => sql`alter table ${sql.table(table)} no force row level security`),
    sql`insert into blob_given (agency_id, partner_did, digest, given_at)
      select distinct b.agency_id, i.provider_did, b.digest, b.stored_at
        from take t join item i on i.id = t.item_id join item_version v on v.item_id = i.id
        join blob b on b.agency_id = i.agency_id and strpos(v.content::text, b.digest) > 0
        where i.origin = 'partner'`,
    ...BEFORE.map((table) => sql`alter table ${sql.table(table)} force row level security`),
    ...tenantGrants('blob_given', 'added'),
  ])
    await statement.execute(database);
}
