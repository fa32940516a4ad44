import { sql } from 'kysely';
import { SKETCH_VERSION } from '#domain/chain/text-sketch.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { StoryPage } from '#domain/publication/story-page.ts';
import type { ChainDeed, ChainLink, ChainStore } from '#ports/chain-store.ts';
import { keepSketches, linkAlike } from './text-sketches.ts';
import type { AgencyTransaction } from './transact.ts';

const LEAST_ID = '00000000-0000-0000-0000-000000000000';

/** What stories are linked by. */
export function chainStore(transaction: AgencyTransaction): ChainStore {
  const { trx, agencyId } = transaction;
  return {
    async unsketched({ after, limit }) {
      // Locked, so that a version which is being admitted waits, and is sketched last.
      const { rows } = await sql<{ itemId: string; content: ItemVersion | null }>`
        select i.id as "itemId", case when i.state <> 'killed' then v.content end as content
        from item i join item_version v on v.item_id = i.id and v.version = i.latest_version
        where i.id > ${after ?? LEAST_ID}::uuid and not exists (
          select 1 from text_sketch k
          where k.item_id = i.id and k.translation_id is null and k.sketch_version >= ${SKETCH_VERSION})
        order by i.id limit ${limit} for update of i`.execute(trx);
      return rows.map(({ itemId, content }) => ({ itemId, ...(content ? { content } : {}) }));
    },
    async unsketchedPages({ after, limit }) {
      const { rows } = await sql<{
        itemId: string;
        translationId: string;
        language: string;
        page: StoryPage;
      }>`
        select p.item_id as "itemId", p.translation_id as "translationId", p.language, r.content as page
        from publication p join publication_revision r on r.publication_id = p.id and r.revision = p.revision
        where p.translation_id > ${after ?? LEAST_ID}::uuid and not exists (
          select 1 from text_sketch k
          where k.item_id = p.item_id and k.translation_id = p.translation_id
            and k.sketch_version >= ${SKETCH_VERSION})
        order by p.translation_id limit ${limit} for update of p`.execute(trx);
      return rows;
    },
    sketchOld: (sketched, at) => keepSketches(transaction, sketched, at),
    settle: (limit, at) => settle(transaction, limit, at),
    async say({ said, ...pair }, by) {
      await endSaid(transaction, pair, by);
      const [from, to] = [pair.itemId, pair.otherId];
      await sql`
        insert into story_link (agency_id, item_id, other_id, kind, person_id, linked_at)
        select ${agencyId}::uuid, item_id, other_id, ${said}, ${by.personId}::uuid, ${by.at}::timestamptz
        from (values (${from}::uuid, ${to}::uuid), (${to}::uuid, ${from}::uuid)) as pair(item_id, other_id)
        on conflict do nothing`.execute(trx);
    },
    unsay: (pair, by) => endSaid(transaction, pair, by),
  };
}

async function endSaid(
  { trx }: AgencyTransaction,
  { itemId, otherId }: Omit<ChainLink, 'said'>,
  { personId, at }: ChainDeed,
): Promise<boolean> {
  const { rows } = await sql`
    update story_link set ended_at = ${at}::timestamptz, ended_by = ${personId}::uuid
    where ended_at is null and kind in ('same-event', 'not-same-event')
      and (item_id, other_id) in ((${itemId}::uuid, ${otherId}::uuid), (${otherId}::uuid, ${itemId}::uuid))
    returning kind`.execute(trx);
  return rows.length > 0;
}

async function settle(
  transaction: AgencyTransaction,
  limit: number,
  at: Parameters<ChainStore['settle']>[1],
): Promise<number> {
  const { trx } = transaction;
  const { rows } = await sql<{
    item_id: string;
    translation_id: string | null;
    digest: string | null;
    bands: number[];
    shingles: number[];
    total: number;
  }>`
    select item_id, translation_id, digest, bands, shingles, total from text_sketch
    where not settled order by item_id limit ${limit} for update`.execute(trx);
  const known = rows.flatMap(({ item_id, translation_id, digest, ...sketch }) =>
    digest === null
      ? []
      : [
          {
            itemId: item_id,
            ...(translation_id === null ? {} : { translationId: translation_id }),
            sketch: { digest, ...sketch },
          },
        ],
  );
  await linkAlike(transaction, known, { at, mayEnd: false });
  await sql`
    update text_sketch k set settled = true
    from unnest(${rows.map((row) => row.item_id)}::uuid[], ${rows.map((row) => row.translation_id)}::uuid[])
      as n(item_id, translation_id)
    where k.item_id = n.item_id and k.translation_id is not distinct from n.translation_id`.execute(trx);
  return rows.length;
}
