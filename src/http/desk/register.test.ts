import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { draftAgreement, type DraftQuestions } from '#app/agreement/draft-agreement.ts';
import { instantOf } from '#kernel/instant.ts';
import { agreementDesk, DIRECTION, questionsFor } from '#tests/town/agreement-desk.ts';
import { callDesk } from '#tests/town/desk-call.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let desk: ReturnType<typeof agreementDesk>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await twoAgencies({ database });
  await town.pin();
  desk = agreementDesk(town);
});
afterEach(() => town.close());

const DAY = 86_400;
const ask = async (path: string) => {
  const { status, json } = await callDesk(town.hanoi.server, 'viewer', { method: 'GET', path });
  expect(status).toBe(200);
  return json;
};

async function signed(more: Partial<DraftQuestions> = {}): Promise<string> {
  const { hanoi, nanning } = town;
  const drafted = await draftAgreement(hanoi.tools, desk.by(hanoi), { ...questionsFor(nanning), ...more });
  if (!drafted.ok) throw new Error(drafted.error.code);
  await desk.sign(hanoi, drafted.value.uid);
  await town.exchange();
  await desk.sign(nanning, drafted.value.uid);
  await town.exchange();
  return drafted.value.uid;
}

test('the register says of each agreement when it ends, what is left of it and what is owed', async () => {
  const counted = { ...DIRECTION, quota: 40 };
  const uid = await signed({ receive: counted });
  const { agreements } = await ask('/api/register');
  expect(agreements).toMatchObject([
    {
      uid,
      state: 'in-force',
      ending: { endsAt: '2028-01-01T00:00:00.000Z', tailUntil: '2028-03-31T00:00:00.000Z', awaits: [] },
      quotas: [{ limit: 40, used: 0, left: 40 }],
      owed: { byUs: { open: 0, overdue: 0 }, byThem: { open: 0, overdue: 0 } },
      found: [],
    },
  ]);
});

test('an end that comes near is reminded of at 90, 30 and 7 days, and no more when it has come', async () => {
  const uid = await signed();
  const daysAt = async () => {
    const { agreements } = await ask('/api/register');
    return Array.isArray(agreements) ? agreements.map((one) => one.reminder?.days) : agreements;
  };
  expect(await daysAt()).toEqual([undefined]);
  // 4 January, 08:00: 361 days and 16 hours before the end.
  town.pass(272 * DAY);
  expect(await daysAt()).toEqual([90]);
  town.pass(60 * DAY);
  expect(await daysAt()).toEqual([30]);
  town.pass(23 * DAY);
  expect(await daysAt()).toEqual([7]);
  expect((await ask(`/api/agreements/${uid}`))['reminder']).toMatchObject({
    since: '2027-12-25T00:00:00.000Z',
  });
  await desk.declare(town.hanoi, uid, { kind: 'notice' });
  expect(await daysAt()).toEqual([7]);
  town.pass(7 * DAY);
  expect(await daysAt()).toEqual([undefined]);
});

test('agreements are found by what a clause says in the reader’s language, marks or none', async () => {
  const counted = await signed({ receive: { ...DIRECTION, quota: 40 } });
  await signed();
  const found = async (words: string, language: string) => {
    const { agreements } = await ask(`/api/register?language=${language}&words=${encodeURIComponent(words)}`);
    return agreements;
  };
  const inVietnamese = await found('khong qua 40 moi thang', 'vi');
  expect(inVietnamese).toMatchObject([{ uid: counted, found: [{ sentence: { vi: expect.any(String) } }] }]);
  expect(await found('khong qua 40 moi thang', 'en')).toEqual([]);
  expect(await found('每月不超過40', 'zh-Hans')).toMatchObject([{ uid: counted }]);
});

test('two agreements are compared clause by clause, though their rules bear other names', async () => {
  const one = await signed({ receive: { ...DIRECTION, quota: 40 } });
  const other = await signed({
    receive: { ...DIRECTION, quota: 60 },
    effectiveUntil: instantOf(Date.UTC(2029, 0, 1)),
  });
  const compared = await ask(`/api/register/comparison?one=${one}&other=${other}`);
  const clauses = Array.isArray(compared['clauses']) ? compared['clauses'] : [];
  const changed = clauses.filter(({ change }) => change !== 'same');
  expect(changed.map(({ name, change }) => [name, change])).toEqual([
    [expect.stringContaining('receive-publish'), 'changed'],
    [expect.stringContaining('period'), 'changed'],
  ]);
  expect(changed[0].before.sentence.en).toContain('40');
  expect(changed[0].after.sentence.en).toContain('60');
  const missing = { method: 'GET', path: `/api/register/comparison?one=${one}&other=urn:uuid:none` } as const;
  expect(await callDesk(town.hanoi.server, 'viewer', missing)).toMatchObject({
    status: 404,
    json: { code: 'agreement-unknown' },
  });
});
