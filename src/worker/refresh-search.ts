import type { Clock } from '#ports/world.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Bell } from './bell.ts';

const EVERY_MS = 15 * 60_000;

/**
 * Counts anew, now and every quarter of an hour, which words are common among an agency's stories; searching ranks by it
 * (store/search-shares.ts). A failed count leaves the last one standing.
 */
export function refreshSearch(needs: {
  readonly agencyIds: () => Promise<readonly string[]>;
  readonly refresh: (agencyId: string, at: Instant) => Promise<void>;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly log: (line: { readonly what: string; readonly why?: string }) => void;
}): { stop(): Promise<void> } {
  let stopping = false;
  async function refreshAll(): Promise<void> {
    for (const agencyId of await needs.agencyIds()) await needs.refresh(agencyId, needs.clock.now());
  }
  async function keep(): Promise<void> {
    while (!stopping) {
      await refreshAll().catch((fault: unknown) =>
        needs.log({ what: 'search-fault', why: fault instanceof Error ? fault.message : 'unknown' }),
      );
      // A ring during the count was heard by nobody.
      if (!stopping) await needs.bell.wait('search', EVERY_MS);
    }
  }
  const keeping = keep();
  return {
    async stop() {
      stopping = true;
      needs.bell.ring('search');
      await keeping;
    },
  };
}
