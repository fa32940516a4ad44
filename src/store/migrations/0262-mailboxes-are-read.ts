import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/**
 * Stories also come from mailboxes and from folders on other computers, and go to the latter and out as mail. Of a folder in which
 * everything stays it is kept what was taken. What was taken back by mail was told, and no more.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table source drop constraint source_kind_check`,
    sql`alter table source add constraint source_kind_check check (kind in ('folder', 'feed', 'push', 'imap', 'sftp'))`,
    sql`alter table destination drop constraint destination_kind_check`,
    sql`alter table destination add constraint destination_kind_check
      check (kind in ('webhook', 'superdesk', 'wordpress', 'ghost', 's3', 'folder', 'sftp', 'mail'))`,
    sql`alter table delivery drop constraint delivery_outcome_check`,
    sql`alter table delivery add constraint delivery_outcome_check
      check (outcome in ('done', 'told', 'failed', 'held', 'given-up'))`,
    sql`create table taken_file (
      agency_id uuid not null references agency,
      source_id uuid not null references source,
      name text not null,
      mark text not null,
      primary key (agency_id, source_id, name)
    )`,
    ...tenantGrants('taken_file', 'changed'),
  ])
    await statement.execute(database);
}
