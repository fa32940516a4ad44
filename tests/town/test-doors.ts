import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { ENDPOINTS } from '#contract/endpoints.ts';
import { KEY_SCOPES, ROLES, type KeyScope, type Role } from '#contract/permissions.ts';
import { mount } from '#http/mount.ts';
import { makeServer, type ServerOptions } from '#http/server.ts';
import { startSession, type Session } from '#domain/newsroom/session.ts';
import { instantOf } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { faultsAloud } from './faults-aloud.ts';

export const DOOR_ORIGIN = 'http://localhost:4100';
export const DOOR_AT = instantOf(Date.UTC(2027, 0, 1, 8));

/** The token of a signed-in person with this one role; `none` is signed in and has no role. */
export function tokenOf(role: Role | 'none'): string {
  return role.padEnd(43, '-');
}

function sessionOf(token: string): Session | undefined {
  const role = token.replace(/-+$/, '');
  const roles = ROLES.filter((one) => one === role);
  if (roles.length === 0 && role !== 'none') return undefined;
  return startSession({ personId: role, agencyId: 'here', roles, csrf: `csrf-${role}` }, 'account', DOOR_AT);
}

/** The key of a program that may read this and nothing else. */
export function keyTokenOf(scope: KeyScope): string {
  return `key-of-${scope}`;
}

/** Takes anything JSON and gives it back: stands for the worst handler a corpus can meet. */
export const echo = endpoint({
  method: 'POST',
  path: '/x',
  permission: 'anonymous',
  summary: 'Echo',
  query: Type.Object({ q: Type.Optional(Type.String()) }),
  body: Type.Object({
    a: Type.Optional(Type.Unknown()),
    title: Type.Optional(Type.String({ maxLength: 10 })),
  }),
  reply: Type.Object({ a: Type.Optional(Type.Unknown()) }),
});

/** The endpoints of the whole contract behind the real doors, with handlers that only say that they were reached. */
export async function testDoors(options: Partial<ServerOptions> = {}): Promise<FastifyInstance> {
  const server = await makeServer({
    publicOrigin: DOOR_ORIGIN,
    now: () => DOOR_AT,
    findSession: async (token) => sessionOf(token),
    async findKey(token) {
      const scopes = KEY_SCOPES.filter((scope) => keyTokenOf(scope) === token);
      const session = sessionOf(tokenOf('viewer'));
      return scopes.length > 0 && session ? { keyId: token, scopes, session } : undefined;
    },
    keyCallsPerMinute: 100_000,
    log: faultsAloud,
    checkReplies: true,
    ...options,
  });
  for (const { endpoint: one } of ENDPOINTS) {
    mount(server, one, async () => refuse({ code: 'person-unknown' }));
  }
  mount(server, echo, async ({ body }) => accept(body));
  return server;
}
