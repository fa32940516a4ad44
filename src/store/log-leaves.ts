import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { AgencyTransaction } from './transact.ts';

/** Leaves of the public log, written in the shoes of the log writer, who can insert and nothing else. */
export function logLeafStore({ trx, agencyId }: AgencyTransaction): LogLeafStore {
  return {
    async append({ kind, subject, actor, reasonClass, at }) {
      const subjectHash = createHash('sha256').update(subject).digest('base64url');
      // Member names in the order of RFC 8785, so that these are the bytes a leaf hash is made over.
      const leaf = JSON.stringify({ actor, at, kind, reason: reasonClass, subject: subjectHash });
      await sql`set local role pactwire_log`.execute(trx);
      await trx
        .insertInto('log_leaf')
        .values({
          agency_id: agencyId,
          kind,
          subject_hash: subjectHash,
          reason_class: reasonClass,
          occurred_at: at,
          leaf,
        })
        .onConflict((conflict) => conflict.columns(['agency_id', 'subject_hash', 'kind', 'leaf']).doNothing())
        .execute();
      await sql`reset role`.execute(trx);
    },
  };
}
