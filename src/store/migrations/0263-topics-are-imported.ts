import { sql, type Kysely } from 'kysely';

/**
 * Releases of the media topic vocabulary, as they were imported. They are the node's, not an agency's: what a topic is does
 * not depend on who asks. `above`: all topics above one, nearest first, those that took a retired one's place among them.
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
    sql`grant select, insert, update on topic_release, media_topic, media_topic_name to pactwire_app`,
  ])
    await statement.execute(database);
}
