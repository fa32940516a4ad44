import { LATE_SETTING } from '#kernel/destination-kind.ts';
import type { DestinationStore } from '#ports/destination-store.ts';
import type { Job } from '#ports/outbox-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Clock } from '#ports/world.ts';
import { tellSystem, type SystemTools } from './tell-system.ts';

export type TellLateNeeds = SystemTools & {
  readonly transact: Transact<{ readonly destinations: Pick<DestinationStore, 'find'> }>;
  readonly clock: Clock;
};

/** Tells a webhook that a partner is late, or that we are; one that is gone, or does not want to know any more, is told nothing. */
export async function tellLate(
  needs: TellLateNeeds,
  agencyId: string,
  { destinationId, messageId, data }: Extract<Job, { readonly topic: 'tell-late' }>['payload'],
): Promise<'done' | { readonly again: string }> {
  const system = await needs.transact(agencyId, ({ destinations }) => destinations.find(destinationId));
  if (system?.settings[LATE_SETTING] !== 'yes') return 'done';
  const at = needs.clock.now();
  const { outcome, answer } = await tellSystem(needs, system, {
    type: 'recall.overdue',
    messageId,
    data,
    at,
  });
  return outcome === 'failed' ? { again: answer.slice(0, 300) } : 'done';
}
