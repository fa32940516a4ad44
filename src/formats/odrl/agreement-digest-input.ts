import canonicalize from 'canonicalize';
import type { JsonObject } from '#kernel/json.ts';

/**
 * The text both sides sign: the document in RFC 8785 (JCS) form; its UTF-8 bytes are hashed and signed.
 * The digest of an agreement is `sha-256:` and base64url of SHA-256 over these bytes.
 */
export function agreementDigestInput(document: JsonObject): string {
  const text = canonicalize(document);
  if (text === undefined) throw new TypeError('an object always has a canonical form');
  return text;
}
