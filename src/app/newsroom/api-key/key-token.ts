import type { Chance, Hash } from '#ports/world.ts';
import type { Digest } from '#kernel/digest.ts';
import { hashToken, newToken } from '../secret-token.ts';

/** `pactwire_` with the id of the key, by which it is found, and the secret that proves it. */
const FORM = /^pactwire_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43})$/;

/** A token for a new key; only the hash of its secret is kept. */
export function newKeyToken(
  { chance, hash }: { readonly chance: Chance; readonly hash: Hash },
  id: string,
): { readonly token: string; readonly secretHash: Digest } {
  const secret = newToken(chance);
  return { token: `pactwire_${id.replaceAll('-', '')}_${secret}`, secretHash: hashToken(hash, secret) };
}

/** What a token says of itself; undefined when it is none of ours. */
export function readKeyToken(
  hash: Hash,
  token: string,
): { readonly id: string; readonly secretHash: Digest } | undefined {
  const parts = FORM.exec(token);
  const secret = parts?.[6];
  if (!parts || secret === undefined) return undefined;
  return { id: parts.slice(1, 6).join('-'), secretHash: hashToken(hash, secret) };
}
