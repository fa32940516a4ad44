import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES } from '#contract/permissions.ts';
import { startSession } from '#domain/newsroom/session.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { openLexicon } from '#formats/lexicon/open-lexicon.ts';
import { termKey } from '#formats/lexicon/term-key.ts';
import { instantOf } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { blobFiles } from '#store/blob-files.ts';
import { openStores } from '#store/open-stores.ts';
import { storyReads } from '#store/reads/story.ts';
import { wireReads } from '#store/reads/wire.ts';
import { transactWith } from '#store/transact.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeServer } from '../server.ts';
import { sayProvenance } from '#domain/item/provenance.ts';
import type { ReadProvenance } from '#ports/provenance.ts';
import { topicReads } from '#store/reads/topics.ts';
import { mountPictures } from './picture.ts';
import { mountTopics } from './topics.ts';
import { mountWire } from './wire.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const PNG = Buffer.from('\x89PNG\r\n\x1a\nand so on', 'latin1');
const PEOPLE = [systemIds.uuid(), systemIds.uuid()] as const;
let provenance: Awaited<ReturnType<ReadProvenance>> = accept(undefined);
let database: TestDatabase;
let desk: TestNewsroom;
let server: FastifyInstance;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  desk = await testNewsroom(database, AT);
  folder = await mkdtemp(join(tmpdir(), 'pactwire-desk-'));
  const { db } = database.app;
  const session = { agencyId: desk.agencyId, roles: ROLES, csrf: 'c' };
  server = await makeServer({
    publicOrigin: 'http://localhost:4100',
    now: () => AT,
    async findSession(token) {
      const personId = PEOPLE[token.replaceAll('-', '') === 'you' ? 1 : 0];
      return /^(?:me|you)-/.test(token) ? startSession({ ...session, personId }, 'account', AT) : undefined;
    },
    checkReplies: true,
  });
  const may = { ok: true } as const;
  const lexicon = openLexicon(new TextEncoder().encode(`${termKey('cầu', 'vi')}\t大桥=0.800|桥=0.200\n`));
  mountWire(server, {
    lexiconsFor: async () => ({ find: (from, to) => (from === 'vi' && to === 'zh' ? lexicon : undefined) }),
    wire: wireReads(db),
    agencies: agencyDirectory(db),
    judgeFree: async (_agency, ids) => ids,
    inAsides: transactWith(database.app.db, openStores),
    stories: storyReads(db),
    judgeStory: async () => ({
      rights: { clauses: [] },
      may: { take: may, translate: may, adapt: may, publish: may, correct: may, withhold: may, kill: may },
    }),
  });
  mountTopics(server, { topics: topicReads(db) });
  mountPictures(server, {
    stories: storyReads(db),
    readPicture: ({ agencyId }, digest) => blobFiles(folder).read(agencyId, digest),
    readProvenance: async () => provenance,
  });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

function call(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload?: object,
  token = 'me'.padEnd(43, '-'),
) {
  const { name } = server.door.cookie;
  return server.inject({
    method,
    url,
    headers: { cookie: `${name}=${token}`, 'x-csrf-token': 'c' },
    ...(payload ? { payload } : {}),
  });
}

test('the topics to choose from come with the house, retired ones not among them, and who named them is said', async () => {
  const answer = await call('GET', '/api/topics');
  expect(answer.json()).toMatchObject({ release: '2026-07-02', imported: false });
  const topics: { code: string; ours: string[]; broader: string[]; name: object }[] = answer.json().topics;
  expect(topics.find(({ code }) => code === 'medtop:20000418')).toEqual({
    code: 'medtop:20000418',
    name: { vi: 'biến đổi khí hậu', 'zh-Hans': '气候变化', en: 'climate change' },
    ours: ['vi'],
    broader: ['medtop:06000000'],
  });
  expect(topics.some(({ code }) => code === 'medtop:20000167')).toBe(false);
  expect((await call('GET', '/api/topics', undefined, 'nobody'.padEnd(43, '-'))).statusCode).toBe(401);
});

test('wire, story and picture keep the contract’s promises, and the picture goes with the story', async () => {
  const digest = await blobFiles(folder).put(desk.agencyId, PNG);
  await desk.within(({ blobs }) =>
    blobs.record([{ digest, mediaType: 'image/png', sizeBytes: PNG.length }], AT),
  );
  const renditions = [
    { role: 'web', href: 'https://w.example/p.png', mediaType: 'image/png', width: 640, digest },
  ];
  const id = await desk.own({
    guid: 'urn:p',
    embargoEndAt: AT,
    subjects: [{ code: 'medtop:03000000', broader: [] }],
    associations: [{ guid: 'urn:pic', newsType: 'picture', caption: 'River', renditions }],
  });
  const wire = await call('GET', '/api/wire?q=river&from=own&limit=10');
  const picture = `/desk-media/${id}/${encodeURIComponent(digest)}`;
  expect(wire.json()).toMatchObject({ total: 1, stories: [{ id, thumbnail: picture }] });
  const story = await call('GET', `/api/stories/${id}`);
  expect(story.json()).toMatchObject({ pictures: [{ url: picture, caption: 'River', width: 640 }] });

  const shown = await call('GET', picture);
  expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/png']);
  expect(shown.headers).toMatchObject({
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(shown.rawPayload).toEqual(PNG);
  expect((await call('GET', picture, undefined, 'x'.repeat(43))).statusCode).toBe(401);

  const credentials = `/api/stories/${id}/pictures/${encodeURIComponent(digest)}/provenance`;
  expect((await call('GET', credentials)).json()).toMatchObject({
    state: 'not-signed',
    sentence: { en: 'The picture has no Content Credentials: not signed.' },
  });
  provenance = accept({
    state: 'changed',
    claimGenerator: 'Kestrel K-2',
    signedBy: { name: 'Photo Desk' },
    actions: [{ action: 'c2pa.created' }],
    ingredients: [],
    failures: ['assertion.dataHash.mismatch'],
  });
  expect((await call('GET', credentials)).json()).toEqual({
    state: 'changed',
    sentence: sayProvenance(provenance.value),
    claimGenerator: 'Kestrel K-2',
    actions: ['c2pa.created'],
    ingredients: [],
  });
  provenance = refuse({ code: 'provenance-unreadable', detail: 'broken' });
  expect((await call('GET', credentials)).json()).toMatchObject({ state: 'unreadable', actions: [] });
  await desk.kill({ provider: 'did:web:wire.example', guid: 'urn:p' });
  expect((await call('GET', picture)).statusCode).toBe(404);
  expect((await call('GET', credentials)).statusCode).toBe(404);
  expect((await call('GET', `/api/stories/${id}`)).json()).toMatchObject({
    badges: ['killed'],
    pictures: [],
  });
});

test('what is no story and what is another’s cannot be told apart', async () => {
  const other = await testNewsroom(database, AT);
  const theirs = await other.own({ guid: 'urn:theirs' });
  const answers = await Promise.all(
    [theirs, systemIds.uuid()].map((id) => call('GET', `/api/stories/${id}`)),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
  const digest = nodeHash.sha256(PNG);
  expect((await call('GET', `/desk-media/${theirs}/${encodeURIComponent(digest)}`)).statusCode).toBe(404);
  expect((await call('GET', '/desk-media/x/y')).statusCode).toBe(404);
});

test('a question is also asked in other languages; the answer says by which words, and a term can be kept as it was typed', async () => {
  await desk.own({ guid: 'urn:bridge', language: 'zh-Hans', headline: '岘港大桥', body: ['通车。'] });
  const ask = async (query: string) => (await call('GET', `/api/wire?${query}`)).json();
  expect(await ask(`q=${encodeURIComponent('cầu mới')}`)).toMatchObject({
    stories: [{ headline: '岘港大桥' }],
    soughtAs: [{ language: 'zh', term: 'cầu', as: ['大桥', '桥'], own: [] }],
  });
  expect(await ask(`q=${encodeURIComponent('cầu mới')}&asTyped=${encodeURIComponent('cầu')}`)).toMatchObject({
    stories: [],
    soughtAs: [],
  });
  expect((await ask('from=own')).soughtAs).toEqual([]);
});

test('a name is found in Chinese stories as it is typed in Latin letters, also without marks, and by no lexicon', async () => {
  const headline = '黎文雄抵达首都';
  await desk.own({ guid: 'urn:name', language: 'zh-Hans', headline, body: ['今天。'] });
  await desk.own({ guid: 'urn:namesake', language: 'zh-Hans', headline: '黎立雄抵达首都', body: ['今天。'] });
  for (const name of ['Lê Văn Hùng', 'le van hung', 'Li Wenxiong', '黎文雄']) {
    const { stories } = (await call('GET', `/api/wire?q=${encodeURIComponent(name)}`)).json();
    expect([name, stories[0]?.headline]).toEqual([name, headline]);
  }
});

test('what a person puts aside is left out for them alone, found among what they put aside, and put back', async () => {
  for (const [at, id] of PEOPLE.entries())
    await database.migrator.db
      .insertInto('person')
      .values({ id, email: `person${at}@wire.example`, name: 'Lan', language: 'vi', created_at: AT })
      .execute();
  const id = await desk.own({ guid: 'urn:aside', headline: 'To be put aside' });
  const put = (aside: string, story = id) => call('PUT', '/api/wire/aside', { storyIds: [story], aside });
  const has = async (aside: string, token?: string) => {
    const { stories } = (await call('GET', `/api/wire?q=aside${aside}`, undefined, token)).json();
    return stories.some((one: { readonly id: string }) => one.id === id);
  };
  expect((await put('later')).json()).toEqual({ done: true });
  expect([await has(''), await has('&aside=hide'), await has('&aside=later')]).toEqual([true, false, true]);
  expect(await has('&aside=hide', 'you'.padEnd(43, '-'))).toBe(true);
  await put('not-for-us');
  expect([await has('&aside=later'), await has('&aside=not-for-us')]).toEqual([false, true]);
  await put('none');
  expect([await has('&aside=hide'), await has('&aside=not-for-us')]).toEqual([true, false]);
  expect((await put('later', systemIds.uuid())).statusCode).toBe(404);
});

test('several stories are judged in one call; one that is not there is left out, and too many or none are refused', async () => {
  const ids = [
    await desk.own({ guid: 'urn:judged-1', headline: 'One' }),
    await desk.own({ guid: 'urn:judged-2', headline: 'Two' }),
  ];
  const asked = [...ids, systemIds.uuid(), ...ids];
  const { stories } = (await call('GET', `/api/wire/judged?ids=${asked.join(',')}`)).json();
  expect(stories).toEqual(ids.map((id) => ({ id, isTaken: false, take: { ok: true } })));
  const tooMany = Array.from({ length: 101 }, () => systemIds.uuid()).join(',');
  for (const wrong of [tooMany, '-'.repeat(36), ids.join(' ')])
    expect((await call('GET', `/api/wire/judged?ids=${encodeURIComponent(wrong)}`)).statusCode).toBe(400);
});
