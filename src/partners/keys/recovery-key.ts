import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { RecoveryKey } from '#ports/keys.ts';
import { signerOf } from './key-safe.ts';
import { checkPublicKey, thumbprintOf } from './public-key.ts';

const FORMAT = 'pactwire-recovery-key-1';

/** A fresh recovery key, and the text of the file that its administrator takes away: the only place where it is. */
export function makeRecoveryKey(kid: string): { readonly key: RecoveryKey; readonly file: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const privatePart = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const file = `${JSON.stringify({ format: FORMAT, kid, privateKey: privatePart }, undefined, 2)}\n`;
  return { key: keyOf(kid, privateKey), file };
}

/** Reads such a file; undefined when it is none. */
export function openRecoveryKey(text: string): RecoveryKey | undefined {
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file !== 'object' || file === null || !('format' in file) || file.format !== FORMAT)
      return undefined;
    if (!('kid' in file) || !('privateKey' in file)) return undefined;
    const { kid, privateKey } = file;
    if (typeof kid !== 'string' || typeof privateKey !== 'string') return undefined;
    const key = createPrivateKey(privateKey);
    return key.asymmetricKeyType === 'ed25519' ? keyOf(kid, key) : undefined;
  } catch {
    return undefined; // no JSON, or no key: the caller says so
  }
}

function keyOf(kid: string, privateKey: KeyObject): RecoveryKey {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const checked = checkPublicKey(x);
  if (!checked.ok) throw new Error(`a recovery key was refused: ${checked.error.code}`);
  return { x, thumbprint: thumbprintOf(checked.value), signer: signerOf(kid, privateKey) };
}
