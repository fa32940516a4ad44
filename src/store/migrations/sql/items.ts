import { sql } from 'kysely';

/** Where stories come from, the stories and all their versions, and what may find them. History is added, never updated. */
export const ITEM_TABLES = [
  sql`create table source (
    id uuid primary key,
    agency_id uuid not null references agency,
    name text not null,
    kind text not null check (kind in ('folder', 'feed', 'push')),
    place text not null,
    language text,
    state text not null check (state in ('active', 'paused')),
    sealed_secret text,
    cursor jsonb not null default '{}',
    last_run_at timestamptz(3),
    last_outcome jsonb
  )`,
  sql`create table refused_document (
    id uuid primary key,
    agency_id uuid not null references agency,
    source_id uuid not null references source,
    name text not null,
    received_at timestamptz(3) not null,
    code text not null,
    at text not null,
    detail text not null,
    digest text not null,
    bytes bytea,
    size_bytes bigint not null,
    unique (agency_id, source_id, digest, name)
  )`,
  sql`create table item (
    id uuid primary key,
    agency_id uuid not null references agency,
    guid text not null,
    provider_did text not null,
    origin text not null check (origin in ('own', 'partner')),
    news_type text not null,
    language text not null,
    state text not null check (state in ('usable', 'withheld', 'killed')),
    latest_version bigint not null,
    latest_is_correction boolean not null default false,
    embargo_end_at timestamptz(3),
    topics text[] not null,
    headline text not null,
    summary text not null,
    thumbnail_digest text,
    last_block_number integer not null,
    arrived_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    unique (agency_id, provider_did, guid)
  )`,
  sql`create index item_newest on item (agency_id, updated_at desc, id desc)`,
  sql`create table item_version (
    agency_id uuid not null references agency,
    item_id uuid not null references item,
    version bigint not null,
    digest text not null,
    content jsonb not null,
    dropped jsonb not null default '[]',
    is_correction boolean not null default false,
    note text,
    source_id uuid references source,
    admitted_at timestamptz(3) not null,
    primary key (item_id, version)
  )`,
  // Product 0 is the agency's own wire; a killed item keeps its products and loses its lexemes.
  sql`create table item_search (
    item_id uuid primary key references item,
    agency_id uuid not null references agency,
    analyzer_version integer not null,
    products integer[] not null,
    lexemes tsvector not null,
    updated_at timestamptz(3) not null
  )`,
  sql`create index item_search_lexemes on item_search using gin (lexemes)`,
  sql`create index item_search_products on item_search using gin (products)`,
  // How large a share of the visible stories holds a lexeme; those not here are rare. Ranking weighs by it.
  sql`create table common_lexeme (
    agency_id uuid not null references agency,
    lexeme text not null,
    share real not null,
    primary key (agency_id, lexeme)
  )`,
  // What a push was answered, so that its repetition gets the same answer; rows expire.
  sql`create table push_answer (
    agency_id uuid not null references agency,
    source_id uuid not null references source,
    push_id text not null,
    body_digest text not null,
    answer jsonb not null,
    answered_at timestamptz(3) not null,
    primary key (agency_id, source_id, push_id)
  )`,
  sql`create table blob (
    agency_id uuid not null references agency,
    digest text not null,
    media_type text not null,
    size_bytes bigint not null,
    stored_at timestamptz(3) not null,
    primary key (agency_id, digest)
  )`,
  sql`create table take (
    id uuid primary key,
    agency_id uuid not null references agency,
    item_id uuid not null references item,
    version bigint not null,
    use text not null,
    agreement_digest text not null,
    person_id uuid references person,
    taken_at timestamptz(3) not null,
    undone_at timestamptz(3)
  )`,
  sql`create unique index take_open on take (agency_id, item_id) where undone_at is null`,
  sql`create table translation (
    id uuid primary key,
    agency_id uuid not null references agency,
    item_id uuid not null references item,
    language text not null,
    source_version bigint not null,
    state text not null check (state in ('draft', 'ready', 'stale', 'killed')),
    revision integer not null,
    person_id uuid references person,
    saved_at timestamptz(3) not null,
    unique (agency_id, item_id, language)
  )`,
  sql`create table translation_block (
    translation_id uuid not null references translation,
    agency_id uuid not null references agency,
    block_id text not null,
    position integer not null,
    kind text not null,
    source text not null,
    previous_source text,
    text text not null,
    state text not null,
    primary key (translation_id, block_id)
  )`,
  sql`create table publication (
    id uuid primary key,
    agency_id uuid not null references agency,
    item_id uuid not null references item,
    translation_id uuid references translation,
    language text not null,
    number bigint generated always as identity (start with 1001),
    slug text not null,
    state text not null check (state in ('live', 'stale', 'withdrawn')),
    version bigint not null,
    revision integer not null,
    headline text not null,
    agreement_digest text,
    decision jsonb,
    published_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    withdrawn_at timestamptz(3),
    unique (agency_id, item_id, language)
  )`,
  sql`create table publication_revision (
    publication_id uuid not null references publication,
    agency_id uuid not null references agency,
    revision integer not null,
    version bigint not null,
    content jsonb not null,
    correction_note text,
    person_id uuid references person,
    published_at timestamptz(3) not null,
    primary key (publication_id, revision)
  )`,
  sql`create table activity (
    number bigint generated always as identity primary key,
    agency_id uuid not null references agency,
    at timestamptz(3) not null,
    person_id uuid,
    what text not null,
    subject text not null,
    facts jsonb not null default '{}'
  )`,
];
