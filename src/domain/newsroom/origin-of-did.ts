import type { Agency } from './agency.ts';

/** The did:web of the agency at the root of an address, `scheme://host[:port]`; a port is percent-encoded (did:web method §3.1). */
export function didOfOrigin(origin: string): Agency['did'] {
  return `did:web:${origin.slice(origin.indexOf('//') + 2).replace(':', '%3A')}`;
}

/**
 * Where an agency is reached: the host that its did:web names, by the scheme of the node that it lives on. Several
 * addresses may lead to one node, so this need not be the node's own. Source: did:web method §3.2, ADR 0051.
 */
export function originOfDid(did: Agency['did'], nodeOrigin: string): string {
  const [, , host = ''] = did.split(':');
  return `${nodeOrigin.slice(0, nodeOrigin.indexOf('//'))}//${host.replace('%3A', ':')}`;
}
