import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

const SEARCHES = [
  sql`create table saved_search (
    id uuid primary key,
    agency_id uuid not null references agency,
    person_id uuid not null references person,
    scope text not null check (scope in ('personal', 'agency')),
    folder text not null,
    name text not null,
    question jsonb not null,
    changed_at timestamptz(3) not null,
    deleted_at timestamptz(3)
  )`,
  sql`create table search_follow (
    agency_id uuid not null references agency,
    search_id uuid not null references saved_search,
    person_id uuid references person,
    destination_id uuid references destination,
    schedule jsonb not null,
    by_mail boolean not null,
    paused boolean not null,
    check ((person_id is null) <> (destination_id is null)),
    unique nulls not distinct (search_id, person_id, destination_id)
  )`,
  sql`create index search_follow_of_agency on search_follow (agency_id)`,
  sql`create table alert_setting (
    agency_id uuid not null references agency,
    person_id uuid not null references person,
    time_zone text not null,
    quiet_from text,
    quiet_until text,
    taken_by_mail boolean not null,
    check ((quiet_from is null) = (quiet_until is null)),
    primary key (agency_id, person_id)
  )`,
];

const TOLD = [
  sql`create table item_change (
    number bigint generated always as identity primary key,
    agency_id uuid not null references agency,
    item_id uuid not null references item,
    version bigint not null,
    what text not null check (what in ('arrived', 'withheld', 'released', 'killed')),
    at timestamptz(3) not null
  )`,
  sql`create index item_change_of_agency on item_change (agency_id, number)`,
  sql`create table alert_post (
    id uuid primary key,
    agency_id uuid not null references agency,
    person_id uuid references person,
    destination_id uuid references destination,
    made_at timestamptz(3) not null,
    next_at timestamptz(3) not null,
    attempts integer not null default 0,
    done_at timestamptz(3),
    check ((person_id is null) <> (destination_id is null))
  )`,
  sql`create index alert_post_due on alert_post (agency_id, next_at) where done_at is null`,
  sql`create table alert_attempt (
    number bigint generated always as identity primary key,
    agency_id uuid not null references agency,
    post_id uuid not null references alert_post on delete cascade,
    at timestamptz(3) not null,
    outcome text not null check (outcome in ('done', 'failed', 'nothing')),
    status integer,
    answer text not null
  )`,
  sql`create index alert_attempt_of_post on alert_attempt (post_id, number)`,
  sql`create table mention (
    id uuid primary key,
    agency_id uuid not null references agency,
    person_id uuid references person,
    destination_id uuid references destination,
    item_id uuid not null references item,
    version bigint not null,
    word text not null check (word in ('story', 'withheld', 'released', 'killed')),
    turn bigint not null,
    taken boolean not null,
    because uuid[] not null,
    found_at timestamptz(3) not null,
    due_at timestamptz(3) not null,
    mail_at timestamptz(3),
    told_at timestamptz(3),
    read_at timestamptz(3),
    post_id uuid references alert_post on delete set null,
    check ((person_id is null) <> (destination_id is null)),
    unique nulls not distinct (item_id, person_id, destination_id, version, word, turn)
  )`,
  sql`create index mention_due on mention (agency_id, due_at) where told_at is null`,
  sql`create index mention_to_post on mention (agency_id, told_at) where told_at is not null and post_id is null`,
  sql`create index mention_of_person on mention (person_id, told_at desc, id desc)`,
  sql`create index mention_of_post on mention (post_id)`,
];

/**
 * Searches are saved and followed. `item_change` holds the stories that changed and that nobody was told of yet: whoever works
 * them off deletes them in the transaction that writes the mentions, so that none is lost and none is made twice. A mention
 * is told when its moment has come and the story may still be named; `alert_post` is one letter or one webhook message.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    ...SEARCHES,
    ...TOLD,
    ...['saved_search', 'search_follow', 'alert_setting', 'item_change', 'alert_post', 'mention'].flatMap(
      (table) => tenantGrants(table, 'changed'),
    ),
    ...tenantGrants('alert_attempt', 'changed'),
  ])
    await statement.execute(database);
}
