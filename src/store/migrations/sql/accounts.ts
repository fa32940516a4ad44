import { sql } from 'kysely';

/** Agencies of this node, their keys, the people and their seats. */
export const ACCOUNT_TABLES = [
  sql`create table agency (
    id uuid primary key,
    slug text not null unique,
    did text not null unique,
    name jsonb not null,
    ownership text not null,
    languages text[] not null,
    territory text not null,
    time_zone text not null,
    place jsonb not null,
    created_at timestamptz(3) not null
  )`,
  sql`create table agency_key (
    agency_id uuid not null references agency,
    kid text not null,
    role text not null check (role in ('sign', 'http', 'log')),
    public_jwk jsonb not null,
    thumbprint text not null,
    sealed_private_key text not null,
    created_at timestamptz(3) not null,
    revoked_at timestamptz(3),
    primary key (agency_id, kid)
  )`,
  sql`create table person (
    id uuid primary key,
    email text not null unique,
    name text not null,
    language text not null,
    password_hash text,
    sealed_totp_secret text,
    sealed_totp_pending text,
    totp_confirmed_at timestamptz(3),
    totp_last_step bigint,
    demo_seat boolean not null default false,
    created_at timestamptz(3) not null
  )`,
  sql`create table passkey (
    id text primary key,
    person_id uuid not null references person,
    public_key bytea not null,
    counter bigint not null,
    transports text[] not null,
    created_at timestamptz(3) not null,
    last_used_at timestamptz(3)
  )`,
  sql`create table membership (
    agency_id uuid not null references agency,
    person_id uuid not null references person,
    roles text[] not null,
    joined_at timestamptz(3) not null,
    closed_at timestamptz(3),
    primary key (agency_id, person_id)
  )`,
  sql`create table session (
    token_hash text primary key,
    person_id uuid not null references person,
    agency_id uuid not null references agency,
    roles text[] not null,
    csrf text not null,
    created_at timestamptz(3) not null,
    seen_at timestamptz(3) not null,
    idle_seconds integer not null,
    expires_at timestamptz(3) not null
  )`,
  sql`create index session_of_person on session (person_id)`,
  sql`create index session_by_end on session (expires_at)`,
  sql`create table one_time_link (
    token_hash text primary key,
    person_id uuid not null references person,
    purpose text not null,
    expires_at timestamptz(3) not null,
    used_at timestamptz(3)
  )`,
  sql`create index one_time_link_of_person on one_time_link (person_id)`,
  sql`create table node_setting (name text primary key, value jsonb not null)`,
];
