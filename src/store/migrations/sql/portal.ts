import { sql } from 'kysely';

/** The released projection: exactly what readers may see, and nothing that is embargoed, hidden or withdrawn. */
export const PORTAL_TABLES = [
  sql`create schema portal`,
  sql`create table portal.agency (
    id uuid primary key,
    did text not null,
    name jsonb not null,
    ownership text not null,
    languages text[] not null,
    time_zone text not null
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
  sql`create table portal.public_note (
    id bigint generated always as identity primary key,
    agency_id uuid not null,
    number bigint not null,
    kind text not null check (kind in ('correction', 'withdrawal')),
    reason_class text not null,
    note jsonb not null,
    at timestamptz(3) not null
  )`,
  sql`create table portal.media (
    name text primary key,
    agency_id uuid not null,
    number bigint not null references portal.story,
    media_type text not null,
    width integer not null,
    height integer not null,
    bytes bytea not null
  )`,
  sql`create table portal.view_count (
    family uuid not null,
    language text not null,
    day date not null,
    views bigint not null,
    primary key (family, language, day)
  )`,
];
