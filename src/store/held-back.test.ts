import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { getTailBack } from '#app/channel/get-tail-back.ts';
import { tailEffects } from '#app/correction/take-up-tail.ts';
import { holdAfterRestore, showAllTheSame, showWhenWhole } from '#app/channel/hold-back.ts';
import { accept, refuse } from '#kernel/result.ts';
import { readOnce } from '#main/wire/read-links.ts';
import { backUp } from '#tests/town/back-up.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { partnerOf, type Town } from '#tests/town/two-agencies.ts';
import { restorationMark } from './restoration-mark.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];
let restore: () => Promise<void>;
let restoration: ReturnType<typeof restorationMark>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  ({ town, desk } = await signedPair(database));
  restoration = restorationMark(join(mkdtempSync(join(tmpdir(), 'pactwire-held-')), 'restoration'));
  await desk.admit({ guid: GUID });
  await desk.settle();
  restore = await backUp(database, town.hanoi.agency.id);
});
afterEach(() => town.close());

const needs = () => ({ ...town.hanoi.tools, restoration, examineLog: async () => accept(0) });
const link = () => ({ agency: town.hanoi.agency, partner: partnerOf(town.nanning, 'pinned') });
const isHeld = async () => (await restoration.read()).heldSince !== undefined;
const whatIn = (behind: readonly { readonly what: string }[] | undefined) => behind?.map(({ what }) => what);
const getBack = () => {
  const { tools } = town.hanoi;
  return getTailBack({ ...tools, effects: tailEffects(tools) }, { ...link(), at: town.now() });
};

test('a database that is as it was holds nothing back', async () => {
  expect(await holdAfterRestore(needs(), town.now())).toEqual([]);
  expect(await isHeld()).toBe(false);
});

test('after a restore nothing is shown until what we said is back, and every partner was heard of (I28)', async () => {
  await desk.kill(GUID);
  await desk.settle();
  await restore();
  expect((await desk.itemAt(town.hanoi, GUID)).state).toBe('usable');
  town.pass(60);
  expect(whatIn(await holdAfterRestore(needs(), town.now()))).toEqual(['our-channel']);
  expect(await isHeld()).toBe(true);
  expect(whatIn(await showWhenWhole(needs()))).toEqual(['our-channel', 'their-channel']);
  expect(await getBack()).toEqual(accept('back'));
  expect((await desk.itemAt(town.hanoi, GUID)).state).toBe('killed');
  // What the partner has said since may be a kill of its own.
  expect(whatIn(await showWhenWhole(needs()))).toEqual(['their-channel']);
  expect(await isHeld()).toBe(true);
  expect(await readOnce(town.hanoi.tools, link(), { seconds: 0 })).toMatchObject({ ok: true });
  expect(await showWhenWhole(needs())).toEqual([]);
  expect(await isHeld()).toBe(false);
});

test('a person shows all the same what will not come back, once; what is restored anew is held again', async () => {
  const by = () => ({ agency: town.hanoi.agency, personId: randomUUID(), at: town.now() });
  expect(await showAllTheSame(needs(), by())).toBeUndefined();
  await desk.kill(GUID);
  await desk.settle();
  await restore();
  await holdAfterRestore(needs(), town.now());
  expect(whatIn(await showAllTheSame(needs(), by()))).toContain('our-channel');
  expect(await isHeld()).toBe(false);
  expect(await holdAfterRestore(needs(), town.now())).toEqual([]);
  await getBack();
  await desk.settle();
  await desk.admit({ guid: 'urn:newsml:wire.example:20270101:flood' });
  await desk.settle();
  const later = await backUp(database, town.hanoi.agency.id);
  await desk.kill('urn:newsml:wire.example:20270101:flood');
  await desk.settle();
  await later();
  expect(whatIn(await holdAfterRestore(needs(), town.now()))).toEqual(['our-channel']);
});

test('a log of which more was signed than is here holds it back too', async () => {
  const rolledBack = async () => refuse({ code: 'log-rolled-back', size: 3, signedSize: 5 } as const);
  const behind = await holdAfterRestore({ ...needs(), examineLog: rolledBack }, town.now());
  expect(behind).toMatchObject([{ what: 'log', at: '3' }]);
});
