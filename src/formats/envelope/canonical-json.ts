import canonicalize from 'canonicalize';
import type { Json } from '#kernel/json.ts';

/**
 * The one spelling of a JSON value that two parties can build independently: agreements and objects (RFC 8785).
 * Entries are signed as written and never pass through here. Lone surrogates and numbers that are none are faults.
 */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value without a JSON spelling has no canonical form');
  return text;
}
