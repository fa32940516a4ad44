import { accept, refuse, type Result } from '#kernel/result.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ChainDeed, ChainLink, ChainStore } from '#ports/chain-store.ts';
import type { Transact } from '#ports/transaction.ts';

export type SayChainNeeds = {
  readonly transact: Transact<{ readonly chains: ChainStore; readonly activities: ActivityStore }>;
};

type By = ChainDeed & { readonly agencyId: string };

/** A person says that two stories tell the same event, or that they do not. Neither story is changed by it. */
export async function sayChain(
  needs: SayChainNeeds,
  by: By,
  link: ChainLink,
): Promise<{ readonly done: true }> {
  return needs.transact(by.agencyId, async ({ chains, activities }) => {
    await chains.say(link, by);
    const what = link.said === 'same-event' ? 'chain-confirmed' : 'chain-denied';
    await activities.record({ ...deed(by), what, subject: link.itemId, facts: { other: link.otherId } });
    return { done: true };
  });
}

/** Takes back what was said of two stories; what was said, and that it was taken back, stays to be read. */
export async function unsayChain(
  needs: SayChainNeeds,
  by: By,
  pair: Omit<ChainLink, 'said'>,
): Promise<Result<{ readonly done: true }, { readonly code: 'not-found' }>> {
  return needs.transact(by.agencyId, async ({ chains, activities }) => {
    if (!(await chains.unsay(pair, by))) return refuse({ code: 'not-found' });
    const facts = { other: pair.otherId };
    await activities.record({ ...deed(by), what: 'chain-undone', subject: pair.itemId, facts });
    return accept({ done: true });
  });
}

function deed({ personId, at }: By): ChainDeed {
  return { personId, at };
}
