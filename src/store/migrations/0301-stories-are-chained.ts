import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/**
 * A story is linked with others that are the same text by another road, that are our own translation come home, or that a
 * person said tell the same event (decision 0038). A link stands in both directions; one that ended stays as history.
 * `text_sketch`: what texts are compared by; of an item, and of each translation that we published. It is `settled` once it was
 * compared with all that were kept at the same time.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table text_sketch (
      agency_id uuid not null references agency,
      item_id uuid not null references item,
      translation_id uuid references translation,
      sketch_version integer not null,
      digest text,
      bands integer[] not null,
      shingles integer[] not null,
      total integer not null,
      settled boolean not null default false,
      unique nulls not distinct (item_id, translation_id)
    )`,
    sql`create index text_sketch_bands on text_sketch using gin (bands)`,
    sql`create index text_sketch_unsettled on text_sketch (item_id) where not settled`,
    sql`create table story_link (
      agency_id uuid not null references agency,
      item_id uuid not null references item,
      other_id uuid not null references item check (other_id <> item_id),
      kind text not null check (kind in
        ('exact', 'near', 'translation-home', 'translation-source', 'same-event', 'not-same-event')),
      person_id uuid references person,
      linked_at timestamptz(3) not null,
      ended_at timestamptz(3),
      ended_by uuid references person
    )`,
    sql`create unique index story_link_stands on story_link (item_id, other_id, kind) where ended_at is null`,
    ...tenantGrants('text_sketch', 'changed'),
    ...tenantGrants('story_link', 'changed'),
  ])
    await statement.execute(database);
}
