import type { Clock } from '#ports/world.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Bell } from './bell.ts';

const EVERY_MS = 1000;

/**
 * Looks every second which sources are due; a look does not wait for the reading that an earlier one began, so a feed that
 * hangs holds up nothing. The bell `sources` brings the next look forward.
 */
export function pollSources(needs: {
  readonly runDue: (at: Instant) => Promise<number>;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly log: (line: { readonly what: string; readonly why?: string }) => void;
}): { stop(): Promise<void> } {
  let stopping = false;
  const running = new Set<Promise<void>>();
  async function look(): Promise<void> {
    while (!stopping) {
      const run = needs.runDue(needs.clock.now()).then(
        () => undefined,
        (fault: unknown) =>
          needs.log({ what: 'sources-fault', why: fault instanceof Error ? fault.message : 'unknown' }),
      );
      running.add(run);
      void run.then(() => running.delete(run));
      await needs.bell.wait('sources', EVERY_MS);
    }
  }
  const looking = look();
  return {
    async stop() {
      stopping = true;
      needs.bell.ring('sources');
      await looking;
    },
  };
}
