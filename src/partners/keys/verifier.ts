import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { publicJwk } from '#formats/envelope/key-document.ts';
import type { PublicKey, Verifier } from '#ports/keys.ts';
import { isSmallOrder } from './public-key.ts';

const MAX_CACHED_KEYS = 1_000;

/**
 * Verifies Ed25519 with node:crypto, as strictly on every OpenSSL: an R of small order, which 3.0 accepts and 3.5
 * does not, is refused here, as ed25519-dalek's `verify_strict` does. Importing a key costs as much as a check, so
 * key objects are kept.
 */
export function ed25519Verifier(): Verifier {
  const cache = new Map<PublicKey, KeyObject>();
  return {
    verify: (key, message, signature) => {
      if (signature.length !== 64 || isSmallOrder(signature.subarray(0, 32))) return false;
      return verify(null, message, keyObjectOf(key, cache), signature);
    },
  };
}

function keyObjectOf(key: PublicKey, cache: Map<PublicKey, KeyObject>): KeyObject {
  const known = cache.get(key);
  if (known) return known;
  // Oldest out: a Map keeps the order of insertion (I24).
  for (const oldest of cache.keys()) {
    if (cache.size < MAX_CACHED_KEYS) break;
    cache.delete(oldest);
  }
  const made = createPublicKey({ key: publicJwk(key), format: 'jwk' });
  cache.set(key, made);
  return made;
}
