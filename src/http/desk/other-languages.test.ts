import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES } from '#contract/permissions.ts';
import { startSession } from '#domain/newsroom/session.ts';
import { systemIds } from '#engines/world.ts';
import { openLexicon } from '#formats/lexicon/open-lexicon.ts';
import { termKey } from '#formats/lexicon/term-key.ts';
import { instantOf } from '#kernel/instant.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { alikeStoryReads } from '#store/reads/alike-stories.ts';
import { storyReads } from '#store/reads/story.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { PARTNER, testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { makeServer } from '../server.ts';
import { mountOtherLanguages } from './other-languages.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const LEXICON = openLexicon(
  new TextEncoder().encode(`${termKey('cầu', 'vi')}\t大桥=1.000\n${termKey('lũ', 'vi')}\t洪水=1.000\n`),
);
const ABOUT_A_BRIDGE = { language: 'zh-Hans', headline: '洪水冲垮大桥', body: ['1200户受灾。'] } as const;
let database: TestDatabase;
let desk: TestNewsroom;
let neighbour: TestNewsroom;
let server: FastifyInstance;

beforeAll(async () => {
  database = await testDatabase();
  [desk, neighbour] = [await testNewsroom(database, AT), await testNewsroom(database, AT)];
  const session = { personId: systemIds.uuid(), agencyId: desk.agencyId, roles: ROLES, csrf: 'c' };
  server = await makeServer({
    publicOrigin: 'http://localhost:4100',
    now: () => AT,
    findSession: async (token) => (token.startsWith('me') ? startSession(session, 'account', AT) : undefined),
    checkReplies: true,
  });
  mountOtherLanguages(server, {
    agencies: agencyDirectory(database.app.db),
    stories: storyReads(database.app.db),
    alike: alikeStoryReads(database.app.db),
    lexiconsFor: async () => ({ find: (from, to) => (from === 'vi' && to === 'zh' ? LEXICON : undefined) }),
  });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const inOtherLanguages = (id: string) =>
  server.inject({
    url: `/api/stories/${id}/in-other-languages`,
    headers: { cookie: `${server.door.cookie.name}=${'me'.padEnd(43, '-')}` },
  });

test('a story is found in other languages among what the agency may see, with what both have in common', async () => {
  const story = await desk.own({
    guid: 'urn:vi',
    language: 'vi',
    headline: 'Lũ cuốn cầu',
    body: ['Lũ làm 1.200 nhà ngập.'],
  });
  await desk.own({ guid: 'urn:vi-2', language: 'vi-VN', headline: 'Lũ cuốn cầu', body: ['1.200 nhà ngập.'] });
  const alike = await desk.own({ guid: 'urn:zh', ...ABOUT_A_BRIDGE });
  await desk.own({ guid: 'urn:bridge', language: 'zh-Hans', headline: '大桥', body: ['通车。'] });
  await desk.own({ guid: 'urn:killed', ...ABOUT_A_BRIDGE });
  await desk.kill({ provider: 'did:web:wire.example', guid: 'urn:killed' });
  await desk.received({ guid: 'urn:out-of-sight', ...ABOUT_A_BRIDGE });
  const theirs = await neighbour.own({ guid: 'urn:theirs', ...ABOUT_A_BRIDGE });

  const answer = await inOtherLanguages(story);
  expect(answer.json()).toMatchObject({ alike: [{ story: { id: alike, headline: '洪水冲垮大桥' } }] });
  expect(answer.json().alike).toHaveLength(1);
  expect(answer.json().alike[0].shared).toEqual(
    expect.arrayContaining([
      { term: '1200', what: 'number' },
      { term: 'Lũ', what: 'word' },
      { term: 'cầu', what: 'word' },
    ]),
  );

  await desk.receive([{ operand: 'language', operator: 'eq', values: ['zh-Hans'] }]);
  const providers = (await inOtherLanguages(story))
    .json()
    .alike.map((one: { story: { provider: { did: string } } }) => one.story.provider.did);
  expect(providers).toHaveLength(2);
  expect(providers).toContain(PARTNER);
  expect((await inOtherLanguages(theirs)).statusCode).toBe(404);
});
