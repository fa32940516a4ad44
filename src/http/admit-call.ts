import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '#contract/endpoint.ts';
import { mayDo, PERMISSIONS } from '#contract/permissions.ts';
import type { Session } from '#domain/newsroom/session.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { admitKey, bearerOf } from './admit-key.ts';
import type { Door } from './door.ts';
import type { Refusal } from './problems.ts';

/**
 * Decides before a byte of the body is read whether this call may come in: where it comes from, who it is, whether it is
 * meant (C6), and whether one of the person's roles may do it, or a program's key. Each route asks for itself, never by a path's
 * prefix.
 */
export async function admitCall(
  endpoint: Pick<Endpoint, 'method' | 'permission' | 'keyScope'>,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  door: Door,
): Promise<Result<Session | undefined, Refusal>> {
  const isChange = endpoint.method !== 'GET';
  if (isChange && isCrossSite(request, door.publicOrigin)) return refuse({ code: 'cross-site-call' });
  const token = door.cookie.read(request);
  const key = bearerOf(request);
  if (key !== undefined) {
    // A key beside a cookie would leave it open by which of the two the call came in.
    if (token !== undefined) return refuse({ code: 'api-key-beside-session' });
    return admitKey(endpoint, { reply, token: key }, door);
  }
  const session = token === undefined ? undefined : await door.findSession(token, door.now());
  if (endpoint.permission === 'anonymous') return accept(session);
  if (!session) return refuse({ code: 'not-signed-in' });
  if (isChange && !isSame(request.headers['x-csrf-token'], session.csrf)) {
    return refuse({ code: 'csrf-token-missing' });
  }
  if (endpoint.permission !== 'signed-in' && !mayDo(session.roles, endpoint.permission)) {
    return refuse({ code: 'role-missing', roles: PERMISSIONS[endpoint.permission] });
  }
  return accept(session);
}

/**
 * Browsers send Origin with every changing call and Sec-Fetch-Site with every call; programs send neither and have no
 * cookie that another site could ride on.
 */
function isCrossSite(request: FastifyRequest, publicOrigin: string): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  return (origin !== undefined && origin !== publicOrigin) || (site !== undefined && site !== 'same-origin');
}

/** Compares digests, so that neither length nor a common beginning shows in the time it takes. */
function isSame(given: string | string[] | undefined, expected: string): boolean {
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
