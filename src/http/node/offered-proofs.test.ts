import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { listConflicts } from '#app/ledger/list-conflicts.ts';
import { witnessLog } from '#app/ledger/witness-log.ts';
import { openCheckpoint } from '#formats/tlog/checkpoint.ts';
import { examineLogs } from '#main/wire/examine-logs.ts';
import { logPair, signedBy, type LogHouse, type LogPair } from '#tests/town/log-town.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

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
  await town.trust(nanning, hanoi);
});
afterEach(() => town.close());

const checkpointOf = async ({ server }: LogHouse): Promise<string> =>
  (await server.inject({ method: 'GET', url: '/transparency/checkpoint' })).payload;
const addCheckpoint = ({ server }: LogHouse, payload: string) =>
  server.inject({
    method: 'POST',
    url: '/witness/add-checkpoint',
    payload,
    headers: { 'content-type': 'text/plain' },
  });
const witnessed = (log: LogHouse, by: LogHouse) => witnessLog(log.tools, log.agency, by.partner, town.now());
const conflictsAt = ({ tools, agency }: LogHouse) => listConflicts(tools, agency);

test('a larger tree that is not proven to continue what we cosigned is kept with the proof that was offered', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  await witnessed(hanoi, nanning);
  const earlier = await checkpointOf(hanoi);
  const other = signedBy(hanoi, 6, sha256(Buffer.from('another past')));
  const asked = `old 4\n${Buffer.alloc(32, 7).toString('base64')}\n\n${other}`;
  expect((await addCheckpoint(nanning, asked)).statusCode).toBe(422);
  expect((await addCheckpoint(nanning, asked)).statusCode).toBe(422);
  const kept = await conflictsAt(nanning);
  expect(kept).toMatchObject([{ origin: hanoi.logKey.name, later: other, offered: asked }]);
  const [said] = earlier.split('\n\n');
  expect(kept[0]?.earlier.startsWith(`${said}\n\n`)).toBe(true);
  for (const note of [kept[0]?.earlier ?? '', other])
    expect(openCheckpoint(note, hanoi.logKey, hanoi.tools.verifyNote)).toMatchObject({ ok: true });
  // The people who deal with the partner are told that it is not proven.
  const [, found] = await examineLogs(nanning.tools, nanning.agency);
  expect(found).toMatchObject({ name: `log of ${hanoi.agency.did}`, state: 'warning' });
});

test('whoever sends a partner’s own checkpoint with a wrong proof accuses nobody for longer than until it asks itself', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  await witnessed(hanoi, nanning);
  await hanoi.withdraw('two');
  await hanoi.sign();
  const wrong = (byte: number, note: string): string =>
    `old 4\n${Buffer.alloc(32, byte).toString('base64')}\n\n${note}`;
  const theirs = await checkpointOf(hanoi);
  expect((await addCheckpoint(nanning, wrong(7, theirs))).statusCode).toBe(422);
  expect(await conflictsAt(nanning)).toHaveLength(1);
  expect(await witnessed(hanoi, nanning)).toEqual({ ok: true, value: 5 });
  expect(await conflictsAt(nanning)).toEqual([]);
  const wellNow = await examineLogs(nanning.tools, nanning.agency);
  expect(wellNow.filter(({ name }) => name.startsWith('log of'))).toEqual([]);
  // What nobody signed is no evidence, and of what somebody did only so much is kept.
  const forged = wrong(7, theirs.replace('\n5\n', '\n6\n')).replace('old 4', 'old 5');
  expect((await addCheckpoint(nanning, forged)).statusCode).toBe(403);
  for (let size = 6; size < 26; size += 1) {
    const asked = wrong(7, signedBy(hanoi, size, sha256(Buffer.from([size])))).replace('old 4', 'old 5');
    expect((await addCheckpoint(nanning, asked)).statusCode).toBe(422);
  }
  expect(await conflictsAt(nanning)).toHaveLength(16);
});
