import type { Digest } from '#kernel/digest.ts';
import { toBase64url } from '#formats/envelope/base64url.ts';
import type { Chance, Hash } from '#ports/world.ts';

export type TokenTools = { readonly chance: Chance; readonly hash: Hash };

const TOKEN_BYTES = 32;

/** A secret that is handed out once; only its hash is kept. */
export function newToken(chance: Chance): string {
  return toBase64url(chance.bytes(TOKEN_BYTES));
}

/** 256 random bits need no slow hash: nobody can try them out. */
export function hashToken(hash: Hash, token: string): Digest {
  return hash.sha256(new TextEncoder().encode(token));
}
