import type { Kysely } from 'kysely';
import type { LogLeafReads } from '#ports/reads/log-leaves.ts';
import { toReasonClass } from '#domain/publication/reason-class.ts';
import type { Database } from '../tables/database.ts';

/** Leaves of this node's public log. Everybody may read them, so no agency is named. */
export function logLeafReads(db: Kysely<Database>): LogLeafReads {
  return {
    async list(limit) {
      const rows = await db
        .selectFrom('log_leaf')
        .selectAll()
        .orderBy('number', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        number: row.number,
        kind: row.kind,
        subjectHash: row.subject_hash,
        reasonClass: toReasonClass(row.reason_class),
        at: row.occurred_at,
        leaf: row.leaf,
      }));
    },
  };
}
