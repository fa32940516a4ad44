import { sql, type RawBuilder } from 'kysely';
import type { ItemChange } from '#ports/item-store.ts';

/** A part of a statement that notes whom stories which change may concern: all where a search is followed, else those taken or told. */
export function notedChanges(agencyId: string, changes: readonly ItemChange[]): RawBuilder<unknown> {
  return sql`noted as (
      insert into item_change (agency_id, item_id, version, what, at)
      select ${agencyId}::uuid, c.item_id, c.version, c.what, c.at
      from unnest(${changes.map(({ item }) => item.id)}::uuid[], ${changes.map(({ item }) => item.latestVersion)}::bigint[],
                  ${changes.map(whatHappened)}::text[], ${changes.map(({ item }) => item.updatedAt)}::timestamptz[])
        as c(item_id, version, what, at)
      where exists (select 1 from search_follow f where f.agency_id = ${agencyId}::uuid)
         or exists (select 1 from take t where t.agency_id = ${agencyId}::uuid and t.item_id = c.item_id
                      and t.undone_at is null)
         or exists (select 1 from mention m where m.item_id = c.item_id)
    )`;
}

function whatHappened({ item, activity }: ItemChange): string {
  if (item.state === 'killed') return 'killed';
  if (item.state === 'withheld') return 'withheld';
  return activity.what === 'item-released' ? 'released' : 'arrived';
}
