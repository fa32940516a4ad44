import { didOfOrigin } from '#domain/newsroom/origin-of-did.ts';

/** `scheme://host[:port]` of a node: nothing behind it, in lower case. */
const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?$/;
const LOOPBACK = /^(?:localhost|127\.0\.0\.1)(?::\d{1,5})?(?:\/|$)/i;

/**
 * The base address of a node as a person wrote it; undefined when it is none. A missing scheme is https, or http on this
 * computer. A path, a query, a user name or an IPv6 address is refused: a did:web cannot be made of it.
 */
export function parseNodeAddress(text: string): string | undefined {
  const trimmed = text.trim();
  const url = trimmed.includes('://') ? trimmed : `${LOOPBACK.test(trimmed) ? 'http' : 'https'}://${trimmed}`;
  if (url.length > 300 || !URL.canParse(url)) return undefined;
  const { protocol, origin, host, pathname, search, hash, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  if (pathname !== '/' || `${search}${hash}${username}${password}` !== '') return undefined;
  return HOST.test(host) ? origin : undefined;
}

/** Is this the DID of an agency of that node: of its root, or of `/agencies/<slug>`? */
export function isDidOfNode(did: string, baseUrl: string): boolean {
  const root = didOfOrigin(baseUrl);
  return did === root || (did.startsWith(`${root}:agencies:`) && /:agencies:[a-z0-9-]{1,60}$/.test(did));
}
