import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** What was done towards commitments, and what either side says of it. All added only. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table fulfilment (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      id uuid not null unique,
      name text not null,
      agreement text not null,
      commitment text not null,
      recorded_by text not null,
      counterpart text not null,
      count integer not null check (count > 0),
      done_on text not null,
      note text not null,
      recorded_at timestamptz(3) not null,
      person_id uuid references person,
      unique (agency_id, recorded_by, name)
    )`,
    sql`create index fulfilment_of_agreement on fulfilment (agency_id, agreement, number)`,
    sql`create table fulfilment_word (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      fulfilment_id uuid not null references fulfilment (id),
      kind text not null check (kind in ('confirmed', 'disputed', 'withdrawn')),
      reason text not null,
      at timestamptz(3) not null,
      person_id uuid references person
    )`,
    sql`create index fulfilment_word_of on fulfilment_word (fulfilment_id, number)`,
    ...tenantGrants('fulfilment', 'added'),
    ...tenantGrants('fulfilment_word', 'added'),
  ])
    await statement.execute(database);
}
