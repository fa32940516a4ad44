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
    totp_confirmed_at timestamptz(3),
    totp_last_step bigint,
    demo_seat boolean not null default false,
    created_at timestamptz(3) not null,
    disabled_at timestamptz(3)
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
    role text not null,
    granted_at timestamptz(3) not null,
    primary key (agency_id, person_id, role)
  )`,
  sql`create table session (
    token_hash bytea primary key,
    person_id uuid not null references person,
    agency_id uuid not null references agency,
    csrf text not null,
    created_at timestamptz(3) not null,
    seen_at timestamptz(3) not null,
    idle_seconds integer not null,
    expires_at timestamptz(3) not null
  )`,
  sql`create index session_of_person on session (person_id)`,
  sql`create table one_time_link (
    token_hash bytea primary key,
    person_id uuid not null references person,
    purpose text not null,
    expires_at timestamptz(3) not null,
    used_at timestamptz(3)
  )`,
  sql`create table node_setting (name text primary key, value jsonb not null)`,
];
