import type { Signatory } from '#app/agreement/agreement-needs.ts';
import type { Instant } from '#kernel/instant.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';

export type SignedInCall = {
  readonly agencyId: string;
  readonly session: { readonly personId: string };
  readonly at: Instant;
};

/** Who acts for which of our agencies in this call. */
export async function signatoryOf(
  { agencies }: { readonly agencies: AgencyDirectory },
  { agencyId, session, at }: SignedInCall,
): Promise<Signatory & { readonly personId: string }> {
  const agency = await agencies.find(agencyId);
  if (!agency) throw new Error(`a session names an agency that is not here: ${agencyId}`);
  return { agency, personId: session.personId, at };
}
