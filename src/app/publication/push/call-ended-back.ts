import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { agreementsAt } from '#app/agreement/read-records.ts';
import { removeBy } from '#app/publication/pages-due-down.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { PlacementStore } from '#ports/destination-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { orderOut } from './order-out.ts';

export type CallEndedBackNeeds = {
  readonly transact: Transact<{
    readonly placements: Pick<PlacementStore, 'providersUp' | 'wantedFrom' | 'lock' | 'save'>;
    readonly outbox: OutboxStore;
    readonly activities: ActivityStore;
    readonly useState: Pick<UseStateReader, 'agreements'>;
  }>;
};

/**
 * Calls back from other systems what their provider's ended agreement lets no copy of stay, once the last tail is over. A page of
 * our own waits for a person, who names its readers a reason; in another system nobody would see that it is due. Gives how many.
 */
export async function callEndedBack(
  { transact }: CallEndedBackNeeds,
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
): Promise<number> {
  return transact(agency.id, async (stores) => {
    const { placements, useState } = stores;
    const providers = await placements.providersUp();
    if (providers.length === 0) return 0;
    const agreements = await agreementsAt(useState, at);
    const ended = providers.filter((provider) => {
      const by = removeBy(agreements, { provider, actor: agency.did, at });
      return by !== undefined && by <= at;
    });
    let count = 0;
    for (const provider of ended)
      for (const { id } of await placements.wantedFrom(provider)) {
        const placement = await placements.lock(id);
        if (!placement) continue;
        await orderOut(stores, placement, { at, why: 'agreement-ended' });
        count += 1;
      }
    return count;
  });
}
