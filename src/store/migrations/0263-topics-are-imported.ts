import { sql, type Kysely } from 'kysely';

/**
 * Releases of the media topic vocabulary, as they were imported. They are the node's, not an agency's: what a topic is does
 * not depend on who asks. `above`: all topics above one, nearest first, those that took a retired one's place among them. What
 * was here before is sorted once by the topics that come with this version.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table topic_release (
      released_at timestamptz(3) primary key,
      imported_at timestamptz(3) not null,
      added integer not null,
      changed integer not null,
      retired integer not null
    )`,
    sql`create table media_topic (
      code text primary key,
      names jsonb not null,
      definitions jsonb not null,
      broader text[] not null,
      replaced_by text[] not null,
      matches text[] not null,
      above text[] not null,
      retired_at timestamptz(3),
      released_at timestamptz(3) not null references topic_release
    )`,
    sql`create table media_topic_name (
      code text not null references media_topic,
      names jsonb not null,
      released_at timestamptz(3) not null references topic_release,
      primary key (code, released_at)
    )`,
    // The owner of the table is bound by its row-level security; for these jobs it is not, in this transaction.
    sql`alter table outbox no force row level security`,
    sql`insert into outbox (agency_id, topic, payload, created_at, next_at)
      select id, 'topics-changed', '{}', now(), now() from agency`,
    sql`alter table outbox force row level security`,
    sql`grant select, insert, update on topic_release, media_topic, media_topic_name to pactwire_app`,
  ])
    await statement.execute(database);
}
