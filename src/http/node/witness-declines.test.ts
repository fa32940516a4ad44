import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { logTroubles } from '#app/ledger/log-troubles.ts';
import { witnessLog } from '#app/ledger/witness-log.ts';
import { openCheckpoint } from '#formats/tlog/checkpoint.ts';
import { examineLogs } from '#main/wire/examine-logs.ts';
import { backUpLog, restoreLog } from '#tests/town/log-backup.ts';
import { logPair, type LogHouse, type LogPair } from '#tests/town/log-town.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';

let database: TestDatabase;
let town: LogPair;
let hanoi: LogHouse;
let nanning: LogHouse;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await logPair(database);
  ({ hanoi, nanning } = town);
  await town.trust(hanoi, nanning);
});
afterEach(() => town.close());

const witnessed = ({ tools, agency }: LogHouse, by: LogHouse) =>
  witnessLog(tools, agency, by.partner, town.now());
const answering = (
  house: LogHouse,
  answer: { readonly status: number; readonly text: string },
): LogHouse => ({
  ...house,
  tools: { ...house.tools, witnessNode: { ...house.tools.witnessNode, addCheckpoint: async () => answer } },
});
const troublesOf = ({ tools, agency }: LogHouse) => logTroubles(tools, agency);

test('why a partner does not cosign is kept, with its own words, until it does', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  expect(await witnessed(hanoi, nanning)).toEqual({
    ok: false,
    error: { code: 'witness-refused', status: 404, reason: 'log-unknown' },
  });
  const since = town.now();
  const declined = { partnerDid: nanning.agency.did, size: 4, reason: 'log-unknown', status: 404, since };
  expect(await troublesOf(hanoi)).toMatchObject({
    declined: [{ ...declined, said: 'log-unknown', at: since }],
  });
  town.pass(60);
  await witnessed(hanoi, nanning);
  expect(await troublesOf(hanoi)).toMatchObject({ declined: [{ ...declined, at: town.now() }] });
  expect(await examineLogs(hanoi.tools, hanoi.agency)).toMatchObject([
    { state: 'well' },
    { name: `witness ${nanning.agency.did}`, state: 'warning', found: expect.stringContaining('404') },
  ]);

  town.pass(60);
  const busy = answering(hanoi, { status: 503, text: 'out of\u0007 order\nand more' });
  await witnessed(busy, nanning);
  expect(await troublesOf(hanoi)).toMatchObject({
    declined: [{ reason: 'other', status: 503, said: 'out of order', since: town.now() }],
  });

  await town.trust(nanning, hanoi);
  expect(await witnessed(hanoi, nanning)).toEqual({ ok: true, value: 4 });
  expect(await troublesOf(hanoi)).toEqual({ declined: [], contradicting: [] });

  // What it says after that is a new matter.
  town.pass(60);
  await hanoi.withdraw('two');
  await hanoi.sign();
  await witnessed(answering(hanoi, { status: 503, text: '' }), nanning);
  expect(await troublesOf(hanoi)).toMatchObject({ declined: [{ said: '', since: town.now() }] });
});

test('a partner that is away declines nothing', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  await town.trust(nanning, hanoi);
  await witnessed(hanoi, nanning);
  await hanoi.withdraw('two');
  await hanoi.sign();
  town.servers.delete(nanning.origin);
  expect(await witnessed(hanoi, nanning)).toEqual({ ok: false, error: { code: 'witness-unreachable' } });
  expect((await troublesOf(hanoi)).declined).toEqual([]);
});

test('a witness that can show another past, signed by us, stops the log, and both are kept', async () => {
  await town.trust(nanning, hanoi);
  await hanoi.withdraw('one');
  await hanoi.sign();
  const backup = await backUpLog(database, hanoi);
  await hanoi.withdraw('two');
  await hanoi.sign();
  await witnessed(hanoi, nanning);
  // An old database, and what lies beside it gone as well: the log is continued, and another way.
  await restoreLog(database, hanoi, backup);
  await hanoi.tools.logMarks.write(hanoi.agency.id, backup.note);
  for (const item of ['another two', 'three']) await hanoi.withdraw(item);
  expect(await hanoi.sign()).toEqual({ ok: true, value: 6 });
  expect(await witnessed(hanoi, nanning)).toEqual({ ok: false, error: { code: 'log-forked', size: 5 } });
  const [kept] = await hanoi.tools.transact(hanoi.agency.id, ({ transparency }) => transparency.conflicts());
  for (const [note, size] of [
    [kept?.earlier, 5],
    [kept?.later, 6],
  ] as const)
    expect(openCheckpoint(note ?? '', hanoi.logKey, hanoi.tools.verifyNote)).toMatchObject({
      value: { size },
    });
  await hanoi.withdraw('four');
  expect(await hanoi.sign()).toEqual({ ok: false, error: { code: 'log-forked', size: 6 } });
  expect(await examineLogs(hanoi.tools, hanoi.agency)).toMatchObject([{ state: 'ill' }]);
  // It is proven, and no word of the partner that somebody would have to ask about.
  expect((await troublesOf(hanoi)).declined).toEqual([]);
});

test('a witness that claims another past and shows ours is not believed, and its word is kept', async () => {
  await town.trust(nanning, hanoi);
  await hanoi.withdraw('one');
  await hanoi.sign();
  await witnessed(hanoi, nanning);
  await hanoi.withdraw('two');
  await hanoi.sign();
  const lying = answering(hanoi, { status: 422, text: 'no\n' });
  expect(await witnessed(lying, nanning)).toEqual({
    ok: false,
    error: { code: 'witness-refused', status: 422, reason: 'inconsistent' },
  });
  expect(await troublesOf(hanoi)).toMatchObject({ declined: [{ reason: 'inconsistent', said: 'no' }] });
  await hanoi.withdraw('three');
  expect(await hanoi.sign()).toEqual({ ok: true, value: 6 });
});

test('a partner whose log contradicts itself is named to the people who deal with it', async () => {
  await town.trust(nanning, hanoi);
  await nanning.withdraw('one');
  await nanning.sign();
  await witnessed(nanning, hanoi);
  await hanoi.tools.transact(hanoi.agency.id, ({ transparency }) =>
    transparency.addConflict({ origin: nanning.logKey.name, earlier: 'one', later: 'other', at: town.now() }),
  );
  expect(await troublesOf(hanoi)).toMatchObject({
    contradicting: [{ partner: { did: nanning.agency.did }, at: town.now(), isProven: true }],
  });
});
