import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { examineLog, examineWholeLog } from '#app/ledger/sign-log.ts';
import { examineLogs } from '#main/wire/examine-logs.ts';
import { asOwner } from '#tests/town/log-backup.ts';
import { logTown, type LogHouse } from '#tests/town/log-town.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';

let database: TestDatabase;
let town: Awaited<ReturnType<typeof logTown>>;
let hanoi: LogHouse;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await logTown(database, ['hanoi']);
  const [house] = town.houses;
  if (!house) throw new Error('one name makes one house');
  hanoi = house;
});
afterEach(() => town.close());

/** A log of this many leaves, all signed. */
async function grow(leaves: number): Promise<void> {
  await hanoi.tools.transact(hanoi.agency.id, async ({ logLeaves }) => {
    for (let at = 3; at < leaves; at += 1)
      await logLeaves.append({
        kind: 'item-killed',
        subject: `item ${at}`,
        actor: hanoi.agency.did,
        reasonClass: 'error',
        at: town.now(),
      });
  });
  expect(await hanoi.sign()).toEqual({ ok: true, value: leaves });
}

const turnLeaf = (index: number, from: string, to: string): Promise<void> =>
  asOwner(
    database,
    'log_leaf',
    `alter table log_entry no force row level security;
     update log_leaf set leaf = replace(leaf, '${from}', '${to}') where number =
       (select leaf_number from log_entry where agency_id = '${hanoi.agency.id}' and index = ${index});
     alter table log_entry force row level security`,
  );
const turnHash = (level: number, index: number): Promise<void> =>
  asOwner(
    database,
    'log_hash',
    `update log_hash set hash = set_byte(hash, 0, 255 - get_byte(hash, 0))
     where agency_id = '${hanoi.agency.id}' and level = ${level} and index = ${index}`,
  );
const brokenAt = (size: number, where: object) => ({
  ok: false,
  error: { code: 'log-broken', size, ...where },
});
/** Looks as often as a full tile has its turn once. */
async function signRound(tiles: number) {
  for (let turn = 1; turn < tiles; turn += 1) await hanoi.sign();
  return hanoi.sign();
}

test('a leaf of a full tile that somebody changed stops the signing when that tile has its turn, and is named', async () => {
  await grow(800);
  // Every full tile is hashed by this process, and the second is the next in turn.
  await hanoi.sign();
  await turnLeaf(100, 'error', 'legal');
  await hanoi.withdraw('later');
  expect(await signRound(3)).toEqual(brokenAt(801, { leaf: 100 }));
  // It stays so, with every look, and for whoever asks this process.
  expect(await hanoi.sign()).toEqual(brokenAt(801, { leaf: 100 }));
  expect(await examineLog(hanoi.tools, hanoi.agency)).toEqual(brokenAt(801, { leaf: 100 }));
  await turnLeaf(100, 'legal', 'error');
  expect(await hanoi.sign()).toEqual({ ok: true, value: 801 });
  expect(await examineLog(hanoi.tools, hanoi.agency)).toEqual({ ok: true, value: 801 });
});

test('a log whose size is a multiple of 256 is hashed anew as well', async () => {
  await grow(512);
  await turnLeaf(511, 'error', 'legal');
  await hanoi.withdraw('later');
  expect(await hanoi.signAfterStart()).toEqual(brokenAt(512, { leaf: 511 }));
});

test('a process hashes every leaf anew before it signs for the first time', async () => {
  await grow(800);
  await turnLeaf(400, 'error', 'legal');
  await hanoi.withdraw('later');
  expect(await hanoi.signAfterStart()).toEqual(brokenAt(800, { leaf: 400 }));
  const [found] = await examineLogs({ ...hanoi.tools, logRounds: new Map() }, hanoi.agency);
  expect(found).toMatchObject({
    state: 'ill',
    found: 'leaf 400 is not what was signed, in a log of 800 leaves',
  });
});

test('a leaf that is gone is named as the first that is wrong', async () => {
  await grow(600);
  await asOwner(
    database,
    'log_entry',
    `delete from log_entry where agency_id = '${hanoi.agency.id}' and index = 17`,
  );
  expect(await hanoi.signAfterStart()).toEqual(brokenAt(600, { leaf: 17 }));
});

test('a hash that was changed is named by its tile, and its leaves are believed', async () => {
  await grow(600);
  await turnHash(0, 300);
  expect(await hanoi.signAfterStart()).toEqual(brokenAt(600, { tile: '0/001' }));
  await turnHash(0, 300);
  await turnHash(0, 599);
  expect(await examineWholeLog(hanoi.tools, hanoi.agency)).toEqual(brokenAt(600, { tile: '0/002.p/88' }));
  await turnHash(0, 599);
  await turnHash(1, 1);
  // Above the leaves: what stands there makes the root, which is no longer the one that was signed.
  expect(await examineWholeLog(hanoi.tools, hanoi.agency)).toEqual(brokenAt(600, {}));
});
