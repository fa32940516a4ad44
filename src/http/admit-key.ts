import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeySession } from '#app/newsroom/api-key/find-key-session.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import { mayDo, PERMISSIONS } from '#contract/permissions.ts';
import type { Session } from '#domain/newsroom/session.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Door } from './door.ts';
import { sayQuota } from './key-quota.ts';
import type { Refusal } from './problems.ts';

/**
 * The key of `Authorization: Bearer`; undefined where no program speaks: a proxy before the node may ask people for a
 * password of its own. Empty when it is no key.
 */
export function bearerOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined || !/^Bearer(?: |$)/i.test(authorization)) return undefined;
  return /^Bearer ([\w-]{1,200})$/i.exec(authorization)?.[1] ?? '';
}

/** Lets a program in by its key: proven, within its quota, and only where the contract says that keys may call. */
export async function admitKey(
  endpoint: Pick<Endpoint, 'permission' | 'keyScope'>,
  { reply, token }: { readonly reply: FastifyReply; readonly token: string },
  door: Door,
): Promise<Result<Session, Refusal>> {
  const at = door.now();
  const found = await door.findKey(token, at);
  if (!found) return refuse({ code: 'api-key-refused' });
  const count = door.keyQuota.count(found.keyId, at);
  sayQuota(reply, door.keyQuota, count, at);
  if (count.isExceeded) {
    const tooMany = { code: 'too-many-requests', retryAt: count.resetAt } as const;
    return refuse(tooMany);
  }
  return judgeScope(endpoint, found);
}

function judgeScope(
  { permission, keyScope }: Pick<Endpoint, 'permission' | 'keyScope'>,
  { scopes, session }: KeySession,
): Result<Session, Refusal> {
  if (keyScope === undefined || !scopes.includes(keyScope)) {
    const beyond = { code: 'api-key-not-enough', ...(keyScope ? { scope: keyScope } : {}) } as const;
    return refuse(beyond);
  }
  if (permission !== 'anonymous' && permission !== 'signed-in' && !mayDo(session.roles, permission)) {
    const missing = { code: 'role-missing', roles: PERMISSIONS[permission] } as const;
    return refuse(missing);
  }
  return accept(session);
}
