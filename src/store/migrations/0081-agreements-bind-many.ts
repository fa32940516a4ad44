import { sql, type Kysely } from 'kysely';

/**
 * An agreement may have up to twelve parties: who they are, the document says. What one of them says may come before what
 * it is about, because each speaks on its own channel; the stored entry is then named here until it can count.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table agreement drop column partner_did`,
    sql`create table agreement_waiting (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      digest text not null,
      by_did text not null,
      ch text not null,
      epoch integer not null,
      seq integer not null,
      unique (agency_id, ch, epoch, seq)
    )`,
    sql`create index agreement_waiting_for on agreement_waiting (agency_id, digest)`,
    sql`alter table agreement_waiting enable row level security`,
    sql`alter table agreement_waiting force row level security`,
    sql`create policy own_rows on agreement_waiting
      using (agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid)
      with check (agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid)`,
    sql`grant select, insert, delete on agreement_waiting to pactwire_app`,
  ])
    await statement.execute(database);
}
