import { sql } from 'kysely';
import type { CopyStore } from '#ports/copy-store.ts';
import { kindOf } from './recalls.ts';
import type { AgencyTransaction } from './transact.ts';

/** Addresses where holders say that they did what our recalls ask. */
export function copyStore({ trx }: AgencyTransaction): CopyStore {
  return {
    async due(at, limit) {
      const rows = await trx
        .selectFrom('recall_copy as copy')
        .innerJoin('recall', 'recall.id', 'copy.recall_id')
        .innerJoin('item', 'item.id', 'recall.item_id')
        .select(['copy.recall_id', 'copy.partner_did', 'copy.url', 'copy.looks'])
        .select(['recall.kind', 'recall.version'])
        .where('copy.next_at', '<=', at)
        .where('recall.kind', 'in', ['kill', 'withhold', 'correction'])
        // A stop that is over asks nothing of a page any more.
        .where((copy) => copy.or([copy('recall.kind', '<>', 'withhold'), copy('item.state', '<>', 'usable')]))
        .orderBy('copy.next_at')
        .limit(limit)
        .execute();
      return rows.map(({ recall_id, partner_did, url, looks, kind, version }) => ({
        recallId: recall_id,
        partnerDid: partner_did,
        url,
        looks,
        kind: kindOf(kind),
        version,
      }));
    },
    async record({ copy, finding, at, nextAt }) {
      await trx
        .updateTable('recall_copy')
        .set({ finding, seen_at: at, next_at: nextAt ?? null, looks: sql<number>`looks + 1` })
        .where('recall_id', '=', copy.recallId)
        .where('partner_did', '=', copy.partnerDid)
        .where('url', '=', copy.url)
        .execute();
    },
  };
}
