import { plusSeconds } from '#kernel/instant.ts';
import type { JobQueue } from '#ports/job-queue.ts';
import type { LookNeeds } from './for-each-agency.ts';
import { keepDoing, type Running } from './keep-doing.ts';

const EVERY_MS = 10 * 60_000;
/** A day to look at what was done, and when. */
export const KEEP_DONE_SECONDS = 24 * 3600;
/** A small transaction, so that nobody waits for it. */
const BATCH = 1000;

export type PurgeNeeds = LookNeeds & { readonly queue: Pick<JobQueue, 'purge'> };

/** Now and every ten minutes removes what was done more than a day ago; what waits is never touched. */
export function purgeOutbox(needs: PurgeNeeds): Running {
  return keepDoing(needs, { name: 'purge', everyMs: EVERY_MS }, async ({ isStopping }) => {
    for (const { id } of await needs.agencies())
      while (!isStopping() && (await purgeSome(needs, id)) === BATCH);
  });
}

function purgeSome({ queue, clock }: PurgeNeeds, agencyId: string): Promise<number> {
  return queue.purge(agencyId, plusSeconds(clock.now(), -KEEP_DONE_SECONDS), BATCH);
}
