import { sql } from 'kysely';
import { nearestOf, type Near } from '#domain/search/near.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { VectorStore } from '#ports/vector-store.ts';
import { holdLiving } from './hold-living.ts';
import { and, canBeRead, type Condition } from './reads/visible.ts';
import type { AgencyTransaction } from './transact.ts';

/** Older ones have no vectors: nobody would look at them. */
const MOST_KEPT = 5000;
/** So many of the newest that fit the rest of a question are compared: some 2 MB at 1,024 dimensions. */
const MOST_COMPARED = 2000;
/** Every story is near to some degree; further ones would be found for any question. */
const NEAREST = 20;
const REFUSED_SECONDS = 86_400;

export function vectorStore(transaction: AgencyTransaction): VectorStore {
  const { trx, agencyId } = transaction;
  return {
    async missing(model, at, limit) {
      const { rows } = await sql<{ id: string }>`
        select i.id from (
          select id, latest_version, updated_at from item
          where state = 'usable' order by updated_at desc, id desc limit ${MOST_KEPT}) as i
        left join story_vector v on v.item_id = i.id and v.model = ${model} and v.version = i.latest_version
          and (v.vector is not null or v.asked_at > ${plusSeconds(at, -REFUSED_SECONDS)})
        where v.item_id is null order by i.updated_at desc, i.id desc limit ${limit}`.execute(trx);
      return rows.map(({ id }) => id);
    },
    async keep({ itemId, version, model, near }, at) {
      if (!(await holdLiving(transaction, itemId))) return;
      const row = {
        version,
        model,
        vector: near ? Buffer.from(Int8Array.from(near.vector).buffer) : null,
        asked_at: at,
      };
      await trx
        .insertInto('story_vector')
        .values({ item_id: itemId, agency_id: agencyId, ...row })
        .onConflict((conflict) => conflict.column('item_id').doUpdateSet(row))
        .execute();
    },
    async dropOld() {
      await sql`delete from story_vector where item_id not in (
        select id from item where state = 'usable' order by updated_at desc, id desc limit ${MOST_KEPT})`.execute(
        trx,
      );
    },
  };
}

/** The stories that lie nearest, nearest first, among the newest that meet the conditions and that can be read. */
export async function nearestStories(
  { trx }: AgencyTransaction,
  near: Near,
  conditions: readonly Condition[],
): Promise<readonly { readonly id: string; readonly updatedAt: Instant }[]> {
  const { rows } = await sql<{ id: string; updatedAt: Instant; bytes: Buffer }>`
    select i.id, i.updated_at as "updatedAt", v.vector as bytes
    from item i join item_search s on s.item_id = i.id join story_vector v on v.item_id = i.id
    where v.model = ${near.model} and v.vector is not null and v.version = i.latest_version
      and ${and([...conditions, canBeRead])}
    order by i.updated_at desc, i.id desc limit ${MOST_COMPARED}`.execute(trx);
  const among = rows.map(({ id, updatedAt, bytes }) => ({
    id,
    updatedAt,
    vector: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
  }));
  return nearestOf(near, among)
    .slice(0, NEAREST)
    .map(({ id, updatedAt }) => ({ id, updatedAt }));
}
