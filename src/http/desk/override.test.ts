import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerOverride } from '#app/agreement/override/answer-override.ts';
import { askOverride } from '#app/agreement/override/ask-override.ts';
import { replayDecisions } from '#app/agreement/replay-decision.ts';
import { killItem } from '#app/item/kill-item.ts';
import { withholdItem } from '#app/item/withhold-item.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, testPortal, valueOf, type TestPortal } from '#tests/town/test-portal.ts';

const MINH = randomUUID();
let portal: TestPortal;
/** The fifth of a month in which four may be published, the sixth and the seventh. */
const ids: string[] = [];

beforeAll(async () => {
  portal = await testPortal();
  await portal.database.migrator.db
    .insertInto('person')
    .values({ id: MINH, email: 'minh@demo.example', name: 'Minh', language: 'vi', created_at: portal.now() })
    .execute();
  await portal.within(async ({ members }) => {
    await members.save({ personId: portal.personId, roles: ['chief'] }, portal.now());
    await members.save({ personId: MINH, roles: ['editor', 'chief'] }, portal.now());
  });
  for (let number = 1; number <= 7; number += 1) {
    const id = await portal.admit(testItem({ guid: `urn:egret:${number}`, provider: GIVER }));
    if (number <= 4) valueOf(await portal.publish(id));
    else ids.push(id);
  }
});
afterAll(() => portal.close());

const minh = async () => {
  const agency = await portal.needs.agencies.find(portal.agencyId);
  if (!agency) throw new Error('the portal has no agency');
  return { agency, personId: MINH, at: portal.now() };
};
const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => {
  const response = await portal.desk(method, path, body);
  return { status: response.statusCode, body: response.json() };
};
const ask = (id: string | undefined, reason = 'Bão số 9 đang vào bờ') =>
  call('POST', `/api/stories/${id}/overrides`, { action: 'publish', reason });
const approve = (id: string) => call('POST', `/api/overrides/${id}/answer`, { outcome: 'approved' });

test('nothing can be overridden until somebody has said what; the refusal names the clause that denies', async () => {
  const { status, body } = await ask(ids[0]);
  expect([status, body.code]).toEqual([403, 'override-closed']);
  expect(body.because).toMatchObject([
    { code: 'constraint.countPerPeriod', clause: '1', sentence: { vi: expect.stringContaining('4') } },
  ]);
  expect((await call('GET', '/api/overrides')).body).toEqual({ open: [], ours: [], told: [] });
});

test('a denial that is never to be overridden cannot even be opened', async () => {
  expect((await call('PUT', '/api/overrides/open', { open: ['item.killed'] })).status).toBe(400);
  const open = ['constraint.countPerPeriod', 'channel.stale'];
  expect((await call('PUT', '/api/overrides/open', { open })).body).toEqual({ open: open.toSorted() });
});

test('a reason is demanded, and what is permitted needs no override', async () => {
  expect((await ask(ids[0], '  ')).status).toBe(400);
  const translate = { action: 'translate', language: 'vi', reason: 'because' };
  const { status, body } = await call('POST', `/api/stories/${ids[0]}/overrides`, translate);
  expect([status, body.code]).toEqual([409, 'override-needless']);
});

test('asking changes nothing; who asked cannot approve; approved by a second person the story is published', async () => {
  const { status, body } = await ask(ids[0]);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toMatchObject({
    standing: 'asked',
    asker: 'Lan',
    isOwn: true,
    waived: ['constraint.countPerPeriod'],
  });
  expect(await portal.publish(ids[0] ?? '')).toMatchObject({ ok: false });
  expect((await approve(body.id)).body.code).toBe('override-second-person');
  expect(await portal.publish(ids[0] ?? '')).toMatchObject({ ok: false });

  valueOf(await answerOverride(portal.needs, await minh(), { id: body.id, outcome: 'approved' }));
  const [override] = (await call('GET', `/api/stories/${ids[0]}/overrides`)).body.ours;
  expect(override).toMatchObject({
    standing: 'approved',
    answerer: 'Minh',
    until: '2027-01-02T08:00:00.000Z',
  });
  valueOf(await portal.publish(ids[0] ?? ''));
  expect((await approve(body.id)).body.code).toBe('override-answered');
});

test('it is for that story alone, counts in the quota, and the decision replays with it', async () => {
  expect(await portal.publish(ids[1] ?? '')).toMatchObject({ ok: false });
  const { body } = await call('GET', `/api/stories/${ids[1]}/why`);
  expect(body.quotas).toMatchObject([{ used: 5, limit: 4 }]);
  const replays = await replayDecisions(portal.needs, portal.agencyId, { limit: 50 });
  const onFile = await portal.within(({ decisions }) => decisions.page(undefined, 50));
  expect(onFile.filter(({ decision }) => JSON.stringify(decision).includes('"override"'))).toHaveLength(1);
  expect(replays.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
});

test('what changed meanwhile is not approved: a newer version, another reason, a kill', async () => {
  const asked = valueOf(
    await askOverride(portal.needs, await minh(), {
      itemId: ids[1] ?? '',
      action: 'publish',
      reason: 'storm',
    }),
  );
  await portal.admit(testItem({ guid: 'urn:egret:6', provider: GIVER, version: 2, headline: 'Newer' }));
  expect((await approve(asked.id)).body.code).toBe('override-outdated');

  const again = valueOf(
    await askOverride(portal.needs, await minh(), {
      itemId: ids[1] ?? '',
      action: 'publish',
      reason: 'storm',
    }),
  );
  const name = { provider: GIVER, guid: 'urn:egret:6' };
  await portal.within((stores) => withholdItem(stores, name, { at: portal.now() }));
  expect((await approve(again.id)).body.code).toBe('override-closed');
});

test('the policy of an export names the override and its end, and no quota that it waives', async () => {
  const id = await portal.admit(testItem({ guid: 'urn:egret:8', provider: GIVER }));
  const order = { itemId: id, action: 'publish', reason: 'storm' } as const;
  const asked = valueOf(await askOverride(portal.needs, await minh(), order));
  expect((await approve(asked.id)).status).toBe(200);
  const exported = await portal.desk('GET', `/api/stories/${id}/export?as=ninjs`);
  expect(exported.statusCode, exported.body).toBe(200);
  const { permission } = JSON.parse(JSON.parse(exported.json().text).rightsInfo.encodedRights);
  const named = permission.filter((one: object) => 'dct:isReferencedBy' in one);
  expect(named).toMatchObject([{ 'dct:isReferencedBy': { '@id': `urn:uuid:${asked.id}` } }]);
  expect(JSON.stringify(named)).toContain('2027-01-02T08:00:00Z');
  expect(JSON.stringify(named)).not.toContain('countPerPeriod');
});

test('an approval helps no story that is killed, and ends with its day', async () => {
  const asked = valueOf(
    await askOverride(portal.needs, await minh(), {
      itemId: ids[2] ?? '',
      action: 'publish',
      reason: 'storm',
    }),
  );
  expect((await approve(asked.id)).body).toMatchObject({ standing: 'approved', isOwn: false });
  portal.pass(24 * 3600);
  await portal.beFresh();
  expect(await portal.publish(ids[2] ?? '')).toMatchObject({
    ok: false,
    error: { because: [{ code: 'constraint.countPerPeriod' }] },
  });
  expect((await call('GET', `/api/stories/${ids[2]}/overrides`)).body.ours).toMatchObject([
    { standing: 'ended' },
  ]);

  const next = valueOf(
    await askOverride(portal.needs, await minh(), {
      itemId: ids[2] ?? '',
      action: 'publish',
      reason: 'storm',
    }),
  );
  expect((await approve(next.id)).status).toBe(200);
  const name = { provider: GIVER, guid: 'urn:egret:7' };
  const killed = { name, reasonClass: 'error', publicReason: 'It did not happen', at: portal.now() } as const;
  await portal.within((stores) => killItem(stores, killed));
  expect(await portal.publish(ids[2] ?? '')).toMatchObject({ ok: false });
});
