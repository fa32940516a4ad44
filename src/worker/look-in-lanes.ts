import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import { forEachAgency, type Look, type LookNeeds } from './for-each-agency.ts';

export type LaneLook = Pick<Look, 'name' | 'everyMs'> & {
  /** The lanes of an agency in which something is due. */
  readonly lanesOf: (agency: Agency, at: Instant) => Promise<readonly string[]>;
  /** Does what is due in one lane; asked between two pieces of it, `goOn` says no once everything is to stop. */
  readonly work: (agency: Agency, lane: string, goOn: () => boolean) => Promise<unknown>;
};

/**
 * Looks again and again which lanes have something to do. Each works beside the others, so that what waits for a system that hangs holds
 * up nothing but what is for that system (I23); a lane that still works is left to it.
 */
export function lookInLanes(
  needs: LookNeeds,
  { name, everyMs, lanesOf, work }: LaneLook,
): { stop(): Promise<void> } {
  let stopping = false;
  const working = new Map<string, Promise<void>>();
  const noteFault = (fault: unknown): void =>
    needs.log({ what: `${name}-fault`, why: fault instanceof Error ? fault.message : 'unknown' });
  const begin = async (agency: Agency, lane: string): Promise<void> => {
    await work(agency, lane, () => !stopping).catch(noteFault);
    working.delete(keyOf(agency, lane));
  };
  const looking = forEachAgency(needs, {
    name,
    everyMs,
    async atEach(agency, at) {
      for (const lane of await lanesOf(agency, at)) {
        const key = keyOf(agency, lane);
        if (!stopping && !working.has(key)) working.set(key, begin(agency, lane));
      }
    },
  });
  return {
    async stop() {
      stopping = true;
      await looking.stop();
      await Promise.all(working.values());
    },
  };
}

function keyOf({ id }: Agency, lane: string): string {
  return `${id} ${lane}`;
}
