import { sql, type RawBuilder } from 'kysely';

/**
 * What a later migration does for each new table whose rows belong to one agency: the same forced row-level security as the
 * first tables have, and a history that is `added` can be read and added to, and nothing else.
 */
export function tenantGrants(table: string, rows: 'added' | 'changed'): readonly RawBuilder<unknown>[] {
  const name = sql.table(table);
  const may = rows === 'added' ? sql`select, insert` : sql`select, insert, update, delete`;
  return [
    sql`alter table ${name} enable row level security`,
    sql`alter table ${name} force row level security`,
    sql`create policy own_rows on ${name}
      using (agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid)
      with check (agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid)`,
    sql`grant ${may} on ${name} to pactwire_app`,
  ];
}
