import { sql, type Selectable } from 'kysely';
import { toReasonClass } from '#domain/publication/reason-class.ts';
import type { Recall, RecallKind, RecallStore } from '#ports/recall-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** Recalls we issued, and how far each has come at each partner. */
export function recallStore(transaction: AgencyTransaction): RecallStore {
  const { trx, agencyId } = transaction;
  return {
    ...recallReader(transaction),
    async add(recall) {
      await trx.insertInto('recall').values(fromRecall(agencyId, recall)).execute();
    },
    async addReach({ recallId, partnerDid, entry, dueAt, writtenAt }) {
      await trx
        .insertInto('recall_reach')
        .values({
          recall_id: recallId,
          agency_id: agencyId,
          partner_did: partnerDid,
          // Named one by one: what was appended carries more than its place.
          ch: entry.ch,
          epoch: entry.epoch,
          seq: entry.seq,
          state: 'written',
          due_at: dueAt ?? null,
          written_at: writtenAt,
        })
        .execute();
    },
    async recordReceipt({ partnerDid, entry, state, receivedAt, at, refusalReason, urls }) {
      const isLast = state === 'applied' || state === 'refused' || state === 'not-applicable';
      await trx
        .updateTable('recall_reach')
        .set({
          // 'received' that comes after the last word (a repeated page) does not take it back.
          state: isLast
            ? state
            : sql<string>`case when state in ('written', 'fetched') then ${state} else state end`,
          received_at: sql`coalesce(received_at, ${receivedAt ?? at})`,
          fetched_at: sql`coalesce(fetched_at, ${at})`,
          ...(isLast ? { applied_at: at, refusal_reason: refusalReason ?? null, urls: [...urls] } : {}),
        })
        .where('partner_did', '=', partnerDid)
        .where('ch', '=', entry.ch)
        .where('epoch', '=', entry.epoch)
        .where('seq', '=', entry.seq)
        .execute();
    },
  };
}

function recallReader({ trx }: AgencyTransaction): Pick<RecallStore, 'find' | 'correctionsOwed'> {
  return {
    async find(itemId, kind) {
      const row = await trx
        .selectFrom('recall')
        .selectAll()
        .where('item_id', '=', itemId)
        .where('kind', '=', kind)
        .orderBy('issued_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toRecall(row);
    },
    async correctionsOwed(itemId, partnerDid, heldVersion) {
      const rows = await trx
        .selectFrom('recall')
        .selectAll()
        .where('item_id', '=', itemId)
        .where('kind', '=', 'correction')
        .where('version', '>', heldVersion)
        .where((recall) =>
          recall.not(
            recall.exists(
              recall
                .selectFrom('recall_reach')
                .select('recall_id')
                .whereRef('recall_reach.recall_id', '=', 'recall.id')
                .where('partner_did', '=', partnerDid),
            ),
          ),
        )
        .orderBy('version')
        .execute();
      return rows.map(toRecall);
    },
  };
}

function fromRecall(agencyId: string, recall: Recall) {
  return {
    id: recall.id,
    agency_id: agencyId,
    item_id: recall.itemId,
    kind: recall.kind,
    version: recall.version,
    reason_class: recall.reasonClass,
    public_reason: recall.publicReason,
    person_id: recall.personId ?? null,
    issued_at: recall.issuedAt,
  };
}

function toRecall(row: Selectable<Database['recall']>): Recall {
  return {
    id: row.id,
    itemId: row.item_id,
    kind: kindOf(row.kind),
    version: row.version,
    reasonClass: toReasonClass(row.reason_class),
    publicReason: row.public_reason,
    ...(row.person_id === null ? {} : { personId: row.person_id }),
    issuedAt: row.issued_at,
  };
}

export function kindOf(text: string): RecallKind {
  return text === 'kill' || text === 'withhold' ? text : 'correction';
}
