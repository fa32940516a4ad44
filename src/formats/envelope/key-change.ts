import type { Position } from '#kernel/position.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { readStrictJson } from './strict-json.ts';
import { publicJwk } from './key-document.ts';
import type { SignedText } from './compact-jws.ts';

/** What `key.rotated` says: which key takes the place of which, and the new one's own signature that it is there. */
export type KeyRotation = {
  readonly old: { readonly kid: string };
  readonly fresh: { readonly kid: string; readonly x: string };
  /** A compact JWS of use `pactwire-keyproof+jws`. */
  readonly proof: string;
};

/** What the new key signs: that it takes this place and no other. */
export type KeyProof = {
  readonly kid: string;
  readonly prevKid: string;
  readonly ch: string;
  readonly seq: number;
};

/** What `key.revoked` says beside: up to where the old key is trusted in this channel. */
export type KeyRevocation = KeyRotation & { readonly last: Position };

/** What `key.pledged` says: the key that may revoke others. */
export type KeyPledge = Omit<KeyRotation, 'old'>;

export function printPledge({ fresh, proof }: KeyPledge): JsonObject {
  return { new: { kid: fresh.kid, jwk: { ...publicJwk(fresh.x) } }, proof };
}

export function printRotation({ old, ...pledge }: KeyRotation): JsonObject {
  return { ...printPledge(pledge), old: { kid: old.kid } };
}

export function printRevocation({ last: { epoch, seq }, ...rotation }: KeyRevocation): JsonObject {
  return { ...printRotation(rotation), last: { epoch, seq } };
}

export function parsePledge({ new: fresh, proof }: JsonObject): KeyPledge | undefined {
  if (!isJsonObject(fresh) || typeof proof !== 'string') return undefined;
  const x = readJwk(fresh['jwk']);
  if (typeof fresh['kid'] !== 'string' || x === undefined) return undefined;
  return { fresh: { kid: fresh['kid'], x }, proof };
}

export function parseRotation(data: JsonObject): KeyRotation | undefined {
  const pledge = parsePledge(data);
  const { old } = data;
  if (!pledge || !isJsonObject(old) || typeof old['kid'] !== 'string') return undefined;
  return { ...pledge, old: { kid: old['kid'] } };
}

export function parseRevocation(data: JsonObject): KeyRevocation | undefined {
  const rotation = parseRotation(data);
  const { last } = data;
  if (!rotation || !isJsonObject(last)) return undefined;
  const { epoch, seq } = last;
  return isCount(epoch) && epoch > 0 && isCount(seq) ? { ...rotation, last: { epoch, seq } } : undefined;
}

export function printKeyProof({ kid, prevKid, ch, seq }: KeyProof): string {
  return JSON.stringify({ kid, prevKid, ch, seq });
}

/** Does a proof whose signature held say exactly this? */
export function isProofOf(payload: SignedText, { kid, prevKid, ch, seq }: KeyProof): boolean {
  const json = readStrictJson(payload);
  if (!json.ok || !isJsonObject(json.value)) return false;
  const said = json.value;
  return said['kid'] === kid && said['prevKid'] === prevKid && said['ch'] === ch && said['seq'] === seq;
}

/** The public key, and nothing private beside it. */
function readJwk(value: Json | undefined): string | undefined {
  if (!isJsonObject(value) || 'd' in value) return undefined;
  const { kty, crv, x } = value;
  return kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string' && x.length === 43 ? x : undefined;
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
