import { sql, type Selectable } from 'kysely';
import { OPEN_REACH } from '#domain/correction/overdue.ts';
import { toReasonClass } from '#domain/publication/reason-class.ts';
import type { Receipt, Recall, RecallKind, RecallStore } from '#ports/recall-store.ts';
import { passedOnCopies } from './passed-on-copies.ts';
import { receiptChanges, toReachState } from './receipt-changes.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** Recalls we issued, and how far each has come at each partner. */
export function recallStore(transaction: AgencyTransaction): RecallStore {
  const { trx, agencyId } = transaction;
  return {
    ...recallReader(transaction),
    ...lateRecalls(transaction),
    ...passedOnCopies(transaction),
    async add(recall) {
      await trx.insertInto('recall').values(fromRecall(agencyId, recall)).execute();
    },
    async wasTold(recallId, partnerDid) {
      const row = await trx
        .selectFrom('recall_reach')
        .select('seq')
        .where('recall_id', '=', recallId)
        .where('partner_did', '=', partnerDid)
        .executeTakeFirst();
      return row !== undefined;
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
        .onConflict((told) => told.doNothing())
        .execute();
    },
    recordReceipt: (receipt) => recordReceipt(transaction, receipt),
  };
}

async function recordReceipt(transaction: AgencyTransaction, receipt: Receipt): Promise<readonly string[]> {
  const { trx } = transaction;
  const { partnerDid, entry, at, urls } = receipt;
  const told = await trx
    .updateTable('recall_reach')
    .set(receiptChanges(receipt))
    .where('partner_did', '=', partnerDid)
    .where('ch', '=', entry.ch)
    .where('epoch', '=', entry.epoch)
    .where('seq', '=', entry.seq)
    .returning('recall_id')
    .execute();
  await addCopies(transaction, { partnerDid, entry, urls, at });
  if (told.length === 0) return [];
  const items = await trx
    .selectFrom('recall')
    .select('item_id')
    .distinct()
    .where(
      'id',
      'in',
      told.map(({ recall_id }) => recall_id),
    )
    .execute();
  return items.map(({ item_id }) => item_id);
}

/** Addresses that a receipt names are looked at from now on; named again, they are looked at anew. */
async function addCopies(
  { trx, agencyId }: AgencyTransaction,
  { partnerDid, entry, urls, at }: Pick<Receipt, 'partnerDid' | 'entry' | 'urls' | 'at'>,
): Promise<void> {
  if (urls.length === 0) return;
  const reaches = await trx
    .selectFrom('recall_reach')
    .select('recall_id')
    .where('partner_did', '=', partnerDid)
    .where('ch', '=', entry.ch)
    .where('epoch', '=', entry.epoch)
    .where('seq', '=', entry.seq)
    .execute();
  const rows = reaches.flatMap(({ recall_id }) =>
    [...new Set(urls)].map((url) => ({
      recall_id,
      agency_id: agencyId,
      partner_did: partnerDid,
      url,
      next_at: at,
    })),
  );
  if (rows.length === 0) return;
  await trx
    .insertInto('recall_copy')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['recall_id', 'partner_did', 'url']).doUpdateSet({ next_at: at }),
    )
    .execute();
}

function lateRecalls({ trx }: AgencyTransaction): Pick<RecallStore, 'late' | 'recordEscalation' | 'tally'> {
  return {
    async late(at) {
      const rows = await trx
        .selectFrom('recall_reach as reach')
        .innerJoin('recall', 'recall.id', 'reach.recall_id')
        .innerJoin('item', 'item.id', 'recall.item_id')
        .selectAll('recall')
        .select(['item.guid', 'reach.partner_did', 'reach.state', 'reach.due_at as late_since'])
        .select(['reach.escalations', 'reach.escalated_at'])
        .where('reach.state', 'in', OPEN_REACH)
        .where('reach.due_at', '<', at)
        .orderBy('reach.escalated_at', (order) => order.asc().nullsFirst())
        .orderBy('reach.due_at')
        .limit(MOST_LATE)
        .execute();
      return rows.flatMap(({ guid, partner_did, state, late_since, escalations, escalated_at, ...row }) =>
        late_since === null
          ? []
          : [
              {
                recall: toRecall(row),
                guid,
                partnerDid: partner_did,
                state: toReachState(state),
                dueAt: late_since,
                escalations,
                ...(escalated_at === null ? {} : { escalatedAt: escalated_at }),
              },
            ],
      );
    },
    async recordEscalation({ recallId, partnerDid, to, at }) {
      await trx
        .updateTable('recall_reach')
        .set({ escalated_at: at, escalated_to: [...to], escalations: sql<number>`escalations + 1` })
        .where('recall_id', '=', recallId)
        .where('partner_did', '=', partnerDid)
        .execute();
    },
    async tally(at) {
      const row = await trx
        .selectFrom('recall_reach')
        .select(({ fn, eb }) => [
          fn
            .countAll<number>()
            .filterWhere(eb.and([eb('state', 'in', OPEN_REACH), eb('due_at', '<', at)]))
            .as('overdue'),
          fn.countAll<number>().filterWhere('state', '=', 'refused').as('refused'),
        ])
        .executeTakeFirstOrThrow();
      return { overdue: Number(row.overdue), refused: Number(row.refused) };
    },
  };
}

/** The others come with the next look: whoever was just told stands behind them then. */
const MOST_LATE = 500;

function recallReader({
  trx,
}: AgencyTransaction): Pick<RecallStore, 'find' | 'openStop' | 'correctionsOwed'> {
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
    async openStop(itemId) {
      const rows = await trx
        .selectFrom('recall')
        .selectAll()
        .where('item_id', '=', itemId)
        .where('kind', 'in', ['withhold', 'release'])
        .orderBy('issued_at', 'desc')
        .execute();
      const stops = rows.filter(({ kind }) => kind === 'withhold');
      // They alternate, so counting them needs no clock.
      const [newest] = stops;
      return newest && stops.length * 2 > rows.length ? toRecall(newest) : undefined;
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
    due_at: recall.dueAt ?? null,
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
    ...(row.due_at === null ? {} : { dueAt: row.due_at }),
  };
}

const KINDS = ['kill', 'withhold', 'release', 'withdraw'] as const;

export function kindOf(text: string): RecallKind {
  return KINDS.find((kind) => kind === text) ?? 'correction';
}
