import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { examineLog } from '#app/ledger/sign-log.ts';
import { logTroubles } from '#app/ledger/log-troubles.ts';
import { verifyLog } from '#app/ledger/verify-log.ts';
import { witnessLog } from '#app/ledger/witness-log.ts';
import { openCheckpoint, printCheckpoint } from '#formats/tlog/checkpoint.ts';
import { parseLogProof, printLogProof } from '#formats/tlog/log-proof.ts';
import { leafHash } from '#formats/tlog/merkle.ts';
import { cosignedAt } from '#formats/tlog/cosignature.ts';
import { openHandover } from '#formats/tlog/handover.ts';
import { parseSignedNote, printSignedNote, printVkey, type NoteKey } from '#formats/tlog/signed-note.ts';
import { backUpLog, restoreLog } from '#tests/town/log-backup.ts';
import { logPair, type LogHouse, type LogPair } from '#tests/town/log-town.ts';
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
  await hanoi.withdraw('one');
  await hanoi.sign();
});
afterEach(() => town.close());

const get = async ({ server }: LogHouse, path: string) =>
  server.inject({ method: 'GET', url: `/transparency/${path}` });
const checkpointOf = async (house: LogHouse) => (await get(house, 'checkpoint')).payload;
const opens = async (house: LogHouse, key: NoteKey) =>
  openCheckpoint(await checkpointOf(house), key, house.tools.verifyNote).ok;
const witnessed = (log: LogHouse, by: LogHouse) => witnessLog(log.tools, log.agency, by.partner, town.now());
const reading = (house: LogHouse) => async (path: string) => {
  const answer = await get(house, path);
  return answer.statusCode === 200 ? new Uint8Array(answer.rawPayload) : undefined;
};
const verified = (house: LogHouse, key: NoteKey, read = reading(house), since?: string) =>
  verifyLog({ sha256, verifyNote: house.tools.verifyNote }, read, key, since);

/** Its key changed, with leaves before, behind and between. */
async function changed(house: LogHouse): Promise<NoteKey> {
  await house.withdraw('before');
  await house.changeKey();
  await house.withdraw('after');
  for (let rounds = 0; rounds < 2; rounds += 1) await house.sign();
  return house.keysNow().log;
}

test('the last tree under the old key names the next, and bears both signatures', async () => {
  const old = hanoi.logKey;
  const next = await changed(hanoi);
  expect(next.name).toBe(old.name);
  expect([await opens(hanoi, old), await opens(hanoi, next)]).toEqual([false, true]);
  const shown = await get(hanoi, `handover/${old.keyId}`);
  const handover = openHandover({ sha256, verifyNote: hanoi.tools.verifyNote }, shown.payload, old);
  // Three keys of the founding, two withdrawals, the new key, and the old one that gives its place.
  expect(handover).toMatchObject({ next, checkpoint: { size: 7 } });
  expect(handover?.checkpoint.note.signatures.map(({ keyId }) => keyId)).toEqual([old.keyId, next.keyId]);
  expect((await get(hanoi, `handover/${next.keyId}`)).statusCode).toBe(404);
  expect(await examineLog(hanoi.tools, hanoi.agency)).toEqual({ ok: true, value: 8 });
});

test('whoever trusts the first key follows every change, and an earlier checkpoint still counts', async () => {
  const since = await checkpointOf(hanoi);
  await changed(hanoi);
  await hanoi.changeKey();
  await hanoi.sign();
  await hanoi.withdraw('last');
  await hanoi.sign();
  const read = await verified(hanoi, hanoi.logKey, reading(hanoi), since);
  expect(read).toMatchObject({ ok: true, value: { checkpoint: { size: 11 } } });
  expect(read.ok && read.value.keys.map(printVkey)).toHaveLength(3);
  expect(read.ok && read.value.keys.at(-1)).toEqual(hanoi.keysNow().log);
});

test('a key that the old one did not name is not followed, whoever serves it', async () => {
  const own = hanoi.logKey;
  await changed(hanoi);
  const other = nanning.logKey;
  await changed(nanning);
  const foreign = await get(nanning, `handover/${other.keyId}`);
  const swapped = async (path: string) =>
    path.startsWith('handover/') ? new Uint8Array(foreign.rawPayload) : reading(hanoi)(path);
  expect(await verified(hanoi, own, swapped)).toMatchObject({ error: { code: 'checkpoint-signature' } });
  const without = async (path: string) => (path.startsWith('handover/') ? undefined : reading(hanoi)(path));
  expect(await verified(hanoi, own, without)).toMatchObject({ error: { code: 'checkpoint-signature' } });

  const shown = (await get(hanoi, `handover/${own.keyId}`)).payload;
  const tools = { sha256, verifyNote: hanoi.tools.verifyNote };
  const leaf = /^extra (.*)$/m.exec(shown)?.[1] ?? '';
  const forged = Buffer.from(
    Buffer.from(leaf, 'base64')
      .toString()
      .replace(printVkey(hanoi.keysNow().log), printVkey({ ...other, name: own.name })),
  ).toString('base64');
  expect(openHandover(tools, shown, own)).toBeDefined();
  expect(openHandover(tools, shown.replace(leaf, forged), own)).toBeUndefined();
  // Without the signature of the old key it is what a thief of the name would serve.
  const lines = shown.trimEnd().split('\n');
  expect(openHandover(tools, `${lines.toSpliced(-2, 1).join('\n')}\n`, own)).toBeUndefined();
  expect(openHandover(tools, `${lines.slice(0, -1).join('\n')}\n`, own)).toBeUndefined();
});

test('a handover signed over another past than the leaves make is found', async () => {
  const own = hanoi.logKey;
  const next = await changed(hanoi);
  const proof = parseLogProof((await get(hanoi, `handover/${own.keyId}`)).payload);
  const leaf = proof?.extra ?? new Uint8Array();
  const text = printCheckpoint({ origin: own.name, size: 1, root: leafHash(sha256, leaf) });
  const sign = (number: number) =>
    hanoi.tools.logSigner(undefined, `${hanoi.agency.did}#log-${number}`).sign(Buffer.from(text));
  const signatures = [
    { ...own, signature: sign(1) },
    { ...next, signature: sign(2) },
  ];
  const other = printLogProof({
    extra: leaf,
    index: 0,
    hashes: [],
    checkpoint: printSignedNote({ text, signatures }),
  });
  const served = reading(hanoi);
  const twofold = async (path: string) =>
    path.startsWith('handover/') ? new Uint8Array(Buffer.from(other)) : served(path);
  expect(await verified(hanoi, own, twofold)).toEqual({
    ok: false,
    error: { code: 'log-rewritten', size: 8, before: 1 },
  });
});

test('partners go on cosigning a log that changed its key, and are believed when theirs changed', async () => {
  expect(await witnessed(hanoi, nanning)).toEqual({ ok: true, value: 4 });
  await changed(hanoi);
  expect(await witnessed(hanoi, nanning)).toEqual({ ok: true, value: 8 });
  await nanning.sign();
  const next = await changed(nanning);
  await hanoi.withdraw('more');
  await hanoi.sign();
  expect(await witnessed(hanoi, nanning)).toEqual({ ok: true, value: 9 });
  const note = parseSignedNote(await checkpointOf(hanoi));
  const { witness } = nanning.keysNow();
  expect(note && cosignedAt(note, witness, hanoi.tools.verifyNote)).toBeDefined();
  expect((await logTroubles(hanoi.tools, hanoi.agency)).declined).toEqual([]);
  const pins = await hanoi.tools.transact(hanoi.agency.id, ({ transparency }) => transparency.partners());
  expect(pins.map(({ logVkey }) => logVkey)).toEqual([printVkey(next)]);
});

test('another past that the old key signed is proven by a witness after the change, too', async () => {
  const backup = await backUpLog(database, hanoi);
  await hanoi.withdraw('two');
  await hanoi.sign();
  await witnessed(hanoi, nanning);
  await restoreLog(database, hanoi, backup);
  await hanoi.tools.logMarks.write(hanoi.agency.id, backup.note);
  await changed(hanoi);
  expect(await witnessed(hanoi, nanning)).toEqual({ ok: false, error: { code: 'log-forked', size: 5 } });
});

test('a database of before the change signs nothing, though it has forgotten the key', async () => {
  const backup = await backUpLog(database, hanoi);
  const before = await hanoi.tools.transact(hanoi.agency.id, ({ agencies }) => agencies.keys());
  await changed(hanoi);
  await restoreLog(database, hanoi, backup);
  const restored = { ...hanoi.tools, keysOf: () => before };
  expect(await examineLog(restored, hanoi.agency)).toEqual({
    ok: false,
    error: { code: 'log-rolled-back', size: 4, signedSize: 8 },
  });
});
