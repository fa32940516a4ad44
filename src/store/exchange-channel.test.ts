import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendEntries } from '#app/channel/append-entry.ts';
import { takeInPage } from '#app/channel/take-in-page.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { printHead } from '#formats/envelope/head.ts';
import { parseDigest } from '#kernel/digest.ts';
import { entryEffects } from '#main/wire/entry-effects.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { partnerOf, twoAgencies, type Town } from '#tests/town/two-agencies.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  ({ town, desk } = await signedPair(database));
  await desk.admit({ guid: GUID });
  await desk.settle();
});
afterEach(() => town.close());

const ch = () => channelIdOf(town.hanoi.agency.did, town.nanning.agency.did, town.hanoi.tools.hash.sha256);
const held = async () => {
  const channel = await town.within(town.nanning, ({ channels }) => channels.find(ch()));
  if (!channel) throw new Error('no channel');
  return channel;
};
const seenAt = () => town.within(town.nanning, ({ useState }) => useState.headSeenAt(town.hanoi.agency.did));

test('an entry that cannot take effect does not hold up the kill before it', async () => {
  await desk.kill(GUID);
  await desk.say('note');
  const page = await town.page(town.nanning);
  expect(page.entries).toHaveLength(2);
  const { agency, tools } = town.nanning;
  const effects = {
    ...entryEffects(tools),
    note: () => Promise.reject(new Error('an effect with a fault')),
  };
  const to = { agency, partner: partnerOf(town.hanoi, 'pinned'), at: town.now() };
  await expect(takeInPage({ ...tools, effects }, to, page)).rejects.toThrow('an effect with a fault');
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
  expect(await held()).toMatchObject({ lastError: 'entry-fault' });
  // The entry that waits may be anything: nothing new is published meanwhile.
  expect(await seenAt()).toBeUndefined();
});

test('an entry that cannot be read closes the freshness gate at once, not when the last head has aged', async () => {
  expect(await seenAt()).toBe(town.now());
  await desk.kill(GUID);
  const page = await town.page(town.nanning);
  expect(await town.takeIn(town.nanning, { ...page, entries: ['not.a.jws'] })).toMatchObject({ ok: false });
  expect(await seenAt()).toBeUndefined();
});

test('an old head that is shown again makes nothing fresh', async () => {
  const page = await town.page(town.nanning);
  const signedAt = town.now();
  town.pass(3600);
  expect(await town.takeIn(town.nanning, page)).toMatchObject({ ok: true });
  expect(await seenAt()).toBe(signedAt);
});

test('a head that names another entry at our position freezes the channel', async () => {
  const page = await town.page(town.nanning);
  const { seq, epoch } = await held();
  const { entrySigner, hash } = town.hanoi.tools;
  const other = parseDigest(hash.sha256(new TextEncoder().encode('another entry')))!;
  const text = printHead({ ch: ch(), epoch, seq, hash: other, asOf: town.now() });
  const head = signCompact({ kid: entrySigner().kid, typ: 'pactwire-head+jws' }, text, entrySigner().sign);
  expect(await town.takeIn(town.nanning, { ...page, head })).toMatchObject({ error: { code: 'fork' } });
  expect(await held()).toMatchObject({ state: 'frozen' });
});

test('nothing is signed that the partner could not take in', async () => {
  await expect(desk.say('note', { text: 'a\0b' })).rejects.toThrow('could not be read');
  expect((await town.page(town.nanning)).entries).toEqual([]);
});

test('entries written at once follow each other, and the partner takes them in whole', async () => {
  const before = await held();
  const note = { partnerDid: town.nanning.agency.did, type: 'note' } as const;
  const from = { agency: town.hanoi.agency, at: town.now() };
  const written = await town.within(town.hanoi, (stores) =>
    appendEntries(stores, town.hanoi.tools, from, [note, note, note]),
  );
  expect(written.map(({ seq }) => seq)).toEqual([1, 2, 3].map((step) => before.seq + step));
  await desk.settle();
  expect(await held()).toMatchObject({ seq: before.seq + 3, hash: written.at(-1)?.hash });
});

test('entries for two partners are never written to the channel of one', async () => {
  const note = { partnerDid: town.nanning.agency.did, type: 'note' } as const;
  const other = { ...note, partnerDid: 'did:web:other.example' };
  const from = { agency: town.hanoi.agency, at: town.now() };
  const before = await held();
  const writing = town.within(town.hanoi, (stores) =>
    appendEntries(stores, town.hanoi.tools, from, [note, other]),
  );
  await expect(writing).rejects.toThrow('one channel has one audience');
  await desk.settle();
  expect(await held()).toMatchObject({ seq: before.seq });
});

test('partners have a channel before anything is written on it, so that silence is told from loss', async () => {
  const quiet = await twoAgencies({ database });
  await quiet.pin();
  const page = await quiet.page(quiet.nanning);
  expect(page).toMatchObject({ entries: [], more: false });
  expect(await quiet.takeIn(quiet.nanning, page)).toMatchObject({ value: { added: 0, caughtUp: true } });
  await quiet.close();
});

/** Hanoi’s next two entries, the first of a type that nobody knows here. */
async function sayUnknown(more: object) {
  const { hash, entrySigner } = town.hanoi.tools;
  const { kid, sign } = entrySigner();
  const digestOf = (jws: string) => hash.sha256(new TextEncoder().encode(jws));
  await desk.say('note');
  await desk.say('note');
  const [text, behind] = (await town.page(town.nanning)).entries.map(payloadOf);
  const signed = (payload: object) =>
    signCompact({ kid, typ: 'pactwire-entry+jws' }, JSON.stringify(payload), sign);
  const first = signed({ ...text, type: 'later.thing', ...more });
  const second = signed({ ...behind, prev: digestOf(first) });
  const reach = { ch: ch(), epoch: 1, seq: behind.seq, hash: digestOf(second), asOf: town.now() };
  const head = signCompact({ kid, typ: 'pactwire-head+jws' }, printHead(reach), sign);
  return { digest: digestOf(first), page: { head, entries: [first, second], more: false } };
}

const payloadOf = (jws: string) => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());

test('a type that nobody knows here is kept and passed; whoever asks for a receipt hears that it is refused', async () => {
  const { page, digest } = await sayUnknown({ req: { receipt: 'received' } });
  const before = await held();
  await town.takeIn(town.nanning, page);
  expect(await held()).toMatchObject({ seq: before.seq + 2, state: 'open' });
  const told = (await town.page(town.hanoi)).entries.map(payloadOf);
  expect(told).toMatchObject([{ type: 'receipt', data: { ref: { hash: digest }, state: 'refused' } }]);
});

test('a critical type that nobody knows here stops the channel at once, also what comes behind it on the same page', async () => {
  const { page } = await sayUnknown({ crit: true });
  const before = await held();
  await town.takeIn(town.nanning, page);
  expect(await held()).toMatchObject({ seq: before.seq + 1, state: 'frozen' });
  expect(await seenAt()).toBeUndefined();
});
