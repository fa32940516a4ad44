import { sql, type Kysely } from 'kysely';

/** A blob leaves for the sake of an item, so that it stays when the item may not leave any more (I6, I15). */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table channel_blob drop constraint channel_blob_pkey`,
    sql`alter table channel_blob add column item_id uuid references item`,
    sql`create unique index channel_blob_of_item on channel_blob (agency_id, ch, digest, item_id)`,
    sql`create index notice_of_item on notice (agency_id, partner_did, guid)`,
  ])
    await statement.execute(database);
}
