import type { Kysely } from 'kysely';
import { isJsonObject } from '#kernel/json.ts';
import type { LogLeafReads } from '#ports/reads/log-leaves.ts';
import { WITHDRAWAL_KINDS } from '#ports/log-leaf-store.ts';
import { toReasonClass } from '#domain/publication/reason-class.ts';
import { inAgency } from '../in-agency.ts';
import type { Database } from '../tables/database.ts';

/** Leaves of an agency's transparency log, with their places in it. */
export function logLeafReads(db: Kysely<Database>): LogLeafReads {
  const newest = (agencyId: string, limit: number, kinds?: readonly string[]) =>
    inAgency(db, agencyId, async (trx) =>
      trx
        .selectFrom('log_leaf')
        .leftJoin('log_entry', 'log_entry.leaf_number', 'log_leaf.number')
        .select(['kind', 'subject_hash', 'reason_class', 'occurred_at', 'leaf', 'log_entry.index'])
        .where('log_leaf.agency_id', '=', agencyId)
        .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []))
        .orderBy('number', 'desc')
        .limit(limit)
        .execute(),
    );
  return {
    async list(agencyId, limit) {
      const rows = await newest(agencyId, limit);
      return rows.map((row) => ({
        ...(row.index === null ? {} : { index: row.index }),
        kind: row.kind,
        subjectHash: row.subject_hash,
        ...(row.reason_class === null ? {} : { reasonClass: toReasonClass(row.reason_class) }),
        at: row.occurred_at,
        leaf: row.leaf,
      }));
    },
    async withdrawals(agencyId, limit) {
      const rows = await newest(agencyId, limit, WITHDRAWAL_KINDS);
      return rows.flatMap((row) => {
        const kind = WITHDRAWAL_KINDS.find((one) => one === row.kind);
        if (!kind) return [];
        const place = row.index === null ? {} : { index: row.index };
        return [{ ...place, kind, reasonClass: toReasonClass(row.reason_class ?? ''), at: row.occurred_at }];
      });
    },
    async lateCounts(agencyId, limit) {
      const rows = await newest(agencyId, limit, ['recalls-overdue']);
      return rows.flatMap((row) => {
        const leaf: unknown = JSON.parse(row.leaf);
        const overdue = isJsonObject(leaf) ? leaf['overdue'] : undefined;
        if (typeof overdue !== 'number') return [];
        return [{ at: row.occurred_at, overdue, ...(row.index === null ? {} : { index: row.index }) }];
      });
    },
  };
}
