import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { commitHeads } from '#app/ledger/commit-heads.ts';
import { discloseHead, verifyDisclosure } from '#app/ledger/disclose-head.ts';
import { listConflicts } from '#app/ledger/list-conflicts.ts';
import { examineLog } from '#app/ledger/sign-log.ts';
import { witnessLog } from '#app/ledger/witness-log.ts';
import { nodeHash, systemChance } from '#engines/world.ts';
import { openCheckpoint } from '#formats/tlog/checkpoint.ts';
import { cosignedAt } from '#formats/tlog/cosignature.ts';
import { parseEntryBundle } from '#formats/tlog/entry-bundle.ts';
import { growTree, rootOfEdge } from '#formats/tlog/grow-tree.ts';
import { parseLogProof } from '#formats/tlog/log-proof.ts';
import { leafHash } from '#formats/tlog/merkle.ts';
import { parseSignedNote } from '#formats/tlog/signed-note.ts';
import { printTileIndex } from '#formats/tlog/tile.ts';
import { holdsInclusion } from '#formats/tlog/verify-proof.ts';
import { millisecondsOf } from '#kernel/instant.ts';
import { asOwner, backUpLog, restoreLog } from '#tests/town/log-backup.ts';
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

const get = async ({ server }: LogHouse, url: string) => server.inject({ method: 'GET', url });
const checkpointOf = async (house: LogHouse): Promise<string> =>
  (await get(house, '/transparency/checkpoint')).payload;
const opened = async (house: LogHouse) => {
  const read = openCheckpoint(await checkpointOf(house), house.logKey, house.tools.verifyNote);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};
const addCheckpoint = ({ server }: LogHouse, payload: string) =>
  server.inject({
    method: 'POST',
    url: '/witness/add-checkpoint',
    payload,
    headers: { 'content-type': 'text/plain' },
  });
const witnessed = (log: LogHouse, by: LogHouse) => witnessLog(log.tools, log.agency, by.partner, town.now());
const conflictsAt = ({ tools, agency }: LogHouse) => listConflicts(tools, agency);

async function leavesOf(house: LogHouse, size: number): Promise<readonly Uint8Array[]> {
  const leaves: Uint8Array[] = [];
  for (let index = 0; index * 256 < size; index += 1) {
    const width = Math.min(256, size - index * 256);
    const answer = await get(house, `/transparency/tile/entries/${printTileIndex({ index, width })}`);
    leaves.push(...(parseEntryBundle(new Uint8Array(answer.rawPayload)) ?? []));
  }
  return leaves;
}

test('withdrawals become leaves of a signed tree that anybody can make again from its tiles', async () => {
  for (const item of ['one', 'two', 'three']) await hanoi.withdraw(item);
  expect(await hanoi.sign()).toEqual({ ok: true, value: 6 });
  const { size, root } = await opened(hanoi);
  const leaves = await leavesOf(hanoi, size);
  // Three keys were said when the agency was founded.
  expect(leaves.map((leaf) => JSON.parse(Buffer.from(leaf).toString()))).toMatchObject([
    ...['sign', 'http', 'log'].map((role) => ({ kind: 'key-added', role })),
    ...['one', 'two', 'three'].map((item) => ({
      kind: 'item-killed',
      reason: 'error',
      actor: hanoi.agency.did,
      subject: createHash('sha256').update(item).digest('base64url'),
    })),
  ]);
  const hashes = leaves.map((leaf) => leafHash(sha256, leaf));
  expect(rootOfEdge(sha256, growTree(sha256, { edge: [], size: 0 }, hashes).edge)).toEqual(Buffer.from(root));
  const tile = await get(hanoi, '/transparency/tile/0/000.p/6');
  expect(tile.rawPayload).toEqual(Buffer.concat(hashes));
  expect(tile.headers['cache-control']).toContain('immutable');
});

test('one withdrawal is proven by a file that needs nothing else but the key of the log', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  const proof = parseLogProof((await get(hanoi, '/transparency/proof/3')).payload);
  const read = proof && openCheckpoint(proof.checkpoint, hanoi.logKey, hanoi.tools.verifyNote);
  if (!proof?.extra || !read?.ok) throw new Error('no proof');
  const claim = { start: 0, end: read.value.size, index: proof.index, root: read.value.root };
  expect(holdsInclusion(sha256, { ...claim, leaf: leafHash(sha256, proof.extra) }, proof.hashes)).toBe(true);
  const forged = Buffer.from(Buffer.from(proof.extra).toString().replace('error', 'legal'));
  expect(holdsInclusion(sha256, { ...claim, leaf: leafHash(sha256, forged) }, proof.hashes)).toBe(false);
});

test('a log that has grown over tiles of 256 is the same tree, and serves what its checkpoint speaks of only', async () => {
  for (let round = 0; round < 3; round += 1) {
    for (let at = 0; at < 200; at += 1) await hanoi.withdraw(`${round} ${at}`);
    await hanoi.sign();
  }
  const { size, root } = await opened(hanoi);
  expect(size).toBe(603);
  const hashes = (await leavesOf(hanoi, size)).map((leaf) => leafHash(sha256, leaf));
  expect(rootOfEdge(sha256, growTree(sha256, { edge: [], size: 0 }, hashes).edge)).toEqual(Buffer.from(root));
  expect((await get(hanoi, '/transparency/tile/0/001')).rawPayload).toHaveLength(8192);
  expect((await get(hanoi, '/transparency/tile/1/000.p/2')).rawPayload).toHaveLength(64);
  await hanoi.withdraw('not signed yet');
  for (const beyond of [
    '0/002.p/92',
    '1/000.p/3',
    '2/000.p/1',
    'entries/002.p/92',
    '64/000',
    '00/000',
    'entries/2',
  ])
    expect((await get(hanoi, `/transparency/tile/${beyond}`)).statusCode, beyond).toBe(404);
  expect((await get(hanoi, '/transparency/proof/603')).statusCode).toBe(404);
});

test('a partner cosigns that nothing before was changed, and its line stands under the checkpoint', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  expect(await witnessed(hanoi, nanning)).toEqual({ ok: true, value: 4 });
  for (const item of ['two', 'three']) await hanoi.withdraw(item);
  await hanoi.sign();
  expect(await witnessed(hanoi, nanning)).toEqual({ ok: true, value: 6 });
  const note = parseSignedNote(await checkpointOf(hanoi));
  const seconds = note && cosignedAt(note, nanning.witnessKey, hanoi.tools.verifyNote);
  expect(seconds).toBe(millisecondsOf(town.now()) / 1000);
  // Its record for monitors, at the place that tlog-witness names.
  const hash = createHash('sha256').update(hanoi.logKey.name).digest('hex');
  const record = await get(nanning, `/witness/${hash}/checkpoint`);
  expect(openCheckpoint(record.payload, hanoi.logKey, hanoi.tools.verifyNote)).toMatchObject({
    value: { size: 6 },
  });
});

test('an answer that was lost is asked for again and comes out the same', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  const lost = await addCheckpoint(nanning, `old 0\n\n${await checkpointOf(hanoi)}`);
  expect(lost.statusCode).toBe(200);
  town.pass(60);
  expect(await witnessed(hanoi, nanning)).toEqual({ ok: true, value: 4 });
  expect(await checkpointOf(hanoi)).toContain(lost.payload);
});

test('a witness answers as tlog-witness says', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  const note = await checkpointOf(hanoi);
  const statusOf = async (body: string) => (await addCheckpoint(nanning, body)).statusCode;
  const foreign = note.replace(hanoi.logKey.name, 'somebody.example/transparency');
  expect(await statusOf(`old 0\n\n${foreign}`), 'a log of nobody we know').toBe(404);
  expect(await statusOf('old 0\n')).toBe(400);
  expect(await statusOf(`old 9\n\n${note}`), 'more than there is').toBe(400);
  expect(await statusOf(`old 0\n\n${note.replace('\n4\n', '\n5\n')}`), 'not what was signed').toBe(403);
  const hash = Buffer.alloc(32).toString('base64');
  expect(await statusOf(`old 0\n${hash}\n\n${note}`), 'a proof from nothing').toBe(422);
  expect(await statusOf(`old 0\n\n${note}`)).toBe(200);
  const again = await addCheckpoint(nanning, `old 0\n\n${note}`);
  expect([again.statusCode, again.payload, again.headers['content-type']]).toEqual([
    409,
    '4\n',
    'text/x.tlog.size',
  ]);
  await hanoi.withdraw('two');
  await hanoi.sign();
  expect(await statusOf(`old 4\n${hash}\n\n${await checkpointOf(hanoi)}`), 'a wrong proof').toBe(422);
});

test('two roots for one size are not cosigned, and both checkpoints are kept as the proof', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  await witnessed(hanoi, nanning);
  const other = signedBy(hanoi, 4, sha256(Buffer.from('another past')));
  expect((await addCheckpoint(nanning, `old 4\n\n${other}`)).statusCode).toBe(422);
  const [conflict] = await conflictsAt(nanning);
  for (const note of [conflict?.earlier ?? '', conflict?.later ?? ''])
    expect(openCheckpoint(note, hanoi.logKey, hanoi.tools.verifyNote)).toMatchObject({ value: { size: 4 } });
  expect(conflict?.later).toBe(other);
});

test('a leaf that somebody changed in the database is found before anything more is signed', async () => {
  for (const item of ['one', 'two']) await hanoi.withdraw(item);
  await hanoi.sign();
  const signed = await checkpointOf(hanoi);
  await asOwner(
    database,
    'log_leaf',
    `update log_leaf set leaf = replace(leaf, 'error', 'legal') where kind = 'item-killed'`,
  );
  await hanoi.withdraw('three');
  expect(await hanoi.sign()).toEqual({ ok: false, error: { code: 'log-broken', size: 5, leaf: 3 } });
  expect(await examineLog(hanoi.tools, hanoi.agency)).toEqual(await hanoi.sign());
  expect(await checkpointOf(hanoi)).toBe(signed);
});

test('the application itself cannot change or remove anything of the log', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  const tables = [
    'log_leaf',
    'log_entry',
    'log_hash',
    'log_checkpoint',
    'witnessed_checkpoint',
    'log_conflict',
  ];
  for (const table of tables) {
    await expect(
      database.app.db.transaction().execute(async (trx) => {
        await sql`select set_config('pactwire.agency', ${hanoi.agency.id}, true)`.execute(trx);
        await sql`delete from ${sql.table(table)}`.execute(trx);
      }),
      table,
    ).rejects.toThrow(/permission denied/);
  }
});

test('a database restored from yesterday never signs a smaller tree, by its own mark or by what a witness can show', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  const backup = await backUpLog(database, hanoi);
  await hanoi.withdraw('two');
  await hanoi.sign();
  await witnessed(hanoi, nanning);
  await restoreLog(database, hanoi, backup);
  await hanoi.withdraw('something else');
  expect(await hanoi.sign()).toEqual({
    ok: false,
    error: { code: 'log-rolled-back', size: 4, signedSize: 5 },
  });

  // The mark is lost as well: only the partner knows.
  await hanoi.tools.logMarks.write(hanoi.agency.id, backup.note);
  expect(await witnessed(hanoi, nanning)).toEqual({
    ok: false,
    error: { code: 'log-rolled-back', size: 4, signedSize: 5 },
  });
  expect(await hanoi.sign()).toMatchObject({ error: { code: 'log-rolled-back' } });
  expect(await examineLog(hanoi.tools, hanoi.agency)).toEqual(await hanoi.sign());
});

test('a witness that only says that it saw more stops nobody', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  const lying = {
    ...hanoi.tools,
    witnessNode: { ...hanoi.tools.witnessNode, addCheckpoint: async () => ({ status: 409, text: '99\n' }) },
  };
  expect(await witnessLog(lying, hanoi.agency, nanning.partner, town.now())).toEqual({
    ok: false,
    error: { code: 'witness-refused', status: 409, reason: 'size' },
  });
  await hanoi.withdraw('two');
  expect(await hanoi.sign()).toEqual({ ok: true, value: 5 });
});

test('the page of the log says what was withdrawn in three languages, each with its proof, and how to check it', async () => {
  await hanoi.withdraw('one');
  await hanoi.sign();
  await witnessed(hanoi, nanning);
  await hanoi.withdraw('two');
  const words = {
    vi: ['Nhật ký thu hồi', 'Sai sự thật', '1 đối tác'],
    'zh-hans': ['撤回日志', '事实错误', '1 个合作方'],
    en: ['Withdrawal log', 'Error of fact', '1 partner '],
  };
  for (const [language, said] of Object.entries(words)) {
    const page = await get(hanoi, `/${language}/transparency`);
    expect(page.statusCode).toBe(200);
    for (const text of said) expect(page.payload).toContain(text);
    expect(page.payload).toContain('href="/transparency/proof/3"');
    expect(page.payload).not.toContain('proof/4');
    expect(page.payload).toContain(`--key ${hanoi.vkey}`);
  }
});

test('the page says how many answers of partners were late on which days, each number with its proof and nobody’s name', async () => {
  const page = async () => (await get(hanoi, '/en/transparency')).payload.replaceAll(/\s+/g, ' ');
  expect(await page()).toContain('0 overdue now, 0 refused');
  expect(await page()).not.toContain('Days on which');
  await hanoi.late(3);
  town.pass(3600);
  await hanoi.late(2);
  town.pass(24 * 3600);
  await hanoi.late(1);
  await hanoi.sign();
  const [, days = ''] = (await page()).split('Days on which answers of partners were overdue');
  expect(days).toMatch(
    /1 answer overdue\. <a href="[^"]*\/proof\/5">.*3 answers overdue\. <a href="[^"]*\/proof\/3">/,
  );
  expect(days).not.toContain('2 answers');
});

test('once an hour the log commits to where channels stand, and one of them can be proven without the others', async () => {
  const { tools, agency } = hanoi;
  const commit = () => commitHeads({ ...tools, chance: systemChance }, agency, town.now());
  const write = (ch: string, seq: number) =>
    tools.transact(agency.id, async ({ channels }) => {
      await channels.lock({ ch, direction: 'out', partnerDid: `did:web:${ch}` });
      const hash = nodeHash.sha256(Buffer.from(`${ch} ${seq}`));
      const entry = { ch, epoch: 1, seq, id: `${ch}-${seq}`, hash, jws: 'x', type: 'item.offered' };
      await channels.add([{ ...entry, storedAt: town.now() }]);
    });
  const [one, two] = [`one-${agency.slug}`, `two-${agency.slug}`];
  await write(one, 1);
  await write(two, 1);
  await commit();
  await commit();
  await hanoi.sign();
  expect((await opened(hanoi)).size, 'one leaf, however many channels').toBe(4);
  town.pass(3600);
  await commit();
  await hanoi.sign();
  expect((await opened(hanoi)).size, 'nothing moved, nothing is said').toBe(4);
  await write(one, 2);
  await commit();
  await hanoi.sign();
  expect((await opened(hanoi)).size).toBe(5);
  town.pass(86_400);
  await write(one, 3);
  await commit();
  town.pass(-86_400);
  await write(one, 4);
  await commit();
  await hanoi.sign();
  expect((await opened(hanoi)).size, 'an hour that comes again is not said again (I27)').toBe(6);

  const disclosed = await discloseHead(tools, agency, { ch: one, hour: '2027-01-04T08Z' });
  if (!disclosed.ok) throw new Error(disclosed.error.code);
  expect(JSON.stringify(disclosed.value)).not.toContain(two);
  const checking = { sha256, hash: nodeHash, verifyNote: tools.verifyNote };
  expect(verifyDisclosure(checking, disclosed.value, hanoi.logKey)).toMatchObject({
    ok: true,
    value: { ch: one, seq: 1, hour: '2027-01-04T08Z' },
  });
  const rewritten = { ...disclosed.value, opening: { ...disclosed.value.opening, seq: 2 } };
  expect(verifyDisclosure(checking, rewritten, hanoi.logKey)).toMatchObject({
    error: { code: 'log-root-differs' },
  });
  expect(await discloseHead(tools, agency, { ch: one, hour: '2027-01-04T10Z' })).toEqual({
    ok: false,
    error: { code: 'head-not-committed' },
  });
});
