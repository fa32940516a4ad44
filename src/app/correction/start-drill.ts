import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import { killDuty } from '#domain/agreement/kill-duty.ts';
import { agreementsAt } from '#app/agreement/read-records.ts';
import { appendEntries, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { Drill, DrillStore } from '#ports/drill-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

type Stores = AppendStores & {
  readonly activities: ActivityStore;
  readonly drills: DrillStore;
  readonly partners: PartnerStore;
  readonly useState: Pick<UseStateReader, 'agreements'>;
};

export type DrillNeeds = AppendTools & { readonly transact: Transact<Stores> };

export type DrillRefusal =
  | { readonly code: 'partner-not-pinned'; readonly did: string }
  | { readonly code: 'drill-open'; readonly did: string };

/**
 * Rehearses a kill with these partners: each is offered a test story and told at once to remove it, with the deadline that a
 * kill of ours would have there. No item is made, no leaf of the log, no recall: a drill leaves nothing that could be
 * published or counted as one. A partner that has not answered one gets no second.
 */
export async function startDrill(
  needs: DrillNeeds,
  by: { readonly agency: Agency; readonly personId: string; readonly at: Instant },
  partnerDids: readonly string[],
): Promise<Result<Drill, DrillRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    // Always in one order, so that two who start at once do not wait for each other.
    const dids = [...new Set(partnerDids)].toSorted();
    for (const did of dids) {
      const partner = await stores.partners.lock(did);
      if (partner?.state !== 'pinned') return refuse({ code: 'partner-not-pinned', did });
      if ((await stores.drills.openAt(did)) !== undefined) return refuse({ code: 'drill-open', did });
    }
    const { at, personId } = by;
    const drill = { id: needs.ids.uuid(), startedAt: at, personId };
    await stores.drills.start(drill);
    await stores.activities.record({ at, personId, what: 'drill-started', subject: drill.id });
    const agreements = await agreementsAt(stores.useState, at);
    for (const did of dids) await sendDrill(stores, needs, by, { drill, did, agreements });
    return accept(drill);
  });
}

async function sendDrill(
  stores: Stores,
  needs: DrillNeeds,
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  {
    drill,
    did,
    agreements,
  }: { readonly drill: Drill; readonly did: string; readonly agreements: CompiledAgreements },
): Promise<void> {
  const duty = killDuty(agreements, { giver: agency.did, holder: did, at });
  const due = duty === undefined ? {} : { dueAt: duty.dueAt };
  const under = duty === undefined ? [] : [duty.digest];
  const said = { partnerDid: did, agreements: under, data: { drill: drill.id } };
  const [, kill] = await appendEntries(stores, needs, { agency, at }, [
    { ...said, type: 'drill.offered' },
    {
      ...said,
      type: 'drill.killed',
      receipt: { receipt: 'applied', ...(duty === undefined ? {} : { by: duty.dueAt }) },
    },
  ]);
  if (!kill) throw new Error('a drill was written without its kill');
  const { ch, id: entryId } = kill;
  await stores.drills.addReach({ drillId: drill.id, partnerDid: did, ch, entryId, writtenAt: at, ...due });
}
