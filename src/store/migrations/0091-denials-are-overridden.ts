import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** Denials that two people override: what may be, what was asked and answered, what partners told of theirs. All added only. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table override_rule (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      codes text[] not null,
      person_id uuid not null references person,
      at timestamptz(3) not null
    )`,
    sql`create table use_override (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      id uuid not null unique,
      item_id uuid not null references item,
      version bigint not null,
      action text not null check (action in ('publish', 'translate')),
      channel text not null,
      territory text not null,
      language text,
      waived text[] not null,
      reason text not null,
      asked_by uuid not null references person,
      asked_at timestamptz(3) not null
    )`,
    sql`create index use_override_of_item on use_override (item_id, number)`,
    sql`create table use_override_answer (
      agency_id uuid not null references agency,
      override_id uuid primary key references use_override (id),
      outcome text not null check (outcome in ('approved', 'refused')),
      answered_by uuid not null references person,
      answered_at timestamptz(3) not null,
      until timestamptz(3) check ((outcome = 'approved') = (until is not null))
    )`,
    sql`create table override_told (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      partner_did text not null,
      override_id text not null,
      item_id uuid not null references item,
      version bigint not null,
      action text not null check (action in ('publish', 'translate')),
      channel text not null,
      territory text not null,
      language text,
      waived text[] not null,
      reason text not null,
      until timestamptz(3) not null,
      told_at timestamptz(3) not null,
      unique (agency_id, partner_did, override_id)
    )`,
    sql`create index override_told_of_item on override_told (item_id, number)`,
    ...tenantGrants('override_rule', 'added'),
    ...tenantGrants('use_override', 'added'),
    ...tenantGrants('use_override_answer', 'added'),
    ...tenantGrants('override_told', 'added'),
  ])
    await statement.execute(database);
}
