import { agenciesAt } from '../asked-origin.ts';
import { makePageCache } from './page-cache.ts';
import { watchAgency } from './portal-agency.ts';
import type { PortalDoor } from './portal-needs.ts';

type Shared = Pick<PortalDoor, 'reads' | 'readLog' | 'counter' | 'isHeld'> & {
  readonly agencies: PortalDoor['directory'];
};

/** The portal at each address of ours: its agency, its pages in memory. An address has to be one that is known to be ours. */
export function portalDoors(
  { agencies, ...shared }: Shared,
  publicOrigin: string,
): (origin: string) => PortalDoor {
  const opened = new Map<string, PortalDoor>();
  return (origin) => {
    const known = opened.get(origin);
    if (known) return known;
    const directory = { list: async () => agenciesAt(await agencies.list(), origin, publicOrigin) };
    const { reads } = shared;
    const door = {
      ...shared,
      origin,
      directory,
      agencies: watchAgency(reads, directory),
      pages: makePageCache(),
    };
    opened.set(origin, door);
    return door;
  };
}
