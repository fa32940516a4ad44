import { plusSeconds } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { JobQueue } from '#ports/job-queue.ts';
import type { Clock } from '#ports/world.ts';
import type { Bell } from './bell.ts';

const EVERY_MS = 10 * 60_000;
/** A day to look at what was done, and when. */
export const KEEP_DONE_SECONDS = 24 * 3600;
/** A small transaction, so that nobody waits for it. */
const BATCH = 1000;

export type PurgeNeeds = {
  readonly queue: Pick<JobQueue, 'purge'>;
  readonly agencies: () => Promise<readonly Agency[]>;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly log: (line: { readonly what: string; readonly why?: string }) => void;
};

/** Now and every ten minutes removes what was done more than a day ago; what waits is never touched. */
export function purgeOutbox(needs: PurgeNeeds): { stop(): Promise<void> } {
  let stopping = false;
  async function purgeAll(): Promise<void> {
    for (const { id } of await needs.agencies()) while (!stopping && (await purgeSome(needs, id)) === BATCH);
  }
  async function keep(): Promise<void> {
    while (!stopping) {
      await purgeAll().catch((fault: unknown) =>
        needs.log({ what: 'purge-fault', why: fault instanceof Error ? fault.message : 'unknown' }),
      );
      if (!stopping) await needs.bell.wait('purge', EVERY_MS);
    }
  }
  const keeping = keep();
  return {
    async stop() {
      stopping = true;
      needs.bell.ring('purge');
      await keeping;
    },
  };
}

function purgeSome({ queue, clock }: PurgeNeeds, agencyId: string): Promise<number> {
  return queue.purge(agencyId, plusSeconds(clock.now(), -KEEP_DONE_SECONDS), BATCH);
}
