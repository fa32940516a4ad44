import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '#contract/endpoint.ts';
import { ENDPOINTS } from '#contract/endpoints.ts';
import { KEY_SCOPES, PERMISSIONS, ROLES, type Permission, type Role } from '#contract/permissions.ts';
import { DOOR_ORIGIN, keyTokenOf, testDoors, tokenOf } from '#tests/town/test-doors.ts';

type Principal = Role | 'none' | 'anonymous';
const PRINCIPALS: readonly Principal[] = ['anonymous', 'none', ...ROLES];

let server: FastifyInstance;
beforeAll(async () => {
  server = await testDoors();
});
afterAll(() => server.close());

/** Who may do what, written out by hand a second time: a slip in contract/permissions.ts shows as a difference (T04). */
const BY_HAND: Readonly<Record<Permission, string>> = {
  'read-wire': 'viewer editor translator coordinator chief administrator',
  'take-story': 'editor chief',
  translate: 'editor translator chief',
  'confirm-restrictions': 'editor chief',
  publish: 'editor chief',
  'ask-override': 'editor chief',
  'answer-override': 'coordinator chief',
  'open-overrides': 'chief administrator',
  'correct-own': 'editor chief',
  'kill-own': 'chief',
  'run-drill': 'editor chief',
  'answer-notice': 'editor chief',
  'draft-agreement': 'coordinator chief',
  'record-fulfilment': 'coordinator chief',
  'approve-agreement': 'coordinator chief',
  'sign-agreement': 'chief',
  'send-signing-link': 'coordinator chief',
  'set-signing-rule': 'chief administrator',
  'manage-partners': 'coordinator chief administrator',
  'manage-sources': 'chief administrator',
  'manage-destinations': 'chief administrator',
  'manage-agency': 'administrator',
  'manage-people': 'administrator',
  'manage-keys': 'administrator',
  'manage-api-keys': 'administrator',
};

function expected(endpoint: Endpoint, principal: Principal): 'reached' | 'not-signed-in' | 'role-missing' {
  if (endpoint.permission === 'anonymous') return 'reached';
  if (principal === 'anonymous') return 'not-signed-in';
  if (endpoint.permission === 'signed-in') return 'reached';
  return BY_HAND[endpoint.permission].split(' ').includes(principal) ? 'reached' : 'role-missing';
}

const OF_ADMINISTRATORS: ReadonlySet<string> = new Set(['manage-people', 'manage-api-keys']);

/** Somebody who may: only the site or the token can be what is wrong. */
function insider(endpoint: Endpoint): Role {
  return OF_ADMINISTRATORS.has(endpoint.permission) ? 'administrator' : 'chief';
}

const ID = '0190c1a0-0000-7000-8000-000000000001';

function call(endpoint: Endpoint, headers: Record<string, string | undefined>) {
  const given = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return server.inject({
    method: endpoint.method,
    url: endpoint.path.replace(/:\w+/g, ID),
    headers: {
      ...Object.fromEntries(given),
      ...(endpoint.body ? { 'content-type': 'application/json' } : {}),
    },
    ...(endpoint.body ? { payload: '{}' } : {}),
  });
}

function headersOf(principal: Principal): Record<string, string> {
  if (principal === 'anonymous') return { origin: DOOR_ORIGIN };
  return {
    origin: DOOR_ORIGIN,
    cookie: `__Host-pactwire-4100=${tokenOf(principal)}`,
    'x-csrf-token': `csrf-${principal}`,
  };
}

/** The handler says `person-unknown`; a body or query that it cannot use is refused after admission, so it was reached. */
function outcomeOf(code: unknown): string {
  return code === 'person-unknown' || code === 'input-invalid' ? 'reached' : String(code);
}

test('the table of permissions is the one that was agreed', () => {
  const table = Object.entries(PERMISSIONS).map(([name, roles]) => [name, roles.toSorted()]);
  const byHand = Object.entries(BY_HAND).map(([name, roles]) => [name, roles.split(' ').toSorted()]);
  expect(table).toEqual(byHand);
});

test('the list of endpoints has every path once and none twice', () => {
  const doors = ENDPOINTS.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`);
  expect(new Set(doors).size).toBe(doors.length);
  expect(doors.length).toBeGreaterThanOrEqual(45);
});

describe.each(ENDPOINTS)('$name', ({ endpoint }) => {
  test('lets in exactly those whose role may (T04)', async () => {
    const cells = await Promise.all(
      PRINCIPALS.map(async (principal) => {
        const response = await call(endpoint, headersOf(principal));
        return [principal, outcomeOf(response.json().code)];
      }),
    );
    expect(cells).toEqual(PRINCIPALS.map((principal) => [principal, expected(endpoint, principal)]));
  });
});

/** What programs may do with a key of each scope, by hand; all else is for people. */
const BY_KEY: Readonly<Record<string, readonly string[]>> = {
  'read-wire': ['listWire', 'readStory', 'listTopics'],
  'read-partners': ['listPartnerNames'],
};

test.each(KEY_SCOPES)('a key for %s opens those endpoints and no other (T04)', async (scope) => {
  const headers = { origin: DOOR_ORIGIN, authorization: `Bearer ${keyTokenOf(scope)}` };
  const cells = await Promise.all(
    ENDPOINTS.map(async ({ name, endpoint }) => {
      const answer = await call(endpoint, headers);
      return { name, outcome: outcomeOf(answer.json().code) };
    }),
  );
  const reached = cells.flatMap(({ name, outcome }) => (outcome === 'reached' ? [name] : []));
  expect(reached.toSorted()).toEqual([...(BY_KEY[scope] ?? [])].toSorted());
  const refused = cells.filter(({ outcome }) => outcome !== 'reached');
  expect(new Set(refused.map(({ outcome }) => outcome))).toEqual(new Set(['api-key-not-enough']));
});

test('what programs may call changes nothing, so a key needs no token against other sites', () => {
  const open = ENDPOINTS.filter(({ endpoint }) => endpoint.keyScope !== undefined);
  expect(open.filter(({ endpoint }) => endpoint.method !== 'GET')).toEqual([]);
});

const CHANGES = ENDPOINTS.filter(({ endpoint }) => endpoint.method !== 'GET');

describe.each(CHANGES)('$name', ({ endpoint }) => {
  test('is refused to every other site (T13)', async () => {
    const good = headersOf(insider(endpoint));
    const bad = [
      { ...good, origin: 'https://evil.test' },
      { ...good, origin: 'null' },
      { ...good, origin: 'http://localhost:4101' },
      { ...good, origin: 'https://localhost:4100' },
      { ...good, 'sec-fetch-site': 'cross-site' },
      { ...good, 'sec-fetch-site': 'same-site' },
      { ...good, origin: undefined, 'sec-fetch-site': 'cross-site' },
    ];
    const codes = await Promise.all(bad.map(async (headers) => (await call(endpoint, headers)).json().code));
    expect(codes).toEqual(bad.map(() => 'cross-site-call'));
    const meant = { ...good, 'sec-fetch-site': 'same-origin' };
    expect(outcomeOf((await call(endpoint, meant)).json().code)).toBe('reached');
  });
});

const SIGNED_IN = CHANGES.filter(({ endpoint }) => endpoint.permission !== 'anonymous');

describe.each(SIGNED_IN)('$name', ({ endpoint }) => {
  test('is refused without the session’s own token (T13)', async () => {
    const good = headersOf(insider(endpoint));
    const tokens = [undefined, '', 'csrf-editor', 'csrf-chie', `${good['x-csrf-token']}x`];
    const codes = await Promise.all(
      tokens.map(async (token) => {
        const response = await call(endpoint, { ...good, 'x-csrf-token': token });
        return response.json().code;
      }),
    );
    expect(codes).toEqual(tokens.map(() => 'csrf-token-missing'));
  });
});

test('a route that names no door keeps the server from starting (T04)', async () => {
  const open = await testDoors();
  expect(() => open.route({ method: 'GET', url: '/api/secret', handler: async () => 'x' })).toThrow(
    'names no door',
  );
  await open.close();
});

test('every route under /api belongs to an endpoint of the contract', () => {
  const known = new Set(ENDPOINTS.map(({ endpoint }) => endpoint));
  const strays = server.mountedRoutes.filter(
    ({ url, endpoint }) => url.startsWith('/api/') && !(endpoint && known.has(endpoint)),
  );
  expect(strays).toEqual([]);
});
