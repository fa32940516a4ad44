import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { evidenceOf } from '#app/agreement/issue-evidence.ts';
import { verifySignedAgreement } from '#app/agreement/verify-signed-agreement.ts';
import { readEntry } from '#app/channel/read-entry.ts';
import { takeInPage } from '#app/channel/take-in-page.ts';
import type { ChangedRole } from '#app/channel/announce-key.ts';
import { rotateKey } from '#app/channel/rotate-key.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { printKeyProof, printRotation } from '#formats/envelope/key-change.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import type { Signer } from '#ports/keys.ts';
import { keyDesk, signerOf } from '#tests/town/key-desk.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';
const DAY = 86_400;

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

/** Hanoi changes a key, as its administrator does; a running node hears of it a little later. */
async function rotate(role: ChangedRole, refresh = true) {
  const rotated = await rotateKey(town.hanoi.tools, desk.by(town.hanoi), role);
  if (refresh) await town.hanoi.tools.refreshKeys();
  return rotated;
}

const rotation = async (proof: (seq: number) => string, x: string) => ({
  type: 'key.rotated' as const,
  crit: true,
  data: printRotation({
    old: { kid: keys.kid('sign-1') },
    fresh: { kid: keys.kid('sign-9'), x },
    proof: proof((await keys.held()).seq + 1),
  }),
});

test('traffic goes on over a change of the signing key: the old key signs up to the change, the new one after it', async () => {
  await desk.say('note');
  const { old, fresh, told } = await rotate('sign');
  expect([old.kid, fresh.kid, told]).toEqual([keys.kid('sign-1'), keys.kid('sign-2'), 1]);
  await desk.kill(GUID);
  await desk.settle();
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
  const entries = await keys.written();
  const change = entries.find(({ type }) => type === 'key.rotated');
  expect(entries.map((one) => [one.seq, signerOf(one)])).toEqual(
    entries.map(({ seq }) => [seq, keys.kid(seq <= (change?.seq ?? 0) ? 'sign-1' : 'sign-2')]),
  );
  expect(await keys.held()).toMatchObject({ state: 'open', seq: entries.length, headSeq: entries.length });
  expect((await keys.held()).lastError).toBeUndefined();
});

test('what another process writes after a change is signed by the new key before it has heard of it', async () => {
  await rotate('sign', false);
  await desk.say('note');
  expect(signerOf((await keys.written()).at(-1)!)).toBe(keys.kid('sign-2'));
  await desk.settle();
  expect(await keys.held()).toMatchObject({ seq: (await keys.written()).length });
});

test('every entry ever written verifies for ever under what the reader has pinned', async () => {
  await rotate('sign');
  await desk.say('note');
  await rotate('sign');
  await desk.say('note');
  await desk.settle();
  const partner = await keys.pinned();
  for (const { jws } of await keys.written())
    expect(readEntry(jws, partner, town.nanning.tools).ok).toBe(true);
});

test('the old key is refused at a position after the change, also in a head', async () => {
  const old = town.hanoi.tools.entrySigner();
  await rotate('sign');
  await desk.settle();
  const page = await town.page(town.nanning);
  const late = { ...page, entries: [await keys.next(old, {})] };
  const out = { ok: false, error: { code: 'key-out-of-place', because: keys.kid('sign-1') } };
  expect(await town.takeIn(town.nanning, late)).toMatchObject(out);
  const head = signCompact(
    { kid: old.kid, typ: 'pactwire-head+jws' },
    JSON.stringify({
      v: 1,
      ch: keys.ch,
      epoch: 1,
      seq: (await keys.held()).seq,
      hash: (await keys.held()).hash,
      asOf: town.now(),
    }),
    old.sign,
  );
  expect(await town.takeIn(town.nanning, { ...page, head })).toMatchObject(out);
});

test('a change whose proof is of another key, place or use is refused, and nothing is pinned', async () => {
  const old = town.hanoi.tools.entrySigner();
  const fresh = town.hanoi.tools.keySafe.generate(keys.kid('sign-9'));
  const good = town.hanoi.tools.keySafe.open(keys.kid('sign-9'), fresh.sealed);
  const other = town.nanning.tools.entrySigner();
  const says = (seq: number) =>
    printKeyProof({ kid: keys.kid('sign-9'), prevKid: keys.kid('sign-1'), ch: keys.ch, seq });
  const proofs: readonly ((seq: number) => string)[] = [
    (seq) => signCompact({ kid: keys.kid('sign-9'), typ: 'pactwire-keyproof+jws' }, says(seq), other.sign),
    (seq) => signCompact({ kid: keys.kid('sign-9'), typ: 'pactwire-keyproof+jws' }, says(seq + 1), good.sign),
    (seq) => signCompact({ kid: keys.kid('sign-9'), typ: 'pactwire-head+jws' }, says(seq), good.sign),
    (seq) => signCompact({ kid: keys.kid('sign-1'), typ: 'pactwire-keyproof+jws' }, says(seq), old.sign),
  ];
  const before = await keys.pinned();
  const page = await town.page(town.nanning);
  for (const proof of proofs) {
    const entries = [await keys.next(old, await rotation(proof, fresh.publicKey))];
    expect(await town.takeIn(town.nanning, { ...page, entries })).toMatchObject({
      error: { code: 'key-change-refused', because: 'proof' },
    });
  }
  expect(await keys.pinned()).toEqual(before);
  // The same with the right proof is believed, so each was refused for its proof alone.
  const right = (seq: number) =>
    signCompact({ kid: keys.kid('sign-9'), typ: 'pactwire-keyproof+jws' }, says(seq), good.sign);
  const entries = [await keys.next(old, await rotation(right, fresh.publicKey))];
  expect(await town.takeIn(town.nanning, { ...page, entries })).toMatchObject({ ok: true });
});

test('a change to a name or a key that is there, or to a name of somebody else, is refused', async () => {
  const old = town.hanoi.tools.entrySigner();
  const safe = town.hanoi.tools.keySafe;
  const says = (name: string, seq: number) =>
    printKeyProof({ kid: name, prevKid: keys.kid('sign-1'), ch: keys.ch, seq });
  const told = (name: string, x: string, signer: Signer) => (seq: number) =>
    printRotation({
      old: { kid: keys.kid('sign-1') },
      fresh: { kid: name, x },
      proof: signCompact({ kid: name, typ: 'pactwire-keyproof+jws' }, says(name, seq), signer.sign),
    });
  const foreign = `${town.nanning.agency.did}#sign-9`;
  const made = [foreign, keys.kid('http-1')].map((name) => ({ name, key: safe.generate(name) }));
  const ownKey = (await keys.pinned()).keys.find(({ role }) => role === 'sign')?.jwk.x ?? '';
  const page = await town.page(town.nanning);
  const seq = (await keys.held()).seq + 1;
  for (const [because, data] of [
    ...made.map(
      ({ name, key }) => ['key-name', told(name, key.publicKey, safe.open(name, key.sealed))] as const,
    ),
    ['key-twice', told(keys.kid('sign-9'), ownKey, old)] as const,
  ]) {
    const entries = [await keys.next(old, { type: 'key.rotated', crit: true, data: data(seq) })];
    expect(await town.takeIn(town.nanning, { ...page, entries })).toMatchObject({ error: { because } });
  }
});

test('a change that comes again does nothing', async () => {
  await rotate('sign');
  const page = await town.page(town.nanning);
  expect(await town.takeIn(town.nanning, page)).toMatchObject({
    ok: true,
    value: { added: page.entries.length },
  });
  const once = await keys.pinned();
  town.pass(60);
  expect(await town.takeIn(town.nanning, page)).toMatchObject({ ok: true, value: { added: 0 } });
  expect(await keys.pinned()).toEqual(once);
});

test('a page that ends before the change is taken in, though nobody here knows yet who signed its head', async () => {
  await desk.say('note');
  await rotate('sign');
  const page = await town.page(town.nanning);
  const first = { ...page, entries: page.entries.slice(0, 1), more: true };
  expect(await town.takeIn(town.nanning, first)).toMatchObject({ value: { added: 1, caughtUp: false } });
  const { seq, headSeq } = await keys.held();
  expect(headSeq).toBeGreaterThan(seq);
  expect(await town.takeIn(town.nanning, page)).toMatchObject({ value: { caughtUp: true } });
});

test('taken in entry by entry, what follows the change is read under the new key', async () => {
  await rotate('sign');
  await desk.say('note');
  const page = await town.page(town.nanning);
  const { agency, tools } = town.nanning;
  let faults = 1;
  const effects = {
    ...entryEffects(tools),
    note: async () => {
      if (faults-- > 0) throw new Error('once');
    },
  };
  const to = { agency, partner: await keys.pinned(), at: town.now() };
  expect(await takeInPage({ ...tools, effects }, to, page)).toMatchObject({
    ok: true,
    value: { caughtUp: true },
  });
});

test('a request is answered under the old key before the change is read and for a day after, and under the new one then', async () => {
  const ask = () => town.page(town.hanoi);
  await rotate('http', false);
  // Another process still signs with the old key, and Nanning has read nothing.
  expect(await ask()).toBeTruthy();
  await town.hanoi.tools.refreshKeys();
  // The new key is not known yet: the old one speaks for it.
  expect(await ask()).toBeTruthy();
  await desk.settle();
  expect((await keys.pinned()).keys.map(({ kid: name }) => name)).toContain(keys.kid('http-2'));
  expect(await ask()).toBeTruthy();
  const former = town.hanoi.tools.keySafe;
  const ours = await town.within(town.hanoi, ({ agencies }) => agencies.keys());
  const old = ours.find((one) => one.kid === keys.kid('http-1'));
  expect(old?.retiredAt).toBe(town.now());
  expect(former.open(keys.kid('http-1'), old?.sealedPrivateKey ?? '').kid).toBe(keys.kid('http-1'));
});

test('agreements of before hold: their evidence verifies, and a new text is drafted and signed under the new key', async () => {
  const uid = await desk.agreements.draft();
  await desk.agreements.sign(town.hanoi, uid);
  await rotate('sign');
  await desk.settle();
  // Hanoi signed before the change; Nanning may sign the same text after it.
  expect(await desk.agreements.sign(town.nanning, uid)).toMatchObject({ ok: true });
  await desk.settle();
  expect(await desk.agreements.statesOf(uid)).toEqual(['in-force', 'in-force']);
  const evidence = await evidenceOf(town.hanoi.tools, town.hanoi.agency, uid);
  const partner = await keys.pinned();
  const known = [...partner.keys, ...town.nanning.keys];
  const judged = evidence.ok && verifySignedAgreement(evidence.value.agreement, known, town.nanning.tools);
  expect(judged && judged.ok && judged.value.isSignedByBoth).toBe(true);
  const another = await desk.agreements.draft();
  expect(await desk.agreements.sign(town.hanoi, another)).toMatchObject({ ok: true });
  await desk.settle();
  expect(await desk.agreements.sign(town.nanning, another)).toMatchObject({ ok: true });
  await desk.settle();
  expect(await desk.agreements.statesOf(another)).toEqual(['in-force', 'in-force']);
});

test('a text that names the old key is not signed with the new one', async () => {
  const uid = await desk.agreements.draft();
  await rotate('sign');
  expect(await desk.agreements.sign(town.hanoi, uid)).toMatchObject({
    error: { code: 'agreement-key-differs' },
  });
});

test('the public key document keeps the old key, marked, and names the new one alone as good', async () => {
  await rotate('sign');
  const answer = await town.hanoi.server.inject({ url: '/.well-known/did.json' });
  const document: {
    verificationMethod: { id: string; revoked?: string }[];
    assertionMethod: string[];
  } = answer.json();
  expect(document.assertionMethod).toEqual([keys.kid('sign-2')]);
  expect(document.verificationMethod.find(({ id }) => id === keys.kid('sign-1'))?.revoked).toBe(town.now());
});

test('a change under way and entries written at once never put two keys in the wrong order', async () => {
  await Promise.all([
    ...Array.from({ length: 6 }, () => desk.say('note')),
    rotate('sign', false),
    ...Array.from({ length: 6 }, () => desk.say('note')),
  ]);
  await desk.settle();
  expect(await keys.held()).toMatchObject({ state: 'open', seq: (await keys.written()).length });
});

test('a partner who has heard nothing from us yet finds the change in the channel that is opened for it', async () => {
  const quiet = await twoAgencies({ database, effects: entryEffects, objectEffects });
  await quiet.pin();
  const by = { agency: quiet.hanoi.agency, at: quiet.now() };
  await rotateKey(quiet.hanoi.tools, by, 'sign');
  expect(await quiet.hear(quiet.nanning, quiet.hanoi)).toBe('new');
  const partner = await quiet.within(quiet.nanning, ({ partners }) => partners.find(quiet.hanoi.agency.did));
  expect(partner?.keys.find(({ kid: name }) => name.endsWith('sign-2'))?.from).toEqual({ epoch: 1, seq: 3 });
  await quiet.close();
});

test('a day after the change the old request key is refused', async () => {
  const { tools } = town.hanoi;
  await rotate('http', false);
  await desk.settle();
  const to = {
    agencyId: town.hanoi.agency.id,
    partnerDid: town.nanning.agency.did,
    baseUrl: town.nanning.origin,
  };
  const back = channelIdOf(town.nanning.agency.did, town.hanoi.agency.did, tools.hash.sha256);
  const ask = { ch: back, epoch: 1, after: 0, limit: 1, waitSeconds: 0 };
  town.pass(DAY - 1);
  expect(await tools.partnerNode.entries(to, ask)).toMatchObject({ ok: true });
  town.pass(1);
  expect(await tools.partnerNode.entries(to, ask)).toMatchObject({ error: { problem: 'signature-refused' } });
});
