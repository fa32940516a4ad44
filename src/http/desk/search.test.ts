import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendHooks, systemsDue } from '#app/alert/send-hooks.ts';
import { startSession } from '#domain/newsroom/session.ts';
import type { Role } from '#domain/newsroom/role.ts';
import { alertHook } from '#engines/destinations/alert-hook.ts';
import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { makeSeal } from '#engines/seal.ts';
import { systemIds } from '#engines/world.ts';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { alertDesk, type AlertDesk } from '#tests/town/alert-desk.ts';
import { listeningSystem, type ListeningSystem } from '#tests/town/listening-system.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { PARTNER, testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { checkPush } from '../push/push-signature.ts';
import { makeServer } from '../server.ts';
import { mountAlerts } from './alert.ts';
import { mountSearches } from './search.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ALL = [{ operand: 'language', operator: 'eq', values: ['en'] }] as const;

let database: TestDatabase;
let server: FastifyInstance;
let system: ListeningSystem;
let desk: TestNewsroom;
let alerts: AlertDesk;
let seat: { personId: string; roles: readonly Role[] };
let now: Instant = AT;
const seal = makeSeal(new Uint8Array(32));

beforeAll(async () => {
  database = await testDatabase();
  system = await listeningSystem();
});
afterAll(async () => {
  await system.close();
  await database.drop();
});
beforeEach(async () => {
  now = AT;
  desk = await testNewsroom(database, AT);
  alerts = await alertDesk(database, desk, AT);
  await desk.receive(ALL);
  seat = { personId: await alerts.person('minh'), roles: ['chief'] };
  system.heard.length = 0;
  system.answers(() => ({ status: 200, body: '{}' }));
  server = await makeServer({
    publicOrigin: 'http://localhost:4100',
    now: () => now,
    findSession: async () => startSession({ ...seat, agencyId: desk.agencyId, csrf: 'c' }, 'account', now),
    checkReplies: true,
  });
  const needs = { ...alerts.needs, alertReads: alerts.reads, agencies: agencyDirectory(database.app.db) };
  mountSearches(server, {
    ...needs,
    ...alerts.looking,
    lexiconsFor: async () => ({ find: () => undefined }),
  });
  mountAlerts(server, needs);
  return () => server.close();
});

async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) {
  const answer = await server.inject({
    method,
    url: path,
    headers: { 'x-csrf-token': 'c', origin: 'http://localhost:4100' },
    cookies: { [server.door.cookie.name]: 't'.repeat(43) },
    ...(body ? { payload: body } : {}),
  });
  return { status: answer.statusCode, json: answer.json() };
}

const AT_ONCE = { schedule: { kind: 'at-once' }, byMail: false, paused: false };
const search = (over: object = {}) => ({
  name: 'Floods',
  folder: 'Disasters',
  scope: 'agency',
  question: { q: 'flood', from: 'partners' },
  ...over,
});

test('a question that the wire does not understand is not saved, nor hours off the quarter, nor a time zone that is none', async () => {
  expect((await call('POST', '/api/searches', search({ question: { whatever: '1' } }))).status).toBe(400);
  const question = { q: 'lũ '.repeat(300) };
  const { id } = (await call('POST', '/api/searches', search())).json.search;
  for (const [method, path] of [
    ['POST', '/api/searches'],
    ['PUT', `/api/searches/${id}`],
    ['POST', '/api/searches/trial'],
  ] as const) {
    const body = path.endsWith('trial') ? { question } : search({ question });
    expect((await call(method, path, body)).json.code).toBe('question-too-long');
  }
  const following = { ...AT_ONCE, schedule: { kind: 'hours', hours: ['07:10'] } };
  expect((await call('POST', '/api/searches', { ...search(), following })).status).toBe(400);
  const settings = { timeZone: 'Mars/Base', takenByMail: true };
  expect((await call('PUT', '/api/me/alerts', settings)).status).toBe(400);
  expect((await call('GET', '/api/me/alerts')).json).toEqual({
    timeZone: 'Asia/Ho_Chi_Minh',
    takenByMail: true,
  });
});

test('a personal search is there for nobody else; one of the agency is followed by all and changed by editors', async () => {
  const own = (await call('POST', '/api/searches', search({ scope: 'personal', name: 'Mine' }))).json.search
    .id;
  const shared = (await call('POST', '/api/searches', { ...search(), following: AT_ONCE })).json.search.id;
  seat = { personId: await alerts.person('hoa'), roles: ['translator'] };
  const { searches } = (await call('GET', '/api/searches')).json;
  expect(searches).toMatchObject([{ id: shared, mayChange: false, followers: 1 }]);
  expect((await call('PUT', `/api/searches/${own}/following`, AT_ONCE)).json.code).toBe('search-unknown');
  expect((await call('DELETE', `/api/searches/${own}`)).json.code).toBe('search-unknown');
  expect((await call('PUT', `/api/searches/${shared}`, search({ name: 'x' }))).json.code).toBe(
    'search-of-others',
  );
  expect((await call('POST', '/api/searches', search())).json.code).toBe('search-of-others');
  const private_ = (await call('POST', '/api/searches', search({ scope: 'personal' }))).json.search.id;
  // What a translator keeps for themselves they may not make everybody's.
  expect((await call('PUT', `/api/searches/${private_}`, search())).json.code).toBe('search-of-others');
  expect((await call('PUT', `/api/searches/${shared}/following`, AT_ONCE)).status).toBe(200);
  seat = { personId: await alerts.person('lan'), roles: ['editor'] };
  expect(
    (await call('PUT', `/api/searches/${shared}`, search({ name: 'Flood watch' }))).json.search,
  ).toMatchObject({
    name: 'Flood watch',
    followers: 2,
  });
});

test('a search of the agency stays with all but by its keeper’s word, and a deleted one is neither changed nor followed', async () => {
  const shared = (await call('POST', '/api/searches', search())).json.search.id;
  const keeper = seat;
  seat = { personId: await alerts.person('lan'), roles: ['editor'] };
  const personal = search({ scope: 'personal' });
  expect((await call('PUT', `/api/searches/${shared}`, personal)).json.code).toBe('search-of-others');
  seat = keeper;
  expect((await call('PUT', `/api/searches/${shared}`, personal)).json.search.scope).toBe('personal');
  expect((await call('POST', `/api/searches/${shared}/restore`)).json.code).toBe('search-unknown');
  await call('DELETE', `/api/searches/${shared}`);
  expect((await call('PUT', `/api/searches/${shared}`, personal)).json.code).toBe('search-unknown');
  expect((await call('PUT', `/api/searches/${shared}/following`, AT_ONCE)).json.code).toBe('search-unknown');
});

test('a trial finds what the search would have told in the last seven days, and nothing under an embargo', async () => {
  await desk.received({ guid: 'now', headline: 'Flood now' });
  await desk.received({ guid: 'secret', headline: 'Flood later', embargoEndAt: plusSeconds(AT, 600) });
  const eightDaysAgo = plusSeconds(AT, -8 * 86_400);
  await desk.received({ guid: 'old', headline: 'Flood before' }, { at: eightDaysAgo });
  const trial = await call('POST', '/api/searches/trial', { question: { q: 'flood' } });
  expect([
    trial.json.days,
    trial.json.total,
    trial.json.stories.map((one: { headline: string }) => one.headline),
  ]).toEqual([7, 1, ['Flood now']]);
});

test('alerts are read one by one or all at once, and are one person’s own', async () => {
  await call('POST', '/api/searches', { ...search(), following: AT_ONCE });
  for (const guid of ['a', 'b', 'c']) await desk.received({ guid, headline: `Flood ${guid}` });
  await alerts.look(AT);
  const [first] = (await call('GET', '/api/alerts')).json.alerts;
  await call('PUT', '/api/alerts/read', { id: first.id });
  expect((await call('GET', '/api/alerts/unread')).json.unread).toBe(2);
  const minh = seat;
  seat = { personId: await alerts.person('lan'), roles: ['editor'] };
  await call('PUT', '/api/alerts/read', { until: plusSeconds(AT, 60) });
  expect((await call('GET', '/api/alerts')).json).toMatchObject({ alerts: [], unread: 0 });
  seat = minh;
  expect((await call('GET', '/api/alerts/unread')).json.unread).toBe(2);
  await call('PUT', '/api/alerts/read', { until: AT });
  expect((await call('GET', '/api/alerts')).json.unread).toBe(0);
});

test('a webhook is signed, says nothing before the embargo ends, is tried again until it arrives, and keeps its log', async () => {
  const id = (await call('POST', '/api/searches', search())).json.search.id;
  const destinationId = systemIds.uuid();
  const place = `${system.origin}/hook`;
  const sealedSecret = seal.seal(SECRET, destinationId);
  await desk.within(({ destinations }) =>
    destinations.add({
      id: destinationId,
      name: 'CMS',
      kind: 'webhook',
      place,
      settings: {},
      sealedSecret,
      state: 'active',
      addedAt: AT,
    }),
  );
  const hook = { destinationId, schedule: { kind: 'at-once' } };
  expect((await call('PUT', `/api/searches/${id}/hook`, hook)).status).toBe(200);
  await desk.received({ guid: 'a', headline: 'Flood a', embargoEndAt: plusSeconds(AT, 60) });
  const send = async (seconds: number) => {
    now = plusSeconds(AT, seconds);
    await alerts.look(now);
    const needs = {
      ...alerts.needs,
      alertHook: alertHook({ fetch: guardedFetcher().fetch, allowHosts: [system.host] }),
      unsealSecret: (sealed: string, destination: string) => seal.open(sealed, destination),
      clock: { now: () => now },
    };
    for (const due of await systemsDue(needs, alerts.agency, now))
      await sendHooks(needs, { agency: alerts.agency, destinationId: due }, () => true);
  };
  await send(0);
  await send(59);
  expect(system.heard).toEqual([]);
  system.answers(() => ({ status: 503, body: `busy ${SECRET}` }));
  await send(60);
  await send(61);
  expect(system.heard).toHaveLength(1);
  system.answers(() => ({ status: 200, body: 'ok' }));
  await send(66);
  await send(3600);
  expect(system.heard).toHaveLength(2);
  const [first, second] = system.heard;
  expect(first?.headers['webhook-id']).toBe(second?.headers['webhook-id']);
  const body = JSON.parse(second?.body ?? '');
  expect(body).toMatchObject({
    type: 'alert.stories',
    data: { stories: [{ guid: 'a', headline: 'Flood a', what: 'new', because: ['Floods'] }] },
  });
  const signed = { headers: second?.headers ?? {}, body: Buffer.from(second?.body ?? '') };
  expect(checkPush(signed, SECRET, plusSeconds(AT, 66))).toMatchObject({ ok: true });
  const { posts } = (await call('GET', '/api/alert-hooks')).json;
  expect(posts).toMatchObject([
    {
      system: 'CMS',
      stories: 1,
      attempts: [
        { outcome: 'done', status: 200 },
        { outcome: 'failed', status: 503, answer: 'busy …' },
      ],
    },
  ]);
  await desk.kill({ provider: PARTNER, guid: 'a' });
  await send(3590);
  const told = JSON.parse(system.heard.at(-1)?.body ?? '').data.stories[0];
  expect([told.what, told.headline, told.publicReason]).toEqual(['killed', undefined, 'Not so']);
  // What stays away is tried for ever; the list tells the last attempts.
  for (let number = 2; number < 30; number += 1)
    await desk.within(({ alerts: store }) =>
      store.settlePost(
        { ...posts[0], attempts: number },
        { outcome: 'failed', answer: `no ${number}` },
        { at: now },
      ),
    );
  const listed = (await call('GET', '/api/alert-hooks')).json.posts;
  const { tried, attempts } = listed.find(({ id: one }: { id: string }) => one === posts[0].id);
  expect([tried, attempts.length, attempts[0].answer, attempts[19].answer]).toEqual([
    30,
    20,
    'no 29',
    'no 10',
  ]);
});
