import type { Instant } from '#kernel/instant.ts';
import type { Partner } from '#domain/newsroom/agency.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { areSameKeys } from './check-keys.ts';
import type { PartnerStores } from './invite-partner.ts';

export type ReceiveIntroductionNeeds = {
  readonly transact: Transact<PartnerStores>;
  readonly agencies: AgencyDirectory;
};

/** An agency that proved to hold the keys it names; `to` is the DID it wants to speak with. */
export type Introduced = Omit<Partner, 'state'> & { readonly to?: string };

/** Unanswered askers that one agency keeps; more are turned away until a person has looked (I24). */
const MOST_ASKING = 200;

/**
 * Somebody introduces itself. A stranger waits for a person; one whose keys we compared when we invited it is pinned; what
 * is pinned is never overwritten. The caller hears nothing of which it was, so that nobody learns who our partners are
 * (I12); keys that differ from pinned ones are noted.
 */
export async function receiveIntroduction(
  needs: ReceiveIntroductionNeeds,
  { to, ...introduced }: Introduced,
  at: Instant,
): Promise<void> {
  const agency = to === undefined ? (await needs.agencies.list())[0] : await needs.agencies.byDid(to);
  if (!agency || agency.did === introduced.did) return;
  await needs.transact(agency.id, async (stores) => {
    const known = await stores.partners.lock(introduced.did);
    if (!known || known.state === 'asking') return keepAsking(stores, known, introduced, at);
    const { did } = introduced;
    if (!areSameKeys(known.keys, introduced.keys)) {
      const thumbprints = introduced.keys.map(({ thumbprint }) => thumbprint);
      return stores.activities.record({
        at,
        what: 'introduction-keys-differ',
        subject: did,
        facts: { thumbprints },
      });
    }
    if (known.state === 'pinned') return;
    await stores.partners.save({ ...known, state: 'pinned' }, at);
    await stores.activities.record({ at, what: 'partner-pinned', subject: did });
  });
}

/** The newest introduction counts until a person has compared: whoever accepts names the keys that were compared. */
async function keepAsking(
  { partners, activities }: PartnerStores,
  known: Partner | undefined,
  introduced: Omit<Partner, 'state'>,
  at: Instant,
): Promise<void> {
  if (known && areSameKeys(known.keys, introduced.keys)) return;
  if (!known) {
    const asking = (await partners.list()).filter(({ state }) => state === 'asking');
    if (asking.length >= MOST_ASKING) return;
  }
  await partners.save({ ...introduced, state: 'asking' }, at);
  await activities.record({ at, what: 'partner-asking', subject: introduced.did });
}
