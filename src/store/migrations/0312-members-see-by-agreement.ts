import { sql, type Kysely } from 'kysely';

/**
 * A transaction that reads for a member says at which moment (`pactwire.seen_at`), and then finds those stories alone that an agreement in
 * force then lets the agency receive, its own, and those it took: though the query asks for all (I14). Work of the node itself names no
 * moment and sees every story of its agency, for corrections and kills reach what nobody may read any more.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create function products_in_sight() returns integer[] language sql stable as $$
      select array_agg(id) || 0 from product
      where agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid
        and direction = 'receive' and not suspended
        and in_force_from <= current_setting('pactwire.seen_at')::timestamptz
        and in_force_until > current_setting('pactwire.seen_at')::timestamptz $$`,
    sql`create policy in_sight on item_search as restrictive for select using (
      coalesce(current_setting('pactwire.seen_at', true), '') = ''
      or products && (select products_in_sight())
      or exists (select 1 from take t where t.item_id = item_search.item_id and t.undone_at is null))`,
  ])
    await statement.execute(database);
}
