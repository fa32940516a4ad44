import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ROLES } from '#contract/permissions.ts';
import { startSession } from '#domain/newsroom/session.ts';
import { systemIds } from '#engines/world.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { openStores } from '#store/open-stores.ts';
import { chainReads } from '#store/reads/chain.ts';
import { storyReads } from '#store/reads/story.ts';
import { transactWith } from '#store/transact.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { PARTNER, testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { makeServer } from '../server.ts';
import { mountChains } from './chain.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const FLOOD = [
  'The river Han rose two metres in one night and flooded 1,200 houses in the old town, officials said on Monday.',
  'Soldiers brought 340 people to a school on the hill, where doctors waited for them with blankets and rice.',
];
let database: TestDatabase;
let desk: TestNewsroom;
let server: FastifyInstance;
let personId: string;
let agencyId: string;

beforeAll(async () => {
  database = await testDatabase();
  server = await makeServer({
    publicOrigin: 'http://localhost:4100',
    now: () => AT,
    findSession: async (token) =>
      token.startsWith('me')
        ? startSession({ personId, agencyId, roles: ROLES, csrf: 'c' }, 'account', AT)
        : undefined,
    checkReplies: true,
  });
  const { db } = database.app;
  const transact = transactWith(db, openStores);
  mountChains(server, { transact, stories: storyReads(db), chains: chainReads(db) });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  desk = await testNewsroom(database, AT);
  agencyId = desk.agencyId;
  personId = systemIds.uuid();
  await database.app.db
    .insertInto('person')
    .values({ id: personId, name: 'Lan', email: `${personId}@wire.example`, language: 'vi', created_at: AT })
    .execute();
});

const call = async (method: 'GET' | 'PUT' | 'DELETE', path: string, body?: object) => {
  const reply = await server.inject({
    method,
    url: `/api/stories/${path}`,
    headers: { cookie: `${server.door.cookie.name}=${'me'.padEnd(43, '-')}`, 'x-csrf-token': 'c' },
    ...(body ? { payload: body } : {}),
  });
  return { status: reply.statusCode, body: reply.json() };
};
const chain = async (id: string) => {
  const { body } = await call('GET', `${id}/chain`);
  return {
    stories: body.stories.map((one: { story: { id: string }; kind: string; road: boolean }) => [
      one.story.id,
      one.kind,
      one.road,
    ]),
    said: body.said,
  };
};
const at = (minutes: number) => ({ at: plusSeconds(AT, minutes * 60) });

test('a person says that two stories tell the same event, and takes it back; both stay to be read with who and when', async () => {
  const vi = await desk.own({ guid: 'vi', language: 'vi', headline: 'Lũ' }, at(1));
  const zh = await desk.own({ guid: 'zh', language: 'zh-Hans', headline: '洪水' }, at(2));
  expect((await call('PUT', `${vi}/chain/${zh}`, { said: 'same-event' })).status).toBe(200);
  expect((await chain(zh)).stories).toEqual([[vi, 'same-event', false]]);
  expect((await chain(vi)).said).toMatchObject([{ said: 'same-event', by: 'Lan', at: AT }]);

  expect((await call('DELETE', `${zh}/chain/${vi}`)).status).toBe(200);
  expect(await chain(vi)).toMatchObject({
    stories: [],
    said: [{ said: 'same-event', by: 'Lan', ended: { by: 'Lan', at: AT } }],
  });
  expect((await call('DELETE', `${zh}/chain/${vi}`)).status).toBe(404);
  await call('PUT', `${vi}/chain/${zh}`, { said: 'not-same-event' });
  expect((await chain(zh)).stories).toEqual([]);
  expect((await chain(zh)).said).toHaveLength(2);
});

test('a chain goes over roads and events, the oldest first, and tells of a story that was withdrawn', async () => {
  await desk.receive([]);
  const first = await desk.received({ guid: 'a', body: FLOOD }, at(1));
  const second = await desk.own({ guid: 'b', body: [...FLOOD, 'More follows.'] }, at(2));
  const vi = await desk.own({ guid: 'c', language: 'vi', headline: 'Lũ' }, at(3));
  await call('PUT', `${second}/chain/${vi}`, { said: 'same-event' });
  expect((await chain(vi)).stories).toEqual([
    [first, 'by-way', false],
    [second, 'same-event', false],
  ]);
  expect((await chain(second)).stories).toEqual([
    [first, 'near', true],
    [vi, 'same-event', false],
  ]);
  await desk.kill({ provider: PARTNER, guid: 'a' });
  const { body } = await call('GET', `${second}/chain`);
  expect(body.stories[0]).toMatchObject({
    kind: 'near',
    road: false,
    story: { badges: ['killed'], headline: '' },
  });
});

test('of a story that may not be seen nothing is told, nothing is said, and it joins no two (I12)', async () => {
  const seen = await desk.own({ guid: 'a', body: FLOOD });
  const before = await call('GET', `${seen}/chain`);
  const hidden = await desk.received({ guid: 'b', body: FLOOD });
  expect(await call('GET', `${seen}/chain`)).toEqual(before);
  const unknown = systemIds.uuid();
  for (const id of [hidden, unknown]) {
    expect((await call('GET', `${id}/chain`)).status).toBe(404);
    expect((await call('PUT', `${seen}/chain/${id}`, { said: 'same-event' })).status).toBe(404);
    expect((await call('DELETE', `${seen}/chain/${id}`)).status).toBe(404);
  }
  expect(await call('GET', `${seen}/chain`)).toEqual(before);
});
