import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Clock } from '#ports/world.ts';
import type { Bell } from './bell.ts';

export type LookNeeds = {
  readonly agencies: () => Promise<readonly Agency[]>;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly log: (line: { readonly what: string; readonly why?: string }) => void;
};

/** What is looked for; `name` rings it at once, and names its faults in the log. */
export type Look = {
  readonly name:
    | 'deadlines'
    | 'copies'
    | 'endings'
    | 'search-index'
    | 'waiting-words'
    | 'alerts'
    | 'alert-hooks'
    | 'chains'
    | 'memory'
    | 'vectors'
    | 'machine-texts';
  readonly everyMs: number;
  /** Does what is due, whatever was done before. */
  readonly atEach: (agency: Agency, at: Instant) => Promise<unknown>;
};

/** Looks now and again and again, at one agency after the other; a fault at one holds up no other. */
export function forEachAgency(needs: LookNeeds, { name, everyMs, atEach }: Look): { stop(): Promise<void> } {
  const { agencies, clock, bell, log } = needs;
  let stopping = false;
  const noteFault = (fault: unknown): void =>
    log({ what: `${name}-fault`, why: fault instanceof Error ? fault.message : 'unknown' });
  async function lookAtAll(): Promise<void> {
    for (const agency of await agencies()) if (!stopping) await atEach(agency, clock.now()).catch(noteFault);
  }
  async function keep(): Promise<void> {
    while (!stopping) {
      await lookAtAll().catch(noteFault);
      if (!stopping) await bell.wait(name, everyMs);
    }
  }
  const keeping = keep();
  return {
    async stop() {
      stopping = true;
      bell.ring(name);
      await keeping;
    },
  };
}
