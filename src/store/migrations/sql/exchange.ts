import { sql } from 'kysely';

/** PXP/1: channels, entries as signed, objects by digest; what was offered, used, recalled; the outbox and the log leaves. */
export const EXCHANGE_TABLES = [
  sql`create table channel (
    agency_id uuid not null references agency,
    ch text not null,
    direction text not null check (direction in ('out', 'in')),
    partner_did text not null,
    epoch integer not null,
    seq bigint not null,
    hash text,
    state text not null check (state in ('open', 'frozen', 'closed')),
    partner_seq bigint not null default 0,
    head_seq bigint not null default 0,
    head_seen_at timestamptz(3),
    previous_epochs jsonb not null default '[]',
    evidence jsonb,
    last_error text,
    primary key (agency_id, ch),
    unique (agency_id, direction, partner_did)
  )`,
  sql`create table entry (
    agency_id uuid not null references agency,
    ch text not null,
    epoch integer not null,
    seq bigint not null,
    id text not null,
    hash text not null,
    jws text not null,
    type text not null,
    subject text,
    object_digest text,
    stored_at timestamptz(3) not null,
    primary key (agency_id, ch, epoch, seq),
    unique (agency_id, ch, id),
    foreign key (agency_id, ch) references channel
  )`,
  sql`create index entry_object on entry (agency_id, object_digest) where object_digest is not null`,
  sql`create table object (
    agency_id uuid not null references agency,
    digest text not null,
    media_type text not null,
    size_bytes integer not null,
    bytes bytea not null,
    stored_at timestamptz(3) not null,
    primary key (agency_id, digest)
  )`,
  // Which of our blobs a channel's objects name: only these may be fetched by the channel's audience.
  sql`create table channel_blob (
    agency_id uuid not null references agency,
    ch text not null,
    digest text not null,
    primary key (agency_id, ch, digest)
  )`,
  sql`create table offer (
    agency_id uuid not null references agency,
    item_id uuid not null references item,
    partner_did text not null,
    version bigint not null,
    state text not null check (state in ('offered', 'withdrawn', 'withheld', 'killed')),
    decision jsonb not null,
    agreement_digest text not null,
    offered_at timestamptz(3) not null,
    taken_at timestamptz(3),
    fetched_at timestamptz(3),
    primary key (agency_id, item_id, partner_did)
  )`,
  sql`create table usage_report (
    agency_id uuid not null references agency,
    partner_did text not null,
    usage_id text not null,
    item_id uuid not null references item,
    version bigint not null,
    url text not null,
    channel text not null,
    language text not null,
    state text not null check (state in ('live', 'removed')),
    published_at timestamptz(3) not null,
    reported_at timestamptz(3) not null,
    primary key (agency_id, partner_did, usage_id)
  )`,
  sql`create table recall (
    id uuid primary key,
    agency_id uuid not null references agency,
    item_id uuid not null references item,
    kind text not null check (kind in ('correction', 'kill', 'withhold')),
    version bigint not null,
    reason_class text not null,
    public_reason text not null,
    person_id uuid,
    issued_at timestamptz(3) not null
  )`,
  sql`create table recall_reach (
    recall_id uuid not null references recall,
    agency_id uuid not null references agency,
    partner_did text not null,
    ch text not null,
    epoch integer not null,
    seq bigint not null,
    state text not null,
    due_at timestamptz(3),
    written_at timestamptz(3) not null,
    fetched_at timestamptz(3),
    received_at timestamptz(3),
    applied_at timestamptz(3),
    refusal_reason text,
    urls text[] not null default '{}',
    primary key (recall_id, partner_did)
  )`,
  sql`create index recall_reach_entry on recall_reach (agency_id, ch, epoch, seq)`,
  sql`create table notice (
    id uuid primary key,
    agency_id uuid not null references agency,
    partner_did text not null,
    guid text not null,
    item_id uuid references item,
    kind text not null check (kind in ('correction', 'kill', 'withhold')),
    version bigint not null,
    reason_class text not null,
    public_reason text not null,
    ch text not null,
    epoch integer not null,
    seq bigint not null,
    entry_hash text not null,
    automatic boolean not null,
    received_at timestamptz(3) not null,
    due_at timestamptz(3),
    state text not null check (state in ('open', 'applied', 'refused', 'not-applicable')),
    answered_at timestamptz(3),
    refusal_reason text,
    unique (agency_id, ch, epoch, seq)
  )`,
  // Absorbing (I6): while a row is here no version of the item becomes readable, from whatever door it comes.
  sql`create table tombstone (
    agency_id uuid not null references agency,
    provider_did text not null,
    guid text not null,
    reason_class text not null,
    public_reason text not null,
    killed_at timestamptz(3) not null,
    primary key (agency_id, provider_did, guid)
  )`,
  sql`create table outbox (
    id bigint generated always as identity primary key,
    agency_id uuid not null references agency,
    topic text not null,
    payload jsonb not null,
    created_at timestamptz(3) not null,
    next_at timestamptz(3) not null,
    attempts integer not null default 0,
    last_error text,
    done_at timestamptz(3)
  )`,
  sql`create index outbox_due on outbox (next_at, id) where done_at is null`,
  // One waiting hint per channel says it all: it carries the newest position when it is sent.
  sql`create unique index outbox_one_hint on outbox (agency_id, (payload->>'ch')) where topic = 'hint' and done_at is null`,
  // Leaves of the transparency log: written by the role log_writer, which can insert and nothing else.
  sql`create table log_leaf (
    number bigint generated always as identity primary key,
    agency_id uuid not null references agency,
    kind text not null,
    subject_hash text not null,
    reason_class text not null,
    occurred_at timestamptz(3) not null,
    leaf text not null,
    unique (agency_id, subject_hash, kind, leaf)
  )`,
];
