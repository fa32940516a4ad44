import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Instant } from '#kernel/instant.ts';

/**
 * Who calls, as far as a limit needs to know: a key that cannot be turned back into an address and means nothing
 * tomorrow. Never stored, never logged (I25).
 */
export type Visitor = {
  readonly key: string;
  /** The connection itself comes from this computer and nobody forwarded it. */
  readonly isLoopback: boolean;
};

export type VisitorKeys = { readonly keyOf: (address: string, at: Instant) => string };

/** Keys salted anew each UTC day; the salt lives in memory only. */
export function makeVisitorKeys(): VisitorKeys {
  let day = '';
  let salt = randomBytes(32);
  return {
    keyOf(address, at) {
      const today = at.slice(0, 10);
      if (today !== day) {
        day = today;
        salt = randomBytes(32);
      }
      return createHmac('sha256', salt).update(network(address)).digest('base64url');
    },
  };
}

export function visitorOf(request: FastifyRequest, keys: VisitorKeys, at: Instant): Visitor {
  return { key: keys.keyOf(request.ip, at), isLoopback: isLoopbackCall(request) };
}

/** A reverse proxy on this computer connects from loopback too, but it says for whom (RFC 7239). */
export function isLoopbackCall(request: FastifyRequest): boolean {
  const { headers } = request;
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in headers);
  return !isForwarded && isLoopbackAddress(request.socket.remoteAddress ?? '');
}

function isLoopbackAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return plain === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(plain);
}

/** One household has a whole /64 of IPv6 addresses; it counts as one visitor. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const middle = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array.from({ length: middle }, () => '0'), ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
