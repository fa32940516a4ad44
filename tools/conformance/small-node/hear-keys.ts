import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { channelOf, holds } from '../keys.ts';
import { told } from '../told.ts';
import type { Does } from './deviation.ts';
import { readObject } from './read-json.ts';
import type { Known, PinnedKey, SmallStore } from './small-store.ts';

/** Whether a key is good for an entry at this position of its type (pxp-1, Keys). */
export function isGoodAt(key: PinnedKey, { type, seq }: JsonObject): boolean {
  if (key.role === 'recovery') return type === 'key.revoked';
  return Number(seq) >= (key.from ?? 0) && Number(seq) <= (key.until ?? Infinity);
}

/** Takes a change of keys in; false where it is not believed. Everything else is nothing of ours. */
export function hearKeys(store: SmallStore, from: Known, entry: JsonObject, signer: string): boolean {
  const { type, data } = entry;
  if (type !== 'key.rotated' && type !== 'key.revoked') return true;
  if (store.does('ignores-key-changes')) return true;
  const told = readChange(isJsonObject(data) ? data : {});
  const change = { ...told, entry, signer, isRevoked: type === 'key.revoked' };
  const old = from.keys.get(change.old) ?? firstOf(store, from);
  if (!old || !isBelieved(store, from, change)) return false;
  succeed(store, from, change, old);
  return true;
}

function firstOf({ does }: SmallStore, { keys }: Known): PinnedKey | undefined {
  return does('follows-any-key') ? keys.values().next().value : undefined;
}

function succeed(store: SmallStore, { keys, wanted }: Known, change: Heard, old: PinnedKey): void {
  const { entry, isRevoked, last, kid, x } = change;
  const at = Number(entry['seq']);
  if (!store.does('keeps-old-keys')) keys.set(change.old, { ...old, until: isRevoked ? last : at });
  if (isGone(store, old, isRevoked)) keys.delete(change.old);
  keys.set(kid, { role: old.role, x, from: at + 1 });
  if (!isRevoked || store.does('fetches-what-is-distrusted')) return;
  for (const [digest, seq] of wanted) if (seq > last) wanted.delete(digest);
}

type Told = ReturnType<typeof readChange>;

function readChange({ new: fresh, old, proof, last }: JsonObject) {
  const { kid, jwk } = asObject(fresh);
  return {
    kid: told(kid),
    x: told(asObject(jwk)['x']),
    old: told(asObject(old)['kid']),
    proof: told(proof),
    last: Number(asObject(last)['seq'] ?? Infinity),
  };
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

type Heard = Told & { readonly entry: JsonObject; readonly signer: string; readonly isRevoked: boolean };

function isBelieved({ does, did }: SmallStore, from: Known, heard: Heard): boolean {
  if (heard.isRevoked && !mayRevoke(does, from, heard)) return false;
  if (!isNew(does, from, heard)) return false;
  return isProven(heard, channelOf(from.did, did)) || does('takes-any-proof');
}

function mayRevoke(does: Does, { keys }: Known, { signer, last, entry }: Heard): boolean {
  const isByRecovery = keys.get(signer)?.role === 'recovery' || does('revokes-for-anybody');
  return isByRecovery && (last < Number(entry['seq']) || does('revokes-ahead'));
}

function isNew(does: Does, { did, keys }: Known, { kid, x }: Heard): boolean {
  if (does('names-keys-anyhow')) return true;
  const isPinned = [...keys.values()].some((key) => key.x === x);
  return kid.startsWith(`${did}#`) && !keys.has(kid) && (!isPinned || does('pins-a-key-twice'));
}

function isProven({ proof, kid, x, old, entry }: Heard, ch: string): boolean {
  const [head = '', body = '', tail = ''] = proof.split('.');
  const text = (part: string): string => Buffer.from(part, 'base64url').toString('utf8');
  const { kid: by, typ } = readObject(text(head)) ?? {};
  const said = readObject(text(body)) ?? {};
  const isOfThis = said['kid'] === kid && said['prevKid'] === old && said['ch'] === ch;
  const isHere = said['seq'] === entry['seq'] && by === kid && typ === 'pactwire-keyproof+jws';
  return isOfThis && isHere && holds(x, `${head}.${body}`, Buffer.from(tail, 'base64url'));
}

/** A request key has no position: it goes when it is revoked. */
function isGone({ does }: SmallStore, { role }: PinnedKey, isRevoked: boolean): boolean {
  if (role !== 'http') return false;
  return isRevoked ? !does('keeps-revoked-request-keys') : does('drops-old-request-keys');
}
