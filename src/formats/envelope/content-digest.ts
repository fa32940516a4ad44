import { parseDigest, type Digest } from '#kernel/digest.ts';
import { fromUrlAlphabet, toUrlAlphabet } from './signature-input.ts';

/** A `Content-Digest` field of one SHA-256 (RFC 9530 §2). */
export function printContentDigest(digest: Digest): string {
  return `sha-256=:${fromUrlAlphabet(digest.slice('sha-256:'.length))}=:`;
}

/**
 * The SHA-256 that a `Content-Digest` field claims; undefined when it claims none, or more than one thing.
 * Other algorithms are not read: a weaker one beside it would be a choice for the attacker.
 */
export function parseContentDigest(field: string): Digest | undefined {
  const spelt = /^sha-256=:([A-Za-z0-9+/]{43})=:$/.exec(field.trim());
  return spelt?.[1] === undefined ? undefined : parseDigest(`sha-256:${toUrlAlphabet(spelt[1])}`);
}
