import { ARCHIVE } from '#kernel/destination-kind.ts';
import { sql, type RawBuilder } from 'kysely';
import { FOUND_KINDS, type LinkKind } from '#domain/chain/story-link.ts';
import type { AgencyTransaction } from '../transact.ts';
import { and, type Condition } from './visible.ts';

/** The same text by several roads is one line of the wire. */
const ROADS: readonly LinkKind[] = ['exact', 'near'];
/** So many of a group are looked at. */
const MOST_IN_GROUP = 100;

/** What stands on a line of its own whatever it is like: a story that was stopped or withdrawn must be seen to be. */
const MAY_BE_FOLDED = sql<boolean>`(i.state = 'usable' and not exists (
  select 1 from off_offer o where o.provider_did = i.provider_did and o.guid = i.guid))`;

/**
 * `group_of`: a story and those that links lead to from it, from one that may be seen to the next: a story that may not be seen joins no
 * two that may (I12). `start` gives `id, head_at, head` of the first ones.
 */
function walk(start: RawBuilder<unknown>, kinds: readonly LinkKind[], among: Condition): RawBuilder<unknown> {
  return sql`recursive group_of(id, head_at, head) as (
    ${start}
    union
    select i.id, g.head_at, g.head from group_of g
    join story_link l on l.item_id = g.id and l.ended_at is null and l.kind = any(${[...kinds]}::text[])
    join item i on i.id = l.other_id join item_search s on s.item_id = i.id
    where ${among})`;
}

/** The `i` outside of the walk. */
const THIS_STORY = sql`select i.id, i.updated_at, i.id`;

function isLinked(kinds: readonly LinkKind[]): Condition {
  return sql<boolean>`exists (
    select 1 from story_link l where l.item_id = i.id and l.ended_at is null and l.kind = any(${[...kinds]}::text[]))`;
}

/** Is it the newest of its group among those that match? The one that the line of the group shows. */
export function leadsItsGroup(isSeen: Condition, matching: readonly Condition[]): Condition {
  const among = and([isSeen, MAY_BE_FOLDED]);
  return sql<boolean>`(not ${isLinked(ROADS)} or not ${MAY_BE_FOLDED} or not exists (
    with ${walk(THIS_STORY, ROADS, among)}
    select 1 from (select * from group_of limit ${MOST_IN_GROUP}) as g
    join item i on i.id = g.id join item_search s on s.item_id = i.id
    where (i.updated_at, i.id) > (g.head_at, g.head) and ${and(matching)}))`;
}

/** Did we run neither the story nor the same by another road, nor is it a translation of ours that came home? */
export function hasNotRun(isSeen: Condition): Condition {
  return sql<boolean>`not (${runs(sql`i.id`)} or (${isLinked(FOUND_KINDS)} and exists (
    with ${walk(THIS_STORY, FOUND_KINDS, isSeen)}
    select 1 from (select * from group_of limit ${MOST_IN_GROUP}) as g where ${runs(sql`g.id`)})))`;
}

function runs(itemId: RawBuilder<unknown>): Condition {
  return sql<boolean>`(exists (select 1 from publication p where p.item_id = ${itemId} and p.state <> 'withdrawn')
    or exists (select 1 from placement c where c.item_id = ${itemId} and c.stands = 'published'
      and c.shown_channel is distinct from ${ARCHIVE}))`;
}

/** Of each story that is in a group, all of the group that may be seen, itself too, the newest first. */
export async function readGroups(
  { trx }: AgencyTransaction,
  ids: readonly string[],
  isSeen: Condition,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const start = sql`
    select i.id, i.updated_at, i.id from item i
    where i.id = any(${[...ids]}::uuid[]) and ${isLinked(ROADS)} and ${MAY_BE_FOLDED}`;
  const { rows } = await sql<{ head: string; id: string }>`/* prepare story_groups */
    with ${walk(start, ROADS, and([isSeen, MAY_BE_FOLDED]))}
    select g.head, g.id from group_of g join item i on i.id = g.id
    order by g.head, i.updated_at desc, i.id desc`.execute(trx);
  return new Map(
    [...Map.groupBy(rows, ({ head }) => head)].map(([head, group]) => [
      head,
      group.slice(0, MOST_IN_GROUP).map(({ id }) => id),
    ]),
  );
}

const IN_CHAIN = [...FOUND_KINDS, 'same-event'] as const satisfies readonly LinkKind[];
type InChain = (typeof IN_CHAIN)[number] | 'by-way';

/** The story itself if it may be seen, and all that links lead to from it, the oldest first, each with its own link to the story. */
export async function readChainOf(
  { trx }: AgencyTransaction,
  storyId: string,
  isSeen: Condition,
): Promise<ReadonlyMap<string, InChain>> {
  const start = sql`
    select i.id, i.updated_at, i.id from item i join item_search s on s.item_id = i.id
    where i.id = ${storyId}::uuid and ${isSeen}`;
  const { rows } = await sql<{ id: string; kind: InChain | null }>`
    with ${walk(start, IN_CHAIN, isSeen)}
    select g.id, (
      select l.kind from story_link l
      where l.item_id = g.head and l.other_id = g.id and l.ended_at is null and l.kind = any(${[...IN_CHAIN]}::text[])
      order by array_position(${[...IN_CHAIN]}::text[], l.kind) limit 1) as kind
    from (select * from group_of limit ${MOST_IN_GROUP}) as g join item i on i.id = g.id
    order by i.arrived_at, i.id`.execute(trx);
  return new Map(rows.map(({ id, kind }) => [id, kind ?? 'by-way']));
}
