import { killItem } from '#app/item/kill-item.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replayDecisions } from '#app/agreement/replay-decision.ts';
import { nodeHash } from '#engines/world.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, pathOf, PICTURE, testPortal, valueOf, type TestPortal } from '#tests/town/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await testPortal();
  const member = { personId: portal.personId, roles: ['chief'] as const };
  await portal.within(({ members }) => members.save(member, portal.now()));
});
afterAll(() => portal.close());

const WORDS = 'VIETNAM OUT - NO ARCHIVES - ask first';
const story = (version: number, usageTerms: string) =>
  testItem({ guid: 'urn:egret:restricted', provider: GIVER, version, usageTerms });
let id = '';

const call = async (method: 'GET' | 'PUT', body?: object) => {
  const response = await portal.desk(method, `/api/stories/${id}/restrictions`, body);
  return { status: response.statusCode, body: response.json() };
};

test('what came with a story is shown as read, with the words of each term and those not understood', async () => {
  id = await portal.admit(story(1, WORDS));
  const { status, body } = await call('GET');
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toMatchObject({
    state: 'proposed',
    text: WORDS,
    terms: [
      { code: 'territory-out', territories: ['VN'], words: 'VIETNAM OUT' },
      { code: 'no-archive', words: 'NO ARCHIVES', sentence: { en: 'Not to be archived.' } },
    ],
    unread: ['ask first'],
  });
});

test('until somebody confirms it, the story is not published', async () => {
  expect(await portal.publish(id)).toMatchObject({
    ok: false,
    error: { code: 'use-not-permitted', because: [{ code: 'item.restrictions.unconfirmed' }] },
  });
});

test('a term without its places, and a text that is not the one beside the story, confirm nothing', async () => {
  const half = await call('PUT', { text: WORDS, terms: [{ code: 'territory-out', words: '' }] });
  expect([half.status, half.body.code]).toEqual([422, 'restriction-incomplete']);
  const other = await call('PUT', { text: 'NO SALES', terms: [] });
  expect([other.status, other.body.code]).toEqual([409, 'restrictions-changed']);
  expect((await call('GET')).body.state).toBe('proposed');
});

test('what a person confirmed forbids like a clause, with who said so and when', async () => {
  const terms = [{ code: 'territory-out', words: 'VIETNAM OUT', territories: ['VN'] }];
  const { status, body } = await call('PUT', { text: WORDS, terms });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toMatchObject({ state: 'confirmed', terms, unread: [], confirmed: { at: portal.now() } });
  expect(body.confirmed.by).not.toBe('');
  expect(await portal.publish(id)).toMatchObject({
    ok: false,
    error: { because: [{ code: 'item.restricted', found: ['VIETNAM OUT'] }] },
  });
});

test('the last word counts, for later versions with the same text too; the decision replays', async () => {
  expect((await call('PUT', { text: WORDS, terms: [{ code: 'no-archive', words: '' }] })).status).toBe(200);
  await portal.admit(story(2, WORDS));
  valueOf(await portal.publish(id));
  const replays = await replayDecisions(portal.needs, portal.agencyId, { limit: 50 });
  expect(replays.length).toBeGreaterThan(0);
  expect(replays.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
});

test('a later version with other words is asked about anew', async () => {
  await portal.admit(story(3, 'NO INTERNET'));
  expect((await call('GET')).body).toMatchObject({ state: 'proposed', terms: [{ code: 'outlet-out' }] });
  expect(await portal.publish(id)).toMatchObject({
    ok: false,
    error: { because: [{ code: 'item.restrictions.unconfirmed', found: ['NO INTERNET'] }] },
  });
});

test('a story that was killed asks for nothing any more', async () => {
  const name = { provider: GIVER, guid: 'urn:egret:restricted' };
  const killed = { name, reasonClass: 'error', publicReason: 'It did not happen', at: portal.now() } as const;
  await portal.within((stores) => killItem(stores, killed));
  expect(await call('GET')).toMatchObject({ status: 200, body: { state: 'none', text: '', terms: [] } });
});

test('a story goes out without the picture whose own terms do not let it, and says before which one and why', async () => {
  const renditions = [
    { role: 'main', href: 'https://egret.example/p', mediaType: 'image/jpeg', digest: PICTURE },
  ];
  const open = { guid: 'urn:egret:open', newsType: 'picture', caption: 'The harbour', renditions } as const;
  const closed = { ...open, guid: 'urn:egret:closed', caption: 'The crane', usageTerms: 'VIETNAM OUT' };
  const guid = 'urn:egret:pictures';
  const storyId = await portal.admit(testItem({ guid, provider: GIVER, associations: [open, closed] }));
  const leftOut = async () =>
    (await portal.desk('GET', `/api/stories/${storyId}/publication?language=en`)).json();
  expect(await leftOut()).toMatchObject({
    may: { ok: true },
    leftOut: [{ name: 'The crane', because: [{ code: 'item.restrictions.unconfirmed' }] }],
  });
  const terms = [{ code: 'territory-out', words: 'VIETNAM OUT', territories: ['VN'] }];
  const body = { text: 'VIETNAM OUT', terms };
  expect((await portal.desk('PUT', `/api/stories/${storyId}/restrictions`, body)).statusCode).toBe(200);
  expect(await leftOut()).toMatchObject({ leftOut: [{ because: [{ code: 'item.restricted' }] }] });
  const page = await portal.get(pathOf(valueOf(await portal.publish(storyId))));
  expect(page.body).toContain('The harbour');
  expect(page.body).not.toContain('The crane');
  const replays = await replayDecisions(portal.needs, portal.agencyId, { limit: 50 });
  expect(replays.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
});

test('before a page goes out it is said which picture has not come yet', async () => {
  const digest = nodeHash.sha256(new TextEncoder().encode('the ferry'));
  const renditions = [{ role: 'main', href: 'https://egret.example/later', mediaType: 'image/jpeg', digest }];
  const picture = { guid: 'urn:egret:later', newsType: 'picture', caption: 'The ferry', renditions } as const;
  const story = testItem({ guid: 'urn:egret:early', provider: GIVER, associations: [picture] });
  const storyId = await portal.admit(story);
  const leftOut = async () =>
    (await portal.desk('GET', `/api/stories/${storyId}/publication?language=en`)).json().leftOut;
  expect(await leftOut()).toMatchObject([{ name: 'The ferry', because: [{ code: 'picture-not-here-yet' }] }]);
  const facts = { digest, mediaType: 'image/jpeg', sizeBytes: 1 };
  // Somebody else's picture of this very digest is not the one that this partner gives.
  await portal.within(({ blobs }) => blobs.record([facts], portal.now()));
  expect(await leftOut()).toMatchObject([{ name: 'The ferry' }]);
  const page = await portal.get(pathOf(valueOf(await portal.publish(storyId))));
  expect(page.body).not.toContain('The ferry');
  await portal.within(({ blobs }) => blobs.noteGiven(GIVER, digest, portal.now()));
  expect(await leftOut()).toEqual([]);
});
