import { sql } from 'kysely';

/** Rows that everybody may read and only the agency itself writes. */
const OWN_TO_WRITE = [
  ['agency', 'id'],
  ['story', 'agency_id'],
  ['public_note', 'agency_id'],
  ['media', 'agency_id'],
] as const;

/** The released projection: exactly what readers may see, and nothing that is embargoed, hidden or withdrawn. */
export const PORTAL_TABLES = [
  sql`create schema portal`,
  sql`create table portal.agency (
    id uuid primary key,
    did text not null,
    name jsonb not null,
    ownership text not null,
    languages text[] not null,
    time_zone text not null,
    edition bigint not null default 0
  )`,
  sql`create table portal.story (
    number bigint primary key,
    agency_id uuid not null,
    publication_id uuid not null unique,
    family uuid not null,
    language text not null,
    slug text not null,
    state text not null check (state in ('live', 'withdrawn')),
    revision integer not null,
    topics text[] not null,
    provider_did text not null,
    page jsonb not null,
    published_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  sql`create index story_latest on portal.story (agency_id, language, published_at desc)`,
  sql`create index story_family on portal.story (family)`,
  sql`create index story_of_agency on portal.story (agency_id, state, updated_at desc)`,
  sql`create table portal.public_note (
    id bigint generated always as identity primary key,
    agency_id uuid not null,
    number bigint not null,
    kind text not null check (kind in ('correction', 'withdrawal')),
    reason_class text not null,
    note jsonb not null,
    at timestamptz(3) not null
  )`,
  sql`create index public_note_latest on portal.public_note (agency_id, at desc)`,
  sql`create table portal.media (
    name text primary key,
    agency_id uuid not null,
    number bigint not null references portal.story,
    media_type text not null,
    width integer not null,
    height integer not null,
    bytes bytea not null
  )`,
  sql`create index media_of_story on portal.media (number)`,
  sql`create table portal.view_count (
    family uuid not null,
    language text not null,
    day date not null,
    views bigint not null,
    primary key (family, language, day)
  )`,
  ...OWN_TO_WRITE.flatMap(([table, owner]) => [
    sql`alter table portal.${sql.ref(table)} enable row level security`,
    sql`alter table portal.${sql.ref(table)} force row level security`,
    sql`create policy readable on portal.${sql.ref(table)} for select using (true)`,
    sql`create policy own_rows on portal.${sql.ref(table)}
      using (${sql.ref(owner)} = nullif(current_setting('pactwire.agency', true), '')::uuid)
      with check (${sql.ref(owner)} = nullif(current_setting('pactwire.agency', true), '')::uuid)`,
  ]),
];
