import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/**
 * To which third parties people pass partners’ stories on, each from when until when. What each was offered stands among the offers; by
 * when the origin of such a story wants an answer to a recall stands with the recall that we issue of it.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table passing_on (
      agency_id uuid not null references agency,
      item_id uuid not null references item,
      partner_did text not null,
      person_id uuid references person,
      since timestamptz(3) not null,
      ended_at timestamptz(3),
      primary key (item_id, partner_did)
    )`,
    sql`create index passing_on_open on passing_on (agency_id) where ended_at is null`,
    ...tenantGrants('passing_on', 'changed'),
    sql`alter table recall add column due_at timestamptz(3)`,
  ])
    await statement.execute(database);
}
