import { createPublicKey, verify } from 'node:crypto';
import type { VerifyPasskey } from '#ports/passkeys.ts';

/** Ed25519 over the message, ES256 (DER) and RS256 over its SHA-256: what authenticators in use can do (WebAuthn §6.5.5). */
export const verifyPasskey: VerifyPasskey = (jwk, message, signature) => {
  try {
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    return verify(jwk.kty === 'OKP' ? null : 'sha256', message, key, signature);
  } catch {
    // No point of the curve, no signature of this form: it does not hold.
    return false;
  }
};
