import { sql } from 'kysely';
import type { CopyStore } from '#ports/copy-store.ts';
import type { StoryPage } from '#domain/publication/story-page.ts';
import { kindOf } from './recalls.ts';
import type { AgencyTransaction } from './transact.ts';

/** Addresses where holders say that they did what our recalls ask. */
export function copyStore(transaction: AgencyTransaction): CopyStore {
  const { trx } = transaction;
  return {
    ...copyTexts(transaction),
    async due(at, limit) {
      const rows = await trx
        .selectFrom('recall_copy as copy')
        .innerJoin('recall', 'recall.id', 'copy.recall_id')
        .innerJoin('item', 'item.id', 'recall.item_id')
        .select(['copy.recall_id', 'copy.partner_did', 'copy.url', 'copy.looks'])
        .select(['recall.kind', 'recall.version', 'recall.item_id'])
        .where('copy.next_at', '<=', at)
        .where('recall.kind', 'in', ['kill', 'withhold', 'correction'])
        // A stop that is over asks nothing of a page any more.
        .where((copy) => copy.or([copy('recall.kind', '<>', 'withhold'), copy('item.state', '<>', 'usable')]))
        .orderBy('copy.next_at')
        .limit(limit)
        .execute();
      return rows.map(({ recall_id, item_id, partner_did, url, looks, kind, version }) => ({
        recallId: recall_id,
        itemId: item_id,
        partnerDid: partner_did,
        url,
        looks,
        kind: kindOf(kind),
        version,
      }));
    },
    async record({ copy, finding, words, at, nextAt }) {
      await trx
        .updateTable('recall_copy')
        .set({
          finding,
          words: [...words],
          seen_at: at,
          next_at: nextAt ?? null,
          looks: sql<number>`looks + 1`,
        })
        .where('recall_id', '=', copy.recallId)
        .where('partner_did', '=', copy.partnerDid)
        .where('url', '=', copy.url)
        .execute();
    },
  };
}

/** What a holder may still show is of these; bounds the work. */
const VERSIONS_BEFORE = 12;
const MOST_VERSIONS = 24;

function copyTexts({ trx }: AgencyTransaction): Pick<CopyStore, 'texts' | 'others'> {
  return {
    async texts({ itemId, partnerDid, url, version }) {
      const versions = await trx
        .selectFrom('item_version')
        .select('content')
        .where('item_id', '=', itemId)
        .where('version', '>=', version - VERSIONS_BEFORE)
        .orderBy('version')
        .limit(MOST_VERSIONS)
        .execute();
      const { rows } = await sql<{ language: string; version: number; page: StoryPage }>`
        select p.language, r.version, r.content as page
        from publication p join publication_revision r on r.publication_id = p.id
        where p.item_id = ${itemId} and p.translation_id is not null and r.version >= ${version - VERSIONS_BEFORE}
        order by r.version, r.revision limit ${MOST_VERSIONS}`.execute(trx);
      const told = await trx
        .selectFrom('usage_report')
        .select('headline')
        .where('item_id', '=', itemId)
        .where('partner_did', '=', partnerDid)
        .where('url', '=', url)
        .where('headline', 'is not', null)
        .orderBy('reported_at', 'desc')
        .executeTakeFirst();
      return {
        ...(told?.headline ? { headline: told.headline } : {}),
        versions: versions.map(({ content }) => content),
        pages: rows,
      };
    },
    async others(itemId, limit) {
      const rows = await trx
        .selectFrom('item')
        .innerJoin('item_version', (join) =>
          join
            .onRef('item_version.item_id', '=', 'item.id')
            .onRef('item_version.version', '=', 'item.latest_version'),
        )
        .select('item_version.content')
        .where('item.id', '<>', itemId)
        .where('item.state', '<>', 'killed')
        .orderBy('item.arrived_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ content }) => content);
    },
  };
}
