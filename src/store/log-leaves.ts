import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Json } from '#kernel/json.ts';
import type { LogLeaf, LogLeafStore } from '#ports/log-leaf-store.ts';
import type { AgencyTransaction } from './transact.ts';

/** Leaves of the public log, written in the shoes of the log writer, who can insert and nothing else. */
export function logLeafStore({ trx, agencyId, ring }: AgencyTransaction): LogLeafStore {
  return {
    async append(given) {
      const subjectHash = hashOfSubject(given);
      await sql`set local role pactwire_log`.execute(trx);
      await trx
        .insertInto('log_leaf')
        .values({
          agency_id: agencyId,
          kind: given.kind,
          subject_hash: subjectHash,
          reason_class: 'reasonClass' in given ? given.reasonClass : null,
          occurred_at: given.at,
          leaf: leafText(given),
        })
        .onConflict((conflict) => conflict.columns(['agency_id', 'subject_hash', 'kind', 'leaf']).doNothing())
        .execute();
      await sql`reset role`.execute(trx);
      ring?.('transparency');
    },
    async last(kind) {
      const row = await trx
        .selectFrom('log_leaf')
        .select('leaf')
        .where('agency_id', '=', agencyId)
        .where('kind', '=', kind)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.leaf;
    },
  };
}

function hashOfSubject({ subject }: LogLeaf): string {
  return createHash('sha256').update(subject).digest('base64url');
}

/** The bytes that the leaf hash is made over. Member names in the order of RFC 8785, so that anybody spells them the same. */
export function leafText(given: LogLeaf): string {
  const subject = hashOfSubject(given);
  const { actor, at, kind } = given;
  const more: Readonly<Record<string, Json>> =
    'reasonClass' in given ? { reason: given.reasonClass } : given.facts;
  const members = Object.entries({ ...more, actor, at, kind, subject });
  return JSON.stringify(Object.fromEntries(members.toSorted(([one], [other]) => (one < other ? -1 : 1))));
}
