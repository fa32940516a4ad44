import { sql, type Selectable } from 'kysely';
import { toReasonClass } from '#domain/publication/reason-class.ts';
import type { Notice, NoticeStore, Recall, RecallKind, RecallStore } from '#ports/recall-store.ts';
import { knownDigest } from './offers.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** Recalls we issued, and how far each has come at each partner. */
export function recallStore({ trx, agencyId }: AgencyTransaction): RecallStore {
  return {
    async add(recall) {
      await trx
        .insertInto('recall')
        .values({
          id: recall.id,
          agency_id: agencyId,
          item_id: recall.itemId,
          kind: recall.kind,
          version: recall.version,
          reason_class: recall.reasonClass,
          public_reason: recall.publicReason,
          person_id: recall.personId ?? null,
          issued_at: recall.issuedAt,
        })
        .execute();
    },
    async find(itemId, kind, version) {
      const row = await trx
        .selectFrom('recall')
        .selectAll()
        .where('item_id', '=', itemId)
        .where('kind', '=', kind)
        .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
        .orderBy('issued_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toRecall(row);
    },
    async addReach({ recallId, partnerDid, entry, dueAt, writtenAt }) {
      await trx
        .insertInto('recall_reach')
        .values({
          recall_id: recallId,
          agency_id: agencyId,
          partner_did: partnerDid,
          ...entry,
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

/** Recalls that partners sent us. */
export function noticeStore({ trx, agencyId }: AgencyTransaction): NoticeStore {
  return {
    async add(notice) {
      await trx
        .insertInto('notice')
        .values({
          id: notice.id,
          agency_id: agencyId,
          partner_did: notice.partnerDid,
          guid: notice.guid,
          item_id: notice.itemId ?? null,
          kind: notice.kind,
          version: notice.version,
          reason_class: notice.reasonClass,
          public_reason: notice.publicReason,
          ...notice.entry,
          entry_hash: notice.entryHash,
          automatic: notice.automatic,
          received_at: notice.receivedAt,
          due_at: notice.dueAt ?? null,
          state: notice.state,
          answered_at: notice.answeredAt ?? null,
        })
        .execute();
    },
    async find(id) {
      const row = await trx.selectFrom('notice').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toNotice(row);
    },
    async lock(id) {
      const row = await trx
        .selectFrom('notice')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      return row && toNotice(row);
    },
    async answer(id, state, at, reason) {
      await trx
        .updateTable('notice')
        .set({ state, answered_at: at, refusal_reason: reason ?? null })
        .where('id', '=', id)
        .execute();
    },
    async attachItem(id, itemId) {
      await trx.updateTable('notice').set({ item_id: itemId }).where('id', '=', id).execute();
    },
    async ofEntry({ ch, epoch, seq }) {
      const row = await trx
        .selectFrom('notice')
        .selectAll()
        .where('ch', '=', ch)
        .where('epoch', '=', epoch)
        .where('seq', '=', seq)
        .executeTakeFirst();
      return row && toNotice(row);
    },
    async markReceiptSent(id) {
      const row = await trx
        .updateTable('notice')
        .set({ receipt_sent: true })
        .where('id', '=', id)
        .where('receipt_sent', '=', false)
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
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

function toNotice(row: Selectable<Database['notice']>): Notice {
  return {
    id: row.id,
    partnerDid: row.partner_did,
    guid: row.guid,
    ...(row.item_id === null ? {} : { itemId: row.item_id }),
    kind: kindOf(row.kind),
    version: row.version,
    reasonClass: toReasonClass(row.reason_class),
    publicReason: row.public_reason,
    entry: { ch: row.ch, epoch: row.epoch, seq: row.seq },
    entryHash: knownDigest(row.entry_hash),
    automatic: row.automatic,
    receivedAt: row.received_at,
    ...(row.due_at === null ? {} : { dueAt: row.due_at }),
    state: noticeStateOf(row.state),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
    ...(row.refusal_reason === null ? {} : { refusalReason: row.refusal_reason }),
  };
}

function kindOf(text: string): RecallKind {
  return text === 'kill' || text === 'withhold' ? text : 'correction';
}

function noticeStateOf(text: string): Notice['state'] {
  return text === 'applied' || text === 'refused' || text === 'not-applicable' ? text : 'open';
}
