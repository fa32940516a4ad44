import type { DrillReach, DrillStore, TestStoryStore } from '#ports/drill-store.ts';
import { isOpenReach, OPEN_REACH, type ReachState } from '#domain/correction/overdue.ts';
import type { AgencyRows } from './agency-rows.ts';

/** Drills we ran, and how far each has come at each partner. */
export function memoryDrills({ drills, drillReaches }: AgencyRows): DrillStore {
  const keyOf = ({ drillId, partnerDid }: DrillReach): string => `${drillId} ${partnerDid}`;
  return {
    async start(drill) {
      drills.set(drill.id, drill);
    },
    find: async (id) => drills.get(id),
    openAt: async (partnerDid) =>
      drillReaches.all().find((one) => one.partnerDid === partnerDid && isOpenReach(one.state))?.drillId,
    async addReach(reach) {
      if (!drillReaches.get(keyOf(reach))) drillReaches.set(keyOf(reach), { ...reach, state: 'written' });
    },
    async recordReceipt({ partnerDid, ch, entryId, state }) {
      const rank = (one: ReachState): number => OPEN_REACH.findIndex((open) => open === one);
      for (const reach of drillReaches.all()) {
        if (reach.partnerDid !== partnerDid || reach.ch !== ch || reach.entryId !== entryId) continue;
        const moves = !isOpenReach(state) || (isOpenReach(reach.state) && rank(reach.state) < rank(state));
        if (moves) drillReaches.set(keyOf(reach), { ...reach, state });
      }
    },
  };
}

/** Test stories of partners' drills. */
export function memoryTestStories({ testStories }: AgencyRows): TestStoryStore {
  return {
    find: async (partnerDid, drillId) =>
      testStories.all().find((one) => one.partnerDid === partnerDid && one.drillId === drillId),
    async count(partnerDid, since) {
      const theirs = testStories.all().filter((one) => one.partnerDid === partnerDid);
      return {
        open: theirs.filter(({ clearedAt }) => clearedAt === undefined).length,
        recent: theirs.filter(
          ({ heldAt = '', killed }) => heldAt >= since || (killed !== undefined && killed.at >= since),
        ).length,
      };
    },
    lock: async (id) => testStories.get(id),
    async save(story) {
      testStories.set(story.id, story);
    },
  };
}
