import type { Agency } from '#domain/newsroom/agency.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';

/** The agency of a session; one that is not of this node is a fault. */
export async function agencyOf(agencies: Pick<AgencyDirectory, 'find'>, agencyId: string): Promise<Agency> {
  const agency = await agencies.find(agencyId);
  if (!agency) throw new Error(`a session names agency ${agencyId}, which is not of this node`);
  return agency;
}
