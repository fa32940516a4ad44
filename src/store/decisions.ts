import { sql, type Selectable } from 'kysely';
import type { DecisionOnFile, DecisionStore } from '#ports/decision-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** Decisions that let something out, and the texts they were made from, each of those once. */
export function decisionStore({ trx, agencyId }: AgencyTransaction): DecisionStore {
  const records = () => trx.selectFrom('decision_record').selectAll();
  return {
    async record(record, inputs) {
      await trx
        .insertInto('decision_input')
        .values(inputs.map(({ digest, text }) => ({ agency_id: agencyId, digest, content: text })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await trx
        .insertInto('decision_record')
        .values({
          id: record.id,
          agency_id: agencyId,
          at: record.at,
          actor_did: record.actorDid,
          action: record.action,
          item_id: record.itemId,
          version: record.version,
          permitted: record.permitted,
          agreement_digest: record.agreementDigest ?? null,
          inputs_digest: record.inputsDigest,
          decision: JSON.stringify(record.decision),
        })
        .execute();
    },
    async find(id) {
      const row = await records().where('id', '=', id).executeTakeFirst();
      return row && toDecision(row);
    },
    async page(after, limit) {
      const later = sql<boolean>`(at, id) > (select at, id from decision_record where id = ${after ?? null})`;
      const rows = await (after === undefined ? records() : records().where(later))
        .orderBy('at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toDecision);
    },
    async input(digest) {
      const row = await trx
        .selectFrom('decision_input')
        .select('content')
        .where('digest', '=', digest)
        .executeTakeFirst();
      return row?.content;
    },
  };
}

function toDecision(row: Selectable<Database['decision_record']>): DecisionOnFile {
  return {
    id: row.id,
    at: row.at,
    actorDid: row.actor_did,
    action: row.action,
    itemId: row.item_id,
    version: row.version,
    permitted: row.permitted,
    ...(row.agreement_digest === null ? {} : { agreementDigest: row.agreement_digest }),
    inputsDigest: row.inputs_digest,
    decision: row.decision,
  };
}
