import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** Leaves in their order, the hashes of the tiles, every checkpoint that was ever signed, and what partners cosigned. */
const LOG = [
  sql`create table log_entry (
    agency_id uuid not null references agency,
    index bigint not null,
    leaf_number bigint not null unique references log_leaf (number),
    primary key (agency_id, index)
  )`,
  sql`create table log_hash (
    agency_id uuid not null references agency,
    level smallint not null,
    index bigint not null,
    hash bytea not null check (length(hash) = 32),
    primary key (agency_id, level, index)
  )`,
  sql`create table log_checkpoint (
    agency_id uuid not null references agency,
    size bigint not null,
    note text not null,
    signed_at timestamptz(3) not null,
    primary key (agency_id, size)
  )`,
  sql`create table log_cosignature (
    agency_id uuid not null references agency,
    size bigint not null,
    partner_did text not null,
    line text not null,
    cosigned_at timestamptz(3) not null,
    primary key (agency_id, size, partner_did)
  )`,
  // What a salted leaf hides, kept by the agency alone until it has to prove something.
  sql`create table log_opening (
    number bigint generated always as identity,
    agency_id uuid not null references agency,
    kind text not null,
    subject text not null,
    subject_hash text not null,
    about text,
    statement text not null,
    made_at timestamptz(3) not null,
    primary key (agency_id, kind, subject_hash)
  )`,
];

/** How partners sign, what we saw of their logs, and what of it contradicts itself. */
const WITNESS = [
  sql`create table log_partner (
    agency_id uuid not null references agency,
    partner_did text not null,
    log_vkey text not null,
    witness_vkey text not null,
    pinned_at timestamptz(3) not null,
    primary key (agency_id, partner_did)
  )`,
  sql`create table witnessed_checkpoint (
    agency_id uuid not null references agency,
    origin text not null,
    size bigint not null,
    note text not null,
    line text not null,
    cosigned_at timestamptz(3) not null,
    primary key (agency_id, origin, size)
  )`,
  sql`create table log_conflict (
    number bigint generated always as identity primary key,
    agency_id uuid not null references agency,
    origin text not null,
    earlier text not null,
    later text not null,
    found_at timestamptz(3) not null,
    unique (agency_id, origin, later)
  )`,
];

const ADDED = [
  'log_entry',
  'log_hash',
  'log_checkpoint',
  'log_cosignature',
  'log_opening',
  'log_partner',
  'witnessed_checkpoint',
  'log_conflict',
];

/** The transparency log as a tree, and ours and our partners' sides as witnesses; nothing of it can be changed (C2SP tlog-tiles, tlog-witness). */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    // A leaf that says no reason: a key, an agreement, the head of a channel.
    sql`alter table log_leaf alter column reason_class drop not null`,
    ...LOG,
    ...WITNESS,
    ...ADDED.flatMap((table) => tenantGrants(table, 'added')),
  ])
    await statement.execute(database);
}
