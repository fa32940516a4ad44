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

/** The did:web of the agency at the root of a node; a port is percent-encoded (did:web method, §3.1). */
export function rootDidOf(baseUrl: string): string {
  return `did:web:${new URL(baseUrl).host.replace(':', '%3A')}`;
}

/** Is this the DID of an agency of that node: of its root, or of `/agencies/<slug>`? */
export function isDidOfNode(did: string, baseUrl: string): boolean {
  const root = rootDidOf(baseUrl);
  return did === root || (did.startsWith(`${root}:agencies:`) && /:agencies:[a-z0-9-]{1,60}$/.test(did));
}
