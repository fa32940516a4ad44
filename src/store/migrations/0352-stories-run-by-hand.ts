import { sql, type Kysely } from 'kysely';

/** People also publish by hand, in papers and on air, and record it; a partner says where in words. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table destination drop constraint destination_kind_check`,
    sql`alter table destination add constraint destination_kind_check check
      (kind in ('webhook', 'superdesk', 'wordpress', 'ghost', 's3', 'folder', 'sftp', 'mail', 'drupal', 'hand'))`,
    sql`alter table usage_report add column place text`,
  ])
    await statement.execute(database);
}
