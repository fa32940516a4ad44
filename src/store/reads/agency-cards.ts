import type { AgencyCard } from '#ports/reads/wire.ts';
import { toOwnership } from '../partners.ts';
import type { AgencyTransaction } from '../transact.ts';

/** The agencies an agency knows, itself included, by DID. */
export type AgencyCards = ReadonlyMap<string, AgencyCard>;

export async function readAgencyCards({ trx, agencyId }: AgencyTransaction): Promise<AgencyCards> {
  const partners = await trx
    .selectFrom('partner')
    .select(['did', 'name', 'ownership'])
    .where('agency_id', '=', agencyId)
    .execute();
  const own = await trx
    .selectFrom('agency')
    .select(['did', 'name', 'ownership'])
    .where('id', '=', agencyId)
    .execute();
  return new Map(
    [...partners, ...own].map(({ did, name, ownership }) => [
      did,
      { did, name, ownership: toOwnership(ownership) },
    ]),
  );
}

/** An agency we have no card of is shown by its DID; what it never declared is not guessed to be state or party. */
export function cardOf(cards: AgencyCards, did: string): AgencyCard {
  const name = { vi: did, 'zh-Hans': did, en: did };
  return cards.get(did) ?? { did, name, ownership: 'independent' };
}
