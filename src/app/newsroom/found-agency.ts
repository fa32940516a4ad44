import type { Instant } from '#kernel/instant.ts';
import type { Agency, KeyRole } from '#domain/newsroom/agency.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import type { AgencyStore } from '#ports/agency-store.ts';
import type { KeySafe } from '#ports/keys.ts';
import type { Transact } from '#ports/transaction.ts';

/** Sign for entries and agreements, http for requests, log for the transparency log: lost one by one, not together. */
const ROLES: readonly KeyRole[] = ['sign', 'http', 'log'];

/** Founds an agency with its first keys, in one transaction. Its DID is the name of its node (did:web). */
export async function foundAgency(
  needs: { readonly transact: Transact<{ readonly agencies: AgencyStore }>; readonly keySafe: KeySafe },
  agency: Agency,
  at: Instant,
): Promise<void> {
  await needs.transact(agency.id, async ({ agencies }) => {
    await agencies.add(agency, at);
    for (const role of ROLES) {
      const kid = `${agency.did}#${role}-1`;
      const key = needs.keySafe.generate(kid);
      await agencies.addKey({
        kid,
        role,
        jwk: publicJwk(key.publicKey),
        thumbprint: key.thumbprint,
        sealedPrivateKey: key.sealed,
        createdAt: at,
      });
    }
  });
}
