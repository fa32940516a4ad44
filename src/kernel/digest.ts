import type { Brand } from '#kernel/brand.ts';

/** `sha-256:` and 43 characters of base64url: the name of exact bytes, as PXP/1 writes it. */
export type Digest = Brand<string, 'Digest'>;

const SHA_256 = /^sha-256:[A-Za-z0-9_-]{43}$/;

function isDigest(text: string): text is Digest {
  return SHA_256.test(text);
}

/** Reads a digest as PXP/1 writes it; undefined for any other text. */
export function parseDigest(text: string): Digest | undefined {
  return isDigest(text) ? text : undefined;
}
