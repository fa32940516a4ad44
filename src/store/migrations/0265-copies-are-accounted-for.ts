import { sql, type Kysely } from 'kysely';

const BEFORE = ['placement', 'item', 'translation'] as const;

/**
 * Of what stands in another system it is kept which version of the story readers see there, in which language, since when, and by
 * which agreement, so that its provider can be told of it as of a page. Stories also go to Drupal; `sftp` and `mail` are the
 * kinds that 0262 allows. A copy may have no public address.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table placement
      add column shown_version bigint,
      add column language text,
      add column agreement_digest text,
      add column published_at timestamptz(3),
      add column settled_at timestamptz(3)`,
    // The owner of the tables is bound by their row-level security; for what stood there before it is not, in this transaction.
    ...BEFORE.map((table) => sql`alter table ${sql.table(table)} no force row level security`),
    // What stood there before was not counted by its moment: the order is the nearest that is known.
    sql`update placement p set published_at = p.ordered_at, settled_at = p.ordered_at,
        shown_version = coalesce(t.source_version, p.stands_version, i.latest_version),
        language = coalesce(t.language, i.language)
      from placement same join item i on i.id = same.item_id left join translation t on t.id = same.translation_id
      where same.id = p.id and p.stands <> 'nothing'`,
    ...BEFORE.map((table) => sql`alter table ${sql.table(table)} force row level security`),
    sql`alter table destination drop constraint destination_kind_check`,
    sql`alter table destination add constraint destination_kind_check check
      (kind in ('webhook', 'superdesk', 'wordpress', 'ghost', 's3', 'folder', 'sftp', 'mail', 'drupal'))`,
    sql`alter table usage_report alter column url drop not null`,
  ])
    await statement.execute(database);
}
