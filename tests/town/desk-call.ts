import type { FastifyInstance } from 'fastify';
import { ROLES, type Role } from '#contract/permissions.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { startSession, type Session } from '#domain/newsroom/session.ts';
import type { Instant } from '#kernel/instant.ts';

const CSRF = 'csrf-of-the-town';
const TOKEN_LENGTH = 43;

/** The person who sits in a role's seat. */
export function personIn(role: Role): string {
  return `01931c2e-0000-7000-8000-00000000000${ROLES.indexOf(role)}`;
}

/** Whoever shows a token that begins with a role sits in that seat at the only agency of the node. */
export function seatOf(token: string, agencies: readonly Agency[], at: Instant): Session | undefined {
  const role = ROLES.find((one) => token === one.padEnd(TOKEN_LENGTH, '_'));
  const [agency] = agencies;
  if (!role || !agency) return undefined;
  return startSession(
    { personId: personIn(role), agencyId: agency.id, roles: [role], csrf: CSRF },
    'account',
    at,
  );
}

/** Calls the desk's API from a seat, as the browser does; an answer that breaks its contract is a fault. */
export async function callDesk(
  server: FastifyInstance,
  role: Role,
  call: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    readonly path: string;
    readonly body?: unknown;
  },
): Promise<{ readonly status: number; readonly json: Record<string, unknown> }> {
  const answer = await server.inject({
    method: call.method,
    url: call.path,
    headers: { 'x-csrf-token': CSRF },
    cookies: { [server.door.cookie.name]: role.padEnd(TOKEN_LENGTH, '_') },
    ...(call.body === undefined ? {} : { payload: JSON.parse(JSON.stringify(call.body)) }),
  });
  return { status: answer.statusCode, json: answer.json() };
}
