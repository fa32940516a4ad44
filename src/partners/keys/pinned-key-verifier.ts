import type { PartnerKey } from '#domain/newsroom/agency.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import type { PublicKey, Verifier } from '#ports/keys.ts';
import { checkPublicKey } from './public-key.ts';

const MAX_REMEMBERED = 1_000;

/**
 * Verifies under keys as they were pinned. Each is checked again before its first use, because a key in a database
 * is only a text; one that fails the check never verifies anything.
 */
export function pinnedKeyVerifier(verifier: Verifier): Verify<PartnerKey> {
  const checked = new Map<string, PublicKey | undefined>();
  return ({ jwk }, message, signature) => {
    if (!checked.has(jwk.x)) {
      // Rare enough to begin anew, bounded all the same (I24).
      if (checked.size >= MAX_REMEMBERED) checked.clear();
      const key = checkPublicKey(jwk.x);
      checked.set(jwk.x, key.ok ? key.value : undefined);
    }
    const key = checked.get(jwk.x);
    return key !== undefined && verifier.verify(key, message, signature);
  };
}
