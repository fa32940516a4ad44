import { sql } from 'kysely';
import type { ItemVersion } from '#domain/item/item.ts';
import type { SearchedWords } from '#ports/searched-words.ts';
import type { AgencyTransaction } from './transact.ts';

export function searchedWords({ trx }: AgencyTransaction): SearchedWords {
  return {
    async outdated({ analyzerVersion, after, limit }) {
      const { rows } = await sql<{ itemId: string; content: ItemVersion | null }>`
        select s.item_id as "itemId", case when i.state <> 'killed' then v.content end as content
        from item_search s join item i on i.id = s.item_id
        join item_version v on v.item_id = i.id and v.version = i.latest_version
        where s.analyzer_version < ${analyzerVersion} and s.item_id > ${after ?? LEAST_ID}::uuid
        order by s.item_id limit ${limit}`.execute(trx);
      return rows.map(({ itemId, content }) => ({ itemId, ...(content ? { content } : {}) }));
    },
    async countOutdated(analyzerVersion) {
      const { count } = await trx
        .selectFrom('item_search')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('analyzer_version', '<', analyzerVersion)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async replace(analyzerVersion, rows) {
      await sql`
        update item_search s set lexemes = n.lexemes::tsvector, analyzer_version = ${analyzerVersion}
        from unnest(${rows.map(({ itemId }) => itemId)}::uuid[], ${rows.map(({ lexemes }) => lexemes)}::text[])
          as n(item_id, lexemes)
        where s.item_id = n.item_id and s.analyzer_version < ${analyzerVersion}`.execute(trx);
    },
  };
}

const LEAST_ID = '00000000-0000-0000-0000-000000000000';
