import { sql, type Kysely } from 'kysely';

/** A partner’s log may change its key, as its old key says: pins follow each other, and the newest counts. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table log_partner add column number bigint generated always as identity`,
    sql`alter table log_partner drop constraint log_partner_pkey`,
    sql`alter table log_partner add primary key (agency_id, partner_did, log_vkey)`,
  ])
    await statement.execute(database);
}
