import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Clock } from '#ports/world.ts';
import { keepDoing, type Kept, type KeepNeeds, type Running } from './keep-doing.ts';

export type LookNeeds = KeepNeeds & {
  readonly agencies: () => Promise<readonly Agency[]>;
  readonly clock: Clock;
};

/** What is looked for. */
export type Look = Kept & {
  readonly name:
    | 'deadlines'
    | 'copies'
    | 'endings'
    | 'archives'
    | 'search-index'
    | 'search'
    | 'alerts'
    | 'alert-hooks'
    | 'chains'
    | 'memory'
    | 'vectors'
    | 'machine-texts';
  /** Does what is due, whatever was done before. */
  readonly atEach: (agency: Agency, at: Instant) => Promise<unknown>;
};

/** Looks now and again and again, at one agency after the other; a fault at one holds up no other. */
export function forEachAgency(needs: LookNeeds, { atEach, ...look }: Look): Running {
  const { agencies, clock } = needs;
  return keepDoing(needs, look, async ({ isStopping, noteFault }) => {
    for (const agency of await agencies())
      if (!isStopping()) await atEach(agency, clock.now()).catch(noteFault);
  });
}
