import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** What a check may say now; its name is the one that PostgreSQL gave it. */
function widen(table: string, column: string, values: readonly string[]) {
  const [schema, name] = table.includes('.') ? table.split('.', 2) : [undefined, table];
  const constraint = sql.ref(`${name}_${column}_check`);
  const on = schema === undefined ? sql.table(table) : sql.id(schema, name ?? '');
  const known = sql.join(values.map((value) => sql.lit(value)));
  return [
    sql`alter table ${on} drop constraint ${constraint}`,
    sql`alter table ${on} add constraint ${constraint} check (${sql.ref(column)} in (${known}))`,
  ];
}

const RECALLS = ['correction', 'kill', 'withhold', 'release'];

/**
 * Stop and wait, and go on: names that are stopped, and pages that wait. What a waiting page showed lies where the portal's
 * role cannot read, so that it comes back exactly as it was.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    ...widen('publication', 'state', ['live', 'stale', 'withheld', 'withdrawn']),
    ...widen('portal.story', 'state', ['live', 'withheld', 'withdrawn']),
    ...widen('portal.public_note', 'kind', ['correction', 'withholding', 'release', 'withdrawal']),
    ...widen('recall', 'kind', RECALLS),
    ...widen('notice', 'kind', RECALLS),
    sql`create table item_hold (
      agency_id uuid not null references agency,
      provider_did text not null,
      guid text not null,
      held_at timestamptz(3) not null,
      primary key (agency_id, provider_did, guid)
    )`,
    sql`create table withheld_page (
      number bigint primary key,
      agency_id uuid not null references agency,
      slug text not null,
      topics text[] not null,
      page jsonb not null
    )`,
    sql`create table withheld_media (
      name text primary key,
      agency_id uuid not null references agency,
      number bigint not null references withheld_page on delete cascade,
      media_type text not null,
      width integer not null,
      height integer not null,
      bytes bytea not null
    )`,
    sql`create index withheld_media_of_page on withheld_media (number)`,
    sql`drop index entry_withheld`,
    ...['item_hold', 'withheld_page', 'withheld_media'].flatMap((table) => tenantGrants(table, 'changed')),
  ])
    await statement.execute(database);
}
