import type { Notice, NoticeStore, Receipt, RecallStore } from '#ports/recall-store.ts';
import type { ReachState } from '#domain/correction/overdue.ts';
import type { AgencyRows, ReachRow } from './agency-rows.ts';
import { reachKey } from './exchange.ts';
import { memoryCopies } from './passed-on.ts';

const LAST = new Set(['applied', 'refused', 'not-applicable']);

/** Recalls we issued, and how far each has come at each partner. */
export function memoryRecalls(rows: AgencyRows): RecallStore {
  const { recalls, reaches } = rows;
  return {
    ...memoryCopies(rows),
    async add(recall) {
      recalls.set(recall.id, recall);
    },
    find: async (itemId, kind) =>
      recalls
        .all()
        .filter((one) => one.itemId === itemId && one.kind === kind)
        .toSorted((one, other) => (one.issuedAt < other.issuedAt ? -1 : 1))
        .at(-1),
    async openStop(itemId) {
      const said = recalls.all().filter((one) => one.itemId === itemId);
      const stops = said.filter(({ kind }) => kind === 'withhold');
      const releases = said.filter(({ kind }) => kind === 'release');
      // They alternate, so counting them needs no clock.
      return stops.length > releases.length ? stops.at(-1) : undefined;
    },
    correctionsOwed: async (itemId, partnerDid, heldVersion) =>
      recalls
        .all()
        .filter((one) => one.itemId === itemId && one.kind === 'correction' && one.version > heldVersion)
        .filter(({ id: recallId }) => !reaches.get(reachKey({ recallId, partnerDid })))
        .toSorted((one, other) => one.version - other.version),
    wasTold: async (recallId, partnerDid) => reaches.get(reachKey({ recallId, partnerDid })) !== undefined,
    async addReach({ recallId, partnerDid, entry: { ch, epoch, seq }, dueAt }) {
      const key = reachKey({ recallId, partnerDid });
      if (reaches.get(key)) return;
      const due = dueAt === undefined ? {} : { dueAt };
      reaches.set(key, { recallId, partnerDid, entry: { ch, epoch, seq }, state: 'written', ...due });
    },
    // Deadlines are chased by a worker of its own, which no simulated process runs.
    late: async () => [],
    async recordEscalation() {},
    tally: async () => ({ overdue: 0, refused: 0 }),
    async recordReceipt(receipt) {
      const named = reaches.all().filter((reach) => isNamed(reach, receipt));
      for (const reach of named) reaches.set(reachKey(reach), { ...reach, ...moved(reach.state, receipt) });
      return [...new Set(named.flatMap(({ recallId }) => recalls.get(recallId)?.itemId ?? []))];
    },
  };
}

function isNamed({ partnerDid, entry: { ch, epoch, seq } }: ReachRow, { partnerDid: by, entry }: Receipt) {
  return partnerDid === by && ch === entry.ch && epoch === entry.epoch && seq === entry.seq;
}

/** A receipt that comes late takes nothing back. */
function moved(from: ReachState, { state, at, refusalReason }: Receipt): Partial<ReachRow> {
  if (LAST.has(state))
    return { state, answeredAt: at, ...(refusalReason === undefined ? {} : { refusalReason }) };
  const isFurther = from === 'written' || from === 'fetched' || (state === 'seen' && from === 'received');
  return isFurther ? { state } : {};
}

/** Recalls that partners sent us. */
export function memoryNotices({ notices, noticesAnswered }: AgencyRows): NoticeStore {
  const change = (id: string, changes: Partial<Notice>): void => {
    const known = notices.get(id);
    if (known) notices.set(id, { ...known, ...changes });
  };
  return {
    late: async () => [],
    async recordEscalation() {},
    async add(notice) {
      notices.set(notice.id, notice);
    },
    find: async (id) => notices.get(id),
    lock: async (id) => notices.get(id),
    async answer(id, state, answeredAt, refusalReason) {
      change(id, { state, answeredAt, ...(refusalReason === undefined ? {} : { refusalReason }) });
    },
    async markSeen(id, seenAt) {
      if (notices.get(id)?.seenAt === undefined) change(id, { seenAt });
    },
    async attachItem(id, itemId) {
      change(id, { itemId });
    },
    lockOpen: async (partnerDid, guid) =>
      notices
        .all()
        .filter((one) => one.partnerDid === partnerDid && one.guid === guid && one.state === 'open')
        .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    ofEntry: async ({ ch, epoch, seq }) =>
      notices.all().find(({ entry }) => entry.ch === ch && entry.epoch === epoch && entry.seq === seq),
    async markReceiptSent(id) {
      if (noticesAnswered.get(id)) return false;
      noticesAnswered.set(id, true);
      return true;
    },
  };
}
