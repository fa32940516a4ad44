import { isOpenReach } from '#domain/correction/overdue.ts';
import type { Instant } from '#kernel/instant.ts';
import type { PassingOnStore } from '#ports/passing-on-store.ts';
import type { PassedOnCopies, Recall, RecallKind } from '#ports/recall-store.ts';
import type { AgencyRows, ReachRow } from './agency-rows.ts';

/** To whom people here pass partners' stories on. */
export function memoryPassingOn({ passings }: AgencyRows): PassingOnStore {
  return {
    ofItem: async (itemId) =>
      passings
        .all()
        .filter((one) => one.itemId === itemId)
        .toSorted((one, other) => (one.partnerDid < other.partnerDid ? -1 : 1)),
    async save(passing) {
      passings.set(`${passing.itemId} ${passing.partnerDid}`, passing);
    },
    itemIds: async () =>
      [
        ...new Set(
          passings
            .all()
            .filter(({ endedAt }) => endedAt === undefined)
            .map(({ itemId }) => itemId),
        ),
      ].toSorted(),
  };
}

/** What third parties have said who hold a partner's item by us; the rules of `src/store/passed-on-copies.ts`. */
export function memoryCopies(rows: AgencyRows): PassedOnCopies {
  return {
    countStopped: async (itemId) => holdersStopped(rows, itemId).length,
    countBehind: async (itemId, version) => holdersBehind(rows, itemId, version).length,
    answers: async (itemId, kind) =>
      toldOf(rows, itemId, kind)
        .toSorted(
          (one, other) =>
            compare(one.reach.partnerDid, other.reach.partnerDid) ||
            -compare(one.recall.issuedAt, other.recall.issuedAt),
        )
        .filter(({ reach }, index, all) => reach.partnerDid !== all[index - 1]?.reach.partnerDid)
        .map(({ reach: { partnerDid, state, answeredAt, refusalReason } }) => ({
          partnerDid,
          state,
          ...(answeredAt === undefined ? {} : { answeredAt }),
          ...(refusalReason === undefined ? {} : { refusalReason }),
          urls: [],
        })),
  };
}

/** Notices of a stop that nothing of ours stands against any more, here or at third parties, are applied: gives their names. */
export function applyStops(rows: AgencyRows, itemId: string, at: Instant): readonly string[] {
  if (holdersStopped(rows, itemId).length > 0) return [];
  const isKilled = rows.items.get(itemId)?.state === 'killed';
  const pages = rows.publications.all().filter((page) => page.itemId === itemId);
  const answered = rows.notices
    .all()
    .filter((one) => one.itemId === itemId && one.state === 'open')
    .filter(({ kind }) => kind === 'kill' || kind === 'withhold' || isKilled)
    .filter(({ kind }) =>
      pages.every(({ state }) => state === 'withdrawn' || (state === 'withheld' && kind === 'withhold')),
    );
  for (const notice of answered) rows.notices.set(notice.id, { ...notice, state: 'applied', answeredAt: at });
  return answered.map(({ id }) => id);
}

/** Third parties who have given no last word on a kill or a stop of a story that we passed on. */
function holdersStopped(rows: AgencyRows, itemId: string): readonly string[] {
  return rows.offers
    .all()
    .filter((one) => one.itemId === itemId)
    .filter(({ partnerDid, state }) => {
      if (state !== 'killed' && state !== 'withheld') return false;
      const kind = state === 'killed' ? 'kill' : 'withhold';
      const newest = recallsOf(rows, itemId, kind)
        .map(({ issuedAt }) => issuedAt)
        .toSorted()
        .at(-1);
      return !toldOf(rows, itemId, kind).some(
        ({ recall, reach }) =>
          recall.issuedAt === newest && reach.partnerDid === partnerDid && !isOpenReach(reach.state),
      );
    })
    .map(({ partnerDid }) => partnerDid);
}

/** Those who hold a version before this one and were not told that it was wrong, or have not answered. */
export function holdersBehind(rows: AgencyRows, itemId: string, version: number): readonly string[] {
  return rows.offers
    .all()
    .filter((one) => one.itemId === itemId && one.state !== 'killed')
    .filter((offer) => {
      const told = toldOf(rows, itemId, 'correction').filter(
        ({ reach }) => reach.partnerDid === offer.partnerDid,
      );
      return (
        (offer.version < version && !told.some(({ recall }) => recall.version >= version)) ||
        told.some(({ reach }) => isOpenReach(reach.state))
      );
    })
    .map(({ partnerDid }) => partnerDid);
}

type Told = { readonly recall: Recall; readonly reach: ReachRow };

function toldOf(rows: AgencyRows, itemId: string, kind: RecallKind): readonly Told[] {
  return recallsOf(rows, itemId, kind).flatMap((recall) =>
    rows.reaches
      .all()
      .filter(({ recallId }) => recallId === recall.id)
      .map((reach) => ({ recall, reach })),
  );
}

function recallsOf({ recalls }: AgencyRows, itemId: string, kind: RecallKind): readonly Recall[] {
  return recalls.all().filter((one) => one.itemId === itemId && one.kind === kind);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
