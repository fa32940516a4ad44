import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchObject } from '#app/channel/fetch-object.ts';
import { listDistrusted } from '#app/channel/list-distrusted.ts';
import { nameRecovery, pledgeRecovery } from '#app/channel/pledge-recovery.ts';
import { revokeKey } from '#app/channel/revoke-key.ts';
import { isMoot } from '#app/offer/receive-offer.ts';
import { mayCallAt } from '#domain/newsroom/key-validity.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { printKeyProof, printPledge, printRevocation } from '#formats/envelope/key-change.ts';
import type { Instant } from '#kernel/instant.ts';
import { makeRecoveryKey, openRecoveryKey } from '#partners/keys/recovery-key.ts';
import type { RecoveryKey, Signer } from '#ports/keys.ts';
import { objectEffects } from '#main/wire/entry-effects.ts';
import { keyDesk, signerOf } from '#tests/town/key-desk.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import type { Town } from '#tests/town/two-agencies.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];
let keys: ReturnType<typeof keyDesk>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  ({ town, desk } = await signedPair(database));
  keys = keyDesk(town);
  await desk.admit({ guid: GUID });
  await desk.settle();
});
afterEach(() => town.close());

/** Hanoi makes its recovery key and takes the file away; everybody hears of the key. */
async function pledge(): Promise<RecoveryKey> {
  const named = await nameRecovery(town.hanoi.tools, desk.by(town.hanoi));
  if (!named.ok) throw new Error(named.error.code);
  const { key, file } = makeRecoveryKey(named.value);
  expect(await pledgeRecovery(town.hanoi.tools, desk.by(town.hanoi), key)).toMatchObject({ ok: true });
  await town.hanoi.tools.refreshKeys();
  await desk.settle();
  const brought = openRecoveryKey(file);
  if (!brought) throw new Error('the file does not read');
  return brought;
}

async function revoke(recovery: RecoveryKey, name: string, from?: Instant) {
  const order = { kid: keys.kid(name), recovery, ...(from === undefined ? {} : { from }) };
  const revoked = await revokeKey(town.hanoi.tools, desk.by(town.hanoi), order);
  await town.hanoi.tools.refreshKeys();
  return revoked;
}

/** A revocation of the signing key for a fresh `sign-9`, whose every part but those named is right. */
async function revocation(more: { readonly last?: number } = {}) {
  const { seq } = await keys.held();
  const kid = keys.kid('sign-9');
  const { publicKey, sealed } = town.hanoi.tools.keySafe.generate(kid);
  const { sign } = town.hanoi.tools.keySafe.open(kid, sealed);
  const said = printKeyProof({ kid, prevKid: keys.kid('sign-1'), ch: keys.ch, seq: seq + 1 });
  return {
    type: 'key.revoked' as const,
    crit: true,
    data: printRevocation({
      old: { kid: keys.kid('sign-1') },
      fresh: { kid, x: publicKey },
      proof: signCompact({ kid, typ: 'pactwire-keyproof+jws' }, said, sign),
      last: { epoch: 1, seq: more.last ?? seq },
    }),
  };
}

async function brings(entry: string) {
  return town.takeIn(town.nanning, { ...(await town.page(town.nanning)), entries: [entry] });
}

test('after a revocation the channel goes on under the new key, and the old one is refused', async () => {
  const recovery = await pledge();
  const stolen = town.hanoi.tools.entrySigner();
  expect(await revoke(recovery, 'sign-1')).toMatchObject({ ok: true, value: { told: 1 } });
  await desk.kill(GUID);
  await desk.settle();
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
  const entries = await keys.written();
  expect(entries.slice(-2).map(signerOf)).toEqual([keys.kid('recovery-1'), keys.kid('sign-2')]);
  expect(await keys.held()).toMatchObject({ state: 'open', seq: entries.length });
  expect(await brings(await keys.next(stolen, {}))).toMatchObject({
    error: { code: 'key-out-of-place', because: keys.kid('sign-1') },
  });
  expect(await listDistrusted(town.nanning.tools, town.nanning.agency)).toEqual([]);
});

test('what came between the theft and the revocation is listed, a kill among it stays, and its objects are not fetched', async () => {
  const recovery = await pledge();
  town.pass(60);
  const theft = town.now();
  await desk.kill(GUID);
  await desk.say('note');
  await desk.settle();
  town.pass(60);
  expect(await revoke(recovery, 'sign-1', theft)).toMatchObject({ ok: true });
  await desk.say('note');
  await desk.settle();
  const listed = await listDistrusted(town.nanning.tools, town.nanning.agency);
  expect(listed.map(({ entry }) => entry.type)).toEqual(['item.killed', 'note']);
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
  expect(await keys.held()).toMatchObject({ seq: (await keys.written()).length });
  const { tools, agency } = town.nanning;
  const effects = objectEffects(tools);
  for (const { entry } of listed)
    expect(await fetchObject({ ...tools, effects, isMoot, at: town.now() }, agency, entry)).toEqual({
      ok: true,
      value: 'nothing-to-fetch',
    });
});

test('a text that the key in wrong hands has named comes all the same: it is said again by the key in use', async () => {
  const recovery = await pledge();
  const other = 'urn:newsml:wire.example:20270101:harbour';
  town.pass(60);
  const theft = town.now();
  await desk.admit({ guid: other });
  await desk.workAt(town.hanoi);
  town.pass(60);
  expect(await revoke(recovery, 'sign-1', theft)).toMatchObject({ ok: true });
  const said = (await keys.written()).filter(({ subject }) => subject?.endsWith('harbour'));
  expect(said.map(({ type }) => type)).toEqual(['item.offered', 'item.offered']);
  await desk.settle();
  expect(await desk.itemAt(town.nanning, other)).toMatchObject({ state: 'usable', latestVersion: 1 });
});

test('a revocation by a key that was never pledged is refused, by another recovery key too', async () => {
  const strange = makeRecoveryKey(keys.kid('recovery-1')).key.signer;
  const unknown = await brings(await keys.next(strange, await revocation()));
  expect(unknown).toMatchObject({ error: { code: 'key-unknown', because: keys.kid('recovery-1') } });
  await pledge();
  const other = await brings(await keys.next(strange, await revocation()));
  expect(other).toMatchObject({ error: { code: 'entry-unreadable', because: 'jws-signature' } });
});

test('the signing key cannot revoke, and the recovery key can do nothing else', async () => {
  const { signer } = await pledge();
  const inUse = town.hanoi.tools.entrySigner();
  expect(await brings(await keys.next(inUse, await revocation()))).toMatchObject({
    error: { code: 'key-change-refused', because: 'signer' },
  });
  expect(await brings(await keys.next(signer, {}))).toMatchObject({ error: { code: 'key-out-of-place' } });
});

test('a last good position that has not been written is refused', async () => {
  const { signer } = await pledge();
  const { seq } = await keys.held();
  expect(await brings(await keys.next(signer, await revocation({ last: seq + 1 })))).toMatchObject({
    error: { code: 'key-change-refused', because: 'position' },
  });
});

test('the first recovery key stays: whoever has the signing key cannot pledge another', async () => {
  await pledge();
  expect(await nameRecovery(town.hanoi.tools, desk.by(town.hanoi))).toMatchObject({
    error: { code: 'recovery-key-there' },
  });
  const kid = keys.kid('recovery-2');
  const { x, signer } = makeRecoveryKey(kid).key;
  const said = printKeyProof({
    kid,
    prevKid: keys.kid('sign-1'),
    ch: keys.ch,
    seq: (await keys.held()).seq + 1,
  });
  const proof = signCompact({ kid, typ: 'pactwire-keyproof+jws' }, said, signer.sign);
  const data = printPledge({ fresh: { kid, x }, proof });
  const thief: Signer = town.hanoi.tools.entrySigner();
  expect(await brings(await keys.next(thief, { type: 'key.pledged', crit: true, data }))).toMatchObject({
    error: { code: 'key-change-refused', because: 'recovery-key' },
  });
});

test('nothing is revoked without the pledged key, with another one, or of a key that is not in use', async () => {
  const stranger = makeRecoveryKey(keys.kid('recovery-1')).key;
  expect(await revoke(stranger, 'sign-1')).toMatchObject({ error: { code: 'recovery-key-missing' } });
  const recovery = await pledge();
  const before = await keys.written();
  expect(await revoke(stranger, 'sign-1')).toMatchObject({ error: { code: 'recovery-key-differs' } });
  expect(await revoke(recovery, 'sign-7')).toMatchObject({ error: { code: 'key-not-in-use' } });
  expect(await revoke(recovery, 'log-1')).toMatchObject({ error: { code: 'key-not-in-use' } });
  expect(await keys.written()).toEqual(before);
});

test('a request key that was revoked is refused as soon as the partner has read it, without a day of grace', async () => {
  const recovery = await pledge();
  const stolen = town.hanoi.tools.requestSigner();
  expect(stolen.kid).toBe(keys.kid('http-1'));
  await revoke(recovery, 'http-1');
  await desk.settle();
  expect(await town.page(town.hanoi)).toBeTruthy();
  const pinned = (await keys.pinned()).keys.find(({ kid }) => kid === stolen.kid);
  expect(pinned && mayCallAt(pinned, town.now())).toBe(false);
  expect(town.hanoi.tools.requestSigner().kid).toBe(keys.kid('http-2'));
});

test('the recovery key is published, so that whoever gets to know the agency later pins it too', async () => {
  const { thumbprint, signer } = await pledge();
  const found = (await town.hanoi.server.inject({ url: '/.well-known/did.json' })).json();
  expect(found).toMatchObject({ capabilityInvocation: [signer.kid] });
  const told = (await keys.pinned()).keys.find(({ role }) => role === 'recovery');
  expect(told).toMatchObject({ kid: signer.kid, thumbprint });
  const kept = await town.within(town.hanoi, ({ agencies }) => agencies.keys());
  expect(kept.find(({ role }) => role === 'recovery')?.sealedPrivateKey).toBe('');
});
