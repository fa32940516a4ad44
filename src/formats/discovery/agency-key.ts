import { isJsonObject, type Json } from '#kernel/json.ts';

/** A public key as another node tells it, looked at by nobody yet; `x` is base64url (RFC 8037 §2). */
export type ToldKey = {
  readonly kid: string;
  readonly role: 'sign' | 'http' | 'recovery';
  readonly x: string;
};

/** An agency has a few keys: a handful in use and the old ones. */
export const MAX_KEYS = 16;

const FRAGMENT = /^[A-Za-z0-9._-]{1,64}$/;

/** The name of a key of this agency: its DID and a fragment; a key in another's name is refused. */
export function readKid(value: Json | undefined, did: string): string | undefined {
  if (typeof value !== 'string' || !value.startsWith(`${did}#`)) return undefined;
  return FRAGMENT.test(value.slice(did.length + 1)) ? value : undefined;
}

/** The raw public key of an Ed25519 JWK; whether it is a point that may be trusted, `checkPublicKey` says. */
export function readJwk(value: Json | undefined): string | undefined {
  if (!isJsonObject(value) || 'd' in value) return undefined;
  const { kty, crv, x } = value;
  return kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string' && x.length === 43 ? x : undefined;
}
