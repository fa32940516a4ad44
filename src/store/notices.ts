import { sql, type Selectable } from 'kysely';
import { toReasonClass } from '#domain/publication/reason-class.ts';
import type { Notice, NoticeStore } from '#ports/recall-store.ts';
import { knownDigest } from './offers.ts';
import { kindOf } from './recalls.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** Recalls that partners sent us. */
export function noticeStore(transaction: AgencyTransaction): NoticeStore {
  const { trx, agencyId } = transaction;
  return {
    ...noticeMarks(transaction),
    ...lateNotices(transaction),
    async add(notice) {
      await trx.insertInto('notice').values(fromNotice(agencyId, notice)).execute();
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
  };
}

const MOST_LATE = 500;

/** What we have not answered in time, and how often somebody was told. */
function lateNotices({ trx }: AgencyTransaction): Pick<NoticeStore, 'late' | 'recordEscalation'> {
  return {
    async late(at) {
      const rows = await trx
        .selectFrom('notice')
        .selectAll()
        .where('state', '=', 'open')
        .where('due_at', '<', at)
        .orderBy('escalated_at', (order) => order.asc().nullsFirst())
        .orderBy('due_at')
        .limit(MOST_LATE)
        .execute();
      return rows.flatMap(({ escalations, escalated_at: escalatedAt, ...row }) => {
        const notice = toNotice(row);
        const { dueAt } = notice;
        return dueAt === undefined
          ? []
          : [{ notice, dueAt, escalations, ...(escalatedAt === null ? {} : { escalatedAt }) }];
      });
    },
    async recordEscalation(id, at) {
      await trx
        .updateTable('notice')
        .set({ escalated_at: at, escalations: sql<number>`escalations + 1` })
        .where('id', '=', id)
        .execute();
    },
  };
}

/** What is found and noted of a notice after it came. */
function noticeMarks({
  trx,
}: AgencyTransaction): Pick<
  NoticeStore,
  'markSeen' | 'attachItem' | 'lockOpen' | 'ofEntry' | 'markReceiptSent'
> {
  return {
    async markSeen(id, at) {
      await trx
        .updateTable('notice')
        .set({ seen_at: at })
        .where('id', '=', id)
        .where('seen_at', 'is', null)
        .execute();
    },
    async attachItem(id, itemId) {
      await trx.updateTable('notice').set({ item_id: itemId }).where('id', '=', id).execute();
    },
    async lockOpen(partnerDid, guid) {
      const rows = await trx
        .selectFrom('notice')
        .selectAll()
        .where('partner_did', '=', partnerDid)
        .where('guid', '=', guid)
        .where('state', '=', 'open')
        .orderBy('id')
        .forUpdate()
        .execute();
      return rows.map(toNotice);
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

function fromNotice(agencyId: string, notice: Notice) {
  return {
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
  };
}

function toNotice(row: Omit<Selectable<Database['notice']>, 'escalated_at' | 'escalations'>): Notice {
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
    ...(row.seen_at === null ? {} : { seenAt: row.seen_at }),
    state: noticeStateOf(row.state),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
    ...(row.refusal_reason === null ? {} : { refusalReason: row.refusal_reason }),
  };
}

function noticeStateOf(text: string): Notice['state'] {
  return text === 'applied' || text === 'refused' || text === 'not-applicable' ? text : 'open';
}
