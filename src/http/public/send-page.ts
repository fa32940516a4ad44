import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CachedPage } from './page-cache.ts';

/** When a reader may ask again while nothing is shown. */
export const HELD_SECONDS = 30;
export const HTML = 'text/html; charset=utf-8';

/**
 * Sends a page, or 304 when the reader has this version. Every cache must ask each time, so that a withdrawn page is gone
 * everywhere with the next request; the validator says nothing beyond the page's own version (I12).
 */
export function sendPage(request: FastifyRequest, reply: FastifyReply, page: CachedPage): FastifyReply {
  const tag = `W/"${page.version}"`;
  reply.header('cache-control', 'public, no-cache');
  if (page.status === 200) {
    reply.header('etag', tag);
    if (hasTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  }
  return reply.code(page.status).type(page.type).send(page.body);
}

/** RFC 9110 §13.1.2, weak comparison. */
function hasTag(header: string | undefined, tag: string): boolean {
  const opaque = tag.replace('W/', '');
  return (header ?? '')
    .split(',')
    .some((one) => one.trim() === '*' || one.trim().replace('W/', '') === opaque);
}
