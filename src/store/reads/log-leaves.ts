import type { Kysely } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { isJsonObject } from '#kernel/json.ts';
import type { LoggedRelease, LoggedWithdrawal, LogLeafReads } from '#ports/reads/log-leaves.ts';
import { WITHDRAWAL_KINDS } from '#ports/log-leaf-store.ts';
import { toReasonClass } from '#domain/publication/reason-class.ts';
import { inAgency } from '../in-agency.ts';
import type { Database } from '../tables/database.ts';

type Asked = { readonly kinds?: readonly string[]; readonly before?: number; readonly after?: number };

/** Leaves of an agency's transparency log, with their places in it. */
export function logLeafReads(db: Kysely<Database>): LogLeafReads {
  const some = (agencyId: string, limit: number, asked: Asked = {}) =>
    inAgency(db, agencyId, async (trx) =>
      trx
        .selectFrom('log_leaf')
        .leftJoin('log_entry', 'log_entry.leaf_number', 'log_leaf.number')
        .select([
          'log_leaf.number',
          'kind',
          'subject_hash',
          'reason_class',
          'occurred_at',
          'leaf',
          'log_entry.index',
        ])
        .where('log_leaf.agency_id', '=', agencyId)
        .$if(asked.kinds !== undefined, (query) => query.where('kind', 'in', asked.kinds ?? []))
        .$if(asked.before !== undefined, (query) => query.where('number', '<', asked.before ?? 0))
        .$if(asked.after !== undefined, (query) => query.where('number', '>', asked.after ?? 0))
        .orderBy('number', asked.after === undefined ? 'desc' : 'asc')
        .limit(limit)
        .execute(),
    );
  return {
    async list(agencyId, limit) {
      const rows = await some(agencyId, limit);
      return rows.map((row) => ({
        ...(row.index === null ? {} : { index: row.index }),
        kind: row.kind,
        subjectHash: row.subject_hash,
        ...(row.reason_class === null ? {} : { reasonClass: toReasonClass(row.reason_class) }),
        at: row.occurred_at,
        leaf: row.leaf,
      }));
    },
    async withdrawals(agencyId, limit, place) {
      // One more than is shown says whether there are more on that side.
      const rows = await some(agencyId, limit + 1, { kinds: WITHDRAWAL_KINDS, ...place });
      const shown = rows.slice(0, limit).flatMap((row) => toWithdrawal(row) ?? []);
      const hasMore = rows.length > limit;
      return place && 'after' in place
        ? { withdrawals: shown.toReversed(), newer: hasMore, older: true }
        : { withdrawals: shown, newer: place !== undefined, older: hasMore };
    },
    async releases(agencyId, limit) {
      const rows = await some(agencyId, limit, { kinds: ['release'] });
      return rows.flatMap((row) => toRelease(row) ?? []);
    },
    async lateCounts(agencyId, limit) {
      const rows = await some(agencyId, limit, { kinds: ['recalls-overdue'] });
      return rows.flatMap((row) => {
        const leaf: unknown = JSON.parse(row.leaf);
        const overdue = isJsonObject(leaf) ? leaf['overdue'] : undefined;
        if (typeof overdue !== 'number') return [];
        return [{ at: row.occurred_at, overdue, ...(row.index === null ? {} : { index: row.index }) }];
      });
    },
  };
}

function toWithdrawal(row: {
  readonly number: number;
  readonly kind: string;
  readonly index: number | null;
  readonly reason_class: string | null;
  readonly occurred_at: Instant;
}): LoggedWithdrawal | undefined {
  const kind = WITHDRAWAL_KINDS.find((one) => one === row.kind);
  if (!kind) return undefined;
  const place = row.index === null ? {} : { index: row.index };
  const reasonClass = toReasonClass(row.reason_class ?? '');
  return { number: row.number, ...place, kind, reasonClass, at: row.occurred_at };
}

function toRelease(row: {
  readonly index: number | null;
  readonly occurred_at: Instant;
  readonly leaf: string;
}): LoggedRelease | undefined {
  const leaf: unknown = JSON.parse(row.leaf);
  const { version, sha256 } = isJsonObject(leaf) ? leaf : {};
  if (typeof version !== 'string' || typeof sha256 !== 'string') return undefined;
  return { at: row.occurred_at, version, sha256, ...(row.index === null ? {} : { index: row.index }) };
}
