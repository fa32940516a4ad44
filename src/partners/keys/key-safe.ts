import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import type { KeySafe, PublicKey, SealedKey, Signer } from '#ports/keys.ts';
import { checkPublicKey, thumbprintOf } from './public-key.ts';

const FORMAT = 'pactwire-sealed-key/1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MIN_SECRET_BYTES = 32;

/** Keeps private keys under the node's secret (32 bytes or more, from the configuration). */
export function keySafe(nodeSecret: Uint8Array): KeySafe {
  if (nodeSecret.length < MIN_SECRET_BYTES)
    throw new Error(`the node secret needs ${MIN_SECRET_BYTES} bytes`);
  const sealingKey = Buffer.from(hkdfSync('sha256', nodeSecret, '', FORMAT, 32));
  return {
    generate: (kid) => {
      const { privateKey } = generateKeyPairSync('ed25519');
      const publicKey = publicKeyOf(privateKey);
      const sealed = sealPrivateKey(sealingKey, kid, privateKey);
      return { sealed, publicKey, thumbprint: thumbprintOf(publicKey) };
    },
    open: (kid, sealed) => signerOf(kid, openPrivateKey(sealingKey, kid, sealed)),
  };
}

/** A signer over a key that is already open. */
export function signerOf(kid: string, privateKey: KeyObject): Signer {
  return { kid, sign: (message) => new Uint8Array(sign(null, message, privateKey)) };
}

/** nonce ‖ ciphertext ‖ tag of the PKCS #8 bytes, bound to format and kid so that no seal can stand for another. */
export function sealPrivateKey(sealingKey: Uint8Array, kid: string, privateKey: KeyObject): SealedKey {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(bindingOf(kid));
  const plain = privateKey.export({ type: 'pkcs8', format: 'der' });
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  plain.fill(0);
  const text = `v1.${sealed.toString('base64url')}`;
  if (!isSealed(text)) throw new Error('a seal starts with its version');
  return text;
}

export function openPrivateKey(sealingKey: Uint8Array, kid: string, sealed: string): KeyObject {
  if (!isSealed(sealed)) throw new Error(`not a sealed key: ${kid}`);
  const bytes = Buffer.from(sealed.slice('v1.'.length), 'base64url');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(bindingOf(kid)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const cipherText = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
    const plain = Buffer.concat([decipher.update(cipherText), decipher.final()]);
    return createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' });
  } catch (cause) {
    throw new Error(`the sealed key of ${kid} does not open with this node's secret`, { cause });
  }
}

function publicKeyOf(privateKey: KeyObject): PublicKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const checked = checkPublicKey(x ?? '');
  if (!checked.ok) throw new Error(`a fresh key pair was refused: ${checked.error.code}`);
  return checked.value;
}

function bindingOf(kid: string): Buffer {
  return Buffer.from(`${FORMAT}\n${kid}\n`);
}

function isSealed(text: string): text is SealedKey {
  return /^v1\.[A-Za-z0-9_-]{60,400}$/.test(text);
}
