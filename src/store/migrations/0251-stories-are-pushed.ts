import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/**
 * Other systems of an agency that its stories are pushed to, what stands in each of them, and every attempt with the other
 * system's own answer. A story stands in a destination once in each language, however often it is pushed.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table destination (
      id uuid primary key,
      agency_id uuid not null references agency,
      name text not null,
      kind text not null check (kind in ('webhook', 'superdesk', 'wordpress', 'ghost', 's3', 'folder')),
      place text not null,
      settings jsonb not null default '{}',
      sealed_secret text,
      state text not null check (state in ('active', 'paused')),
      added_at timestamptz(3) not null
    )`,
    sql`create table placement (
      id uuid primary key,
      agency_id uuid not null references agency,
      destination_id uuid not null references destination,
      item_id uuid not null references item,
      translation_id uuid references translation,
      slug text not null,
      wanted text not null check (wanted in ('published', 'withdrawn')),
      stands text not null check (stands in ('nothing', 'published', 'withdrawn', 'killed')),
      stands_version bigint,
      remote jsonb,
      failures integer not null default 0,
      person_id uuid references person,
      ordered_at timestamptz(3) not null,
      unique nulls not distinct (destination_id, item_id, translation_id)
    )`,
    sql`create index placement_of_item on placement (agency_id, item_id)`,
    sql`create table delivery (
      id uuid primary key,
      agency_id uuid not null references agency,
      placement_id uuid not null references placement,
      at timestamptz(3) not null,
      deed text not null check (deed in ('publish', 'withdraw', 'kill')),
      outcome text not null check (outcome in ('done', 'failed', 'held', 'given-up')),
      status integer,
      answer text not null,
      duration_ms integer not null
    )`,
    sql`create index delivery_newest on delivery (placement_id, id desc)`,
    ...tenantGrants('destination', 'changed'),
    ...tenantGrants('placement', 'changed'),
    ...tenantGrants('delivery', 'added'),
  ])
    await statement.execute(database);
}
