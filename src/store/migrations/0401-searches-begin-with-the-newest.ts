import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/**
 * A search for common words looks at the newest stories first, and at all of them only where these are not enough: since when so many
 * came that may be seen is kept, and the index finds them. Words of a story are kept as they are, for they hardly shrink when packed and
 * every search would unpack them. For whom is read is found out once a statement, not once a story.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table story_reach (
      agency_id uuid not null references agency,
      stories integer not null,
      since timestamptz(3) not null,
      primary key (agency_id, stories)
    )`,
    ...tenantGrants('story_reach', 'changed'),
    sql`create index item_search_newest on item_search (updated_at)`,
    sql`alter table item_search alter column lexemes set storage external`,
    sql`alter policy in_sight on item_search using (
      (select coalesce(current_setting('pactwire.seen_at', true), '') = '')
      or products && (select products_in_sight())
      or exists (select 1 from take t where t.item_id = item_search.item_id and t.undone_at is null))`,
  ])
    await statement.execute(database);
}
