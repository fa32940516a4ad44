import { sql } from 'kysely';

/** Partners with their pinned keys, agreements with their signatures, and what the agreements decided. */
export const AGREEMENT_TABLES = [
  sql`create table partner (
    agency_id uuid not null references agency,
    did text not null,
    name jsonb not null,
    ownership text not null,
    base_url text not null,
    keys jsonb not null,
    state text not null check (state in ('invited', 'asking', 'pinned')),
    since timestamptz(3) not null,
    last_error text,
    primary key (agency_id, did)
  )`,
  sql`create table agreement (
    agency_id uuid not null references agency,
    uid text not null,
    version integer not null,
    digest text not null,
    partner_did text not null,
    document jsonb not null,
    canonical text not null,
    origin text not null check (origin in ('own', 'partner')),
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    primary key (agency_id, uid, version),
    unique (agency_id, digest)
  )`,
  sql`create table agreement_signature (
    agency_id uuid not null references agency,
    digest text not null,
    signer_did text not null,
    kid text not null,
    protected text not null,
    signature text not null,
    person_id uuid,
    signed_at timestamptz(3) not null,
    primary key (agency_id, digest, signer_did)
  )`,
  sql`create table agreement_event (
    number bigint generated always as identity primary key,
    agency_id uuid not null references agency,
    digest text not null,
    kind text not null,
    by_did text not null,
    at timestamptz(3) not null,
    effective_at timestamptz(3) not null,
    reason text not null default ''
  )`,
  // One selector of one agreement in one direction. Items carry the ids of the products they match, so that a change of an
  // agreement touches one row here and counts in the next query.
  sql`create table product (
    id integer generated always as identity primary key,
    agency_id uuid not null references agency,
    agreement_digest text not null,
    agreement_uid text not null,
    selector_uid text not null,
    direction text not null check (direction in ('give', 'receive')),
    partner_did text not null,
    selector jsonb not null,
    in_force_from timestamptz(3) not null,
    in_force_until timestamptz(3) not null,
    suspended boolean not null default false,
    unique (agency_id, agreement_digest, selector_uid, direction)
  )`,
  sql`create table quota_debit (
    agency_id uuid not null references agency,
    rule_uid text not null,
    provider_did text not null,
    guid text not null,
    debited_at timestamptz(3) not null,
    primary key (agency_id, rule_uid, provider_did, guid)
  )`,
  sql`create table decision_record (
    id uuid primary key,
    agency_id uuid not null references agency,
    at timestamptz(3) not null,
    actor_did text not null,
    action text not null,
    item_id uuid not null references item,
    version bigint not null,
    permitted boolean not null,
    agreement_digest text,
    inputs_digest text not null,
    decision jsonb not null
  )`,
];
