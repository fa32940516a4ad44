import { createHash, generateKeyPairSync, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';

/** One Ed25519 key of an agency that the kit plays. */
export type OwnKey = { readonly kid: string; readonly x: string; readonly privateKey: KeyObject };

export function makeKey(kid: string): OwnKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key without x');
  return { kid, x, privateKey };
}

/** `sha-256:` and 43 characters of base64url (pxp-1, Entry). */
export function digestOf(bytes: string | Uint8Array): string {
  return `sha-256:${createHash('sha256').update(bytes).digest('base64url')}`;
}

/** RFC 7638: what two people compare. */
export function thumbprintOf(x: string): string {
  return createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
}

/** The id of the direction from one agency to another (pxp-1, Channel). */
export function channelOf(publisher: string, subscriber: string): string {
  const hash = createHash('sha256').update(`pactwire-channel/1\n${publisher}\n${subscriber}\n`);
  return `ch_${hash.digest('base64url').slice(0, 32)}`;
}

/** UUID of version 7. */
export function newUuid(at = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = 0x70 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function signBytes(key: OwnKey, message: string): Buffer {
  return sign(null, Buffer.from(message), key.privateKey);
}

/** Does the signature hold under the raw public key `x`? */
export function holds(x: string, message: string, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.from(message), key, signature);
}
