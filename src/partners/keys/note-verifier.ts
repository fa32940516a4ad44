import type { VerifyNote } from '#formats/tlog/checkpoint.ts';
import { checkPublicKey } from './public-key.ts';
import { ed25519Verifier } from './verifier.ts';

/** Checks signatures of notes as strictly as those of entries: a key of small order verifies nothing. */
export function noteVerifier(): VerifyNote {
  const verifier = ed25519Verifier();
  return (x, message, signature) => {
    const key = checkPublicKey(x);
    return key.ok && verifier.verify(key.value, message, signature);
  };
}
