import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordFulfilment } from '#app/agreement/commitment/record-fulfilment.ts';
import { sayOfFulfilment } from '#app/agreement/commitment/say-of-fulfilment.ts';
import { showCommitments } from '#app/agreement/commitment/show-commitments.ts';
import { listOwing, obligationsCsv } from '#app/agreement/obligations-list.ts';
import { appendEntry } from '#app/channel/append-entry.ts';
import type { FulfilmentWord } from '#domain/agreement/commitment/fulfilment.ts';
import type { JsonObject } from '#kernel/json.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import type { Town, TownAgency } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];
let uid = '';

beforeAll(async () => {
  database = await testDatabase();
  ({ town, desk } = await signedPair(database));
  town.pass(40 * 86_400);
  const title = { vi: 'Suất đào tạo', 'zh-Hans': '培训名额', en: 'Training' };
  const places = { by: town.hanoi.agency.did, kind: 'trainingPlace', count: 3, title } as const;
  uid = await desk.agreements.signedByBoth({}, { commitments: [places] });
});
afterAll(async () => {
  await town.close();
  await database.drop();
});

const seenAt = async (one: TownAgency) => {
  const shown = await showCommitments(one.tools, { agency: one.agency, at: town.now() }, uid);
  const line = shown.ok ? shown.value.lines[0] : undefined;
  if (!line) throw new Error('the agreement has no commitment');
  return line;
};
const balanceAt = async (one: TownAgency) => {
  const { confirmed, disputed, unanswered, left } = (await seenAt(one)).balance;
  return [confirmed, disputed, unanswered, left];
};
const record = async (
  one: TownAgency,
  other: TownAgency,
  count: number,
  doneOn = town.now().slice(0, 10),
) => {
  const { commitment } = await seenAt(one);
  const order = { agreement: uid, commitment: commitment.uid, counterpart: other.agency.did, count, doneOn };
  const done = await recordFulfilment(one.tools, desk.by(one), { ...order, note: 'Lan và Minh đã đến 南宁' });
  if (!done.ok) throw new Error(done.error.code);
  return done.value;
};
const say = async (one: TownAgency, kind: FulfilmentWord['kind'], reason = '') => {
  const last = (await seenAt(one)).fulfilments.at(-1);
  return sayOfFulfilment(one.tools, desk.by(one), { id: last?.id ?? '', kind, reason });
};

test('what one side did counts at both once the other has confirmed it, and is told once', async () => {
  const { hanoi, nanning } = town;
  await record(hanoi, nanning, 2);
  const { entries } = await town.page(nanning);
  const told = entries.map((jws) => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()));
  // A reader of before such records stores it and reads on.
  expect(told.find(({ type }) => type === 'commitment.fulfilled')).toEqual(
    expect.not.objectContaining({ crit: expect.anything(), req: expect.anything() }),
  );
  await town.exchange();
  await town.exchange();
  expect([await balanceAt(hanoi), await balanceAt(nanning)]).toEqual([
    [0, 0, 2, 3],
    [0, 0, 2, 3],
  ]);
  expect((await seenAt(nanning)).fulfilments).toMatchObject([
    { note: 'Lan và Minh đã đến 南宁', recordedBy: hanoi.agency.did, standing: 'unanswered' },
  ]);
  expect(await say(hanoi, 'confirmed')).toEqual({ ok: false, error: { code: 'fulfilment-not-yours' } });
  expect(await say(nanning, 'confirmed')).toMatchObject({ ok: true });
  expect(await say(nanning, 'confirmed')).toEqual({ ok: false, error: { code: 'fulfilment-answered' } });
  await town.exchange();
  expect([await balanceAt(hanoi), await balanceAt(nanning)]).toEqual([
    [2, 0, 0, 1],
    [2, 0, 0, 1],
  ]);
});

test('who was promised may record too; a dispute counts as done nowhere, and what is taken back is gone at both', async () => {
  const { hanoi, nanning } = town;
  await record(nanning, hanoi, 5);
  await town.exchange();
  expect(await say(hanoi, 'disputed', 'Chỉ một người')).toMatchObject({ ok: true });
  await town.exchange();
  expect([await balanceAt(hanoi), await balanceAt(nanning)]).toEqual([
    [2, 5, 0, 1],
    [2, 5, 0, 1],
  ]);
  expect((await seenAt(nanning)).fulfilments.at(-1)?.words).toMatchObject([{ reason: 'Chỉ một người' }]);
  expect(await say(nanning, 'withdrawn')).toMatchObject({ ok: true });
  await town.exchange();
  expect([await balanceAt(hanoi), await balanceAt(nanning)]).toEqual([
    [2, 0, 0, 1],
    [2, 0, 0, 1],
  ]);
});

test('a confirmation and a taking back that cross come to the same at both sides', async () => {
  const { hanoi, nanning } = town;
  await record(hanoi, nanning, 1);
  await town.exchange();
  await say(nanning, 'confirmed');
  await say(hanoi, 'withdrawn');
  await town.exchange();
  expect([await balanceAt(hanoi), await balanceAt(nanning)]).toEqual([
    [2, 0, 0, 1],
    [2, 0, 0, 1],
  ]);
});

test('the list of obligations says what was promised, by whom, what is left, and by when', async () => {
  const { hanoi, nanning } = town;
  const owing = await listOwing(
    { ...hanoi.tools, recallReads: { notices: async () => [], recalls: async () => [] } },
    { agency: hanoi.agency, at: town.now() },
    uid,
  );
  const [head, ...rows] = obligationsCsv(owing, 'en').trim().split('\r\n');
  expect(head).toMatch(/,promised,confirmed,disputed,unanswered,left$/);
  const row = rows.find((one) => one.includes('trainingPlace'));
  expect(row).toContain(`${hanoi.agency.did},${nanning.agency.did},trainingPlace`);
  expect(row).toMatch(/,2028-01-01T00:00:00.000Z,,,3,2,0,0,1$/);
});

test('what a partner says of no commitment between us, in no shape, or of no record, is noted and counts for nothing', async () => {
  const { hanoi, nanning } = town;
  const before = [await balanceAt(hanoi), (await desk.agreements.refusalsAt(hanoi)).length];
  const { commitment } = await seenAt(nanning);
  const digest = (await desk.agreements.filedAt(nanning, uid))?.digest ?? '';
  const fulfilment = '01a00001-0000-7000-8000-0000000000f1';
  const good = { digest, fulfilment, commitment: commitment.uid, count: 1, doneOn: '2027-02-01', note: '' };
  const told = (type: 'commitment.fulfilled' | 'commitment.answered', data: JsonObject) =>
    town.within(nanning, (stores) =>
      appendEntry(stores, nanning.tools, desk.by(nanning), { partnerDid: hanoi.agency.did, type, data }),
    );
  await told('commitment.fulfilled', { ...good, digest: 'sha-256:x' });
  await told('commitment.fulfilled', { ...good, commitment: 'urn:x#none' });
  await told('commitment.fulfilled', { ...good, count: '1' });
  await told('commitment.fulfilled', { ...good, fulfilment: 'x' });
  await told('commitment.answered', { fulfilment, outcome: 'confirmed' });
  await town.exchange();
  const refusals = await desk.agreements.refusalsAt(hanoi);
  expect(refusals.slice(Number(before[1])).map((facts) => JSON.parse(JSON.stringify(facts)).code)).toEqual([
    'agreement-unknown',
    'commitment-unknown',
    'fulfilment-invalid',
    'fulfilment-unknown',
    'fulfilment-unknown',
  ]);
  expect(await balanceAt(hanoi)).toEqual(before[0]);
});
