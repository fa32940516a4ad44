import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/**
 * Kill drills, ours and partners'. They stand in tables of their own, which nothing that lists, counts, publishes or exports
 * stories reads. A reach is named by its entry's id, which it has before its channel gives it a position.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table drill (
      id uuid primary key,
      agency_id uuid not null references agency,
      person_id uuid references person,
      started_at timestamptz(3) not null
    )`,
    sql`create index drill_newest on drill (agency_id, started_at desc)`,
    sql`create table drill_reach (
      drill_id uuid not null references drill,
      agency_id uuid not null references agency,
      partner_did text not null,
      ch text not null,
      entry_id text not null,
      state text not null check (state in
        ('written', 'fetched', 'received', 'seen', 'applied', 'refused', 'not-applicable')),
      due_at timestamptz(3),
      written_at timestamptz(3) not null,
      fetched_at timestamptz(3),
      received_at timestamptz(3),
      seen_at timestamptz(3),
      applied_at timestamptz(3),
      refusal_reason text,
      primary key (drill_id, partner_did)
    )`,
    sql`create index drill_reach_entry on drill_reach (agency_id, ch, entry_id)`,
    sql`create index drill_reach_unfetched on drill_reach (agency_id, ch) where fetched_at is null`,
    sql`create table test_story (
      id uuid primary key,
      agency_id uuid not null references agency,
      partner_did text not null,
      drill_id uuid not null,
      held_at timestamptz(3),
      ch text,
      epoch integer,
      seq bigint,
      entry_hash text,
      killed_at timestamptz(3),
      due_at timestamptz(3),
      automatic boolean not null default false,
      seen_at timestamptz(3),
      cleared_at timestamptz(3),
      unique (agency_id, partner_did, drill_id),
      check ((killed_at is null) = (entry_hash is null)),
      check (held_at is not null or cleared_at is not null)
    )`,
    ...tenantGrants('drill', 'added'),
    ...tenantGrants('drill_reach', 'changed'),
    ...tenantGrants('test_story', 'changed'),
  ])
    await statement.execute(database);
}
