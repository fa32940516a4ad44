import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** The addresses that a holder's last word names, each with what a look at it has shown. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table recall_copy (
      recall_id uuid not null,
      agency_id uuid not null references agency,
      partner_did text not null,
      url text not null,
      finding text check (finding in ('confirmed', 'contradicted', 'unclear', 'unreached')),
      seen_at timestamptz(3),
      looks integer not null default 0,
      next_at timestamptz(3),
      primary key (recall_id, partner_did, url),
      foreign key (recall_id, partner_did) references recall_reach
    )`,
    sql`create index recall_copy_due on recall_copy (agency_id, next_at) where next_at is not null`,
    // The owner of the tables is bound by their row-level security; for what was named before it is not, in this transaction.
    sql`alter table recall_reach no force row level security`,
    sql`insert into recall_copy (recall_id, agency_id, partner_did, url, next_at)
      select recall_id, agency_id, partner_did, unnest(urls), now() from recall_reach on conflict do nothing`,
    sql`alter table recall_reach force row level security`,
    sql`alter table recall_reach drop column urls`,
    ...tenantGrants('recall_copy', 'changed'),
  ])
    await statement.execute(database);
}
