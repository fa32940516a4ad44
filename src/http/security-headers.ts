import type { FastifyReply } from 'fastify';
import { PORTAL_STYLE_SOURCE, ROOM_STYLE_SOURCE } from './public/style-source.ts';

/** What a route is, and so which policy its answers carry. A route that does not say so cannot be mounted. */
export type DoorKind =
  | 'desk-api'
  | 'assistant'
  | 'desk-app'
  | 'portal'
  | 'room'
  | 'media'
  | 'node'
  | 'push'
  | 'operation';

const CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const CONTENT_POLICY: Readonly<Record<DoorKind, (nonce: string) => string>> = {
  'desk-api': () => CLOSED,
  assistant: () => CLOSED,
  'desk-app': (nonce) =>
    [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "frame-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
  // Pages of the node itself with plain forms: nothing runs and nothing is fetched.
  room: () =>
    [
      "default-src 'none'",
      `style-src ${ROOM_STYLE_SOURCE}`,
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
  portal: () =>
    [
      "default-src 'none'",
      "img-src 'self'",
      `style-src 'self' ${PORTAL_STYLE_SOURCE}`,
      "font-src 'self'",
      "media-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
  // A foreign file that a browser opens by itself can neither run nor fetch anything (C5).
  media: () => `${CLOSED}; sandbox`,
  node: () => CLOSED,
  push: () => CLOSED,
  operation: () => CLOSED,
};

const FIXED: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), ' +
    'midi=(), payment=(), usb=(), browsing-topics=()',
};

/** Answers that nobody who comes after may find in a browser or a proxy. */
const NEVER_KEPT: ReadonlySet<DoorKind> = new Set(['desk-api', 'assistant', 'operation', 'room']);

/** The headers that every answer of a door carries, whatever its status (T13). */
export function securityHeaders(door: DoorKind, nonce: string): Record<string, string> {
  return {
    'content-security-policy': CONTENT_POLICY[door](nonce),
    // Other readers and nodes fetch feeds, pages and keys; nobody else's page may embed the rest.
    'cross-origin-resource-policy': door === 'portal' || door === 'node' ? 'cross-origin' : 'same-origin',
    ...FIXED,
    ...(NEVER_KEPT.has(door) ? { 'cache-control': 'no-store' } : {}),
  };
}

export function setSecurityHeaders(reply: FastifyReply, door: DoorKind, nonce: string): void {
  for (const [name, value] of Object.entries(securityHeaders(door, nonce))) reply.header(name, value);
}
