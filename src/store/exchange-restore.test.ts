import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { killItem } from '#app/item/kill-item.ts';
import { getTailBack } from '#app/channel/get-tail-back.ts';
import { seeLinks } from '#app/channel/see-links.ts';
import { readChannel } from '#app/channel/serve-channel.ts';
import { tailEffects } from '#app/correction/take-up-tail.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { plusSeconds } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { readOnce } from '#main/wire/read-links.ts';
import type { PartnerNode } from '#ports/partner-node.ts';
import { channelMarks } from '#store/channel-marks.ts';
import { partnerReads } from '#store/reads/partners.ts';
import { backUp } from '#tests/town/back-up.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { partnerOf, type Town } from '#tests/town/two-agencies.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';
const LATER = 'urn:newsml:wire.example:20270101:flood';

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];
let restore: () => Promise<void>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  ({ town, desk } = await signedPair(database));
  await desk.admit({ guid: GUID });
  await desk.settle();
  await desk.take(GUID);
  await desk.settle();
  restore = await backUp(database, town.hanoi.agency.id);
});
afterEach(() => town.close());

const ch = () => channelIdOf(town.hanoi.agency.did, town.nanning.agency.did, town.hanoi.tools.hash.sha256);
const channelAt = async (one: 'hanoi' | 'nanning') => {
  const channel = await town.within(town[one], ({ channels }) => channels.find(ch()));
  if (!channel) throw new Error('no channel');
  return channel;
};
const entriesAt = (one: 'hanoi' | 'nanning', epoch = 1) =>
  town.within(town[one], async ({ channels }) =>
    (await channels.entriesAfter(ch(), epoch, 0, 1000)).map(({ jws }) => jws),
  );
const recover = (tools = town.hanoi.tools) => {
  const { agency } = town.hanoi;
  const link = { agency, partner: partnerOf(town.nanning, 'pinned'), at: town.now() };
  return getTailBack({ ...tools, effects: tailEffects(tools) }, link);
};
/** What people see of each link. */
const waits = async () => {
  const needs = { ...town.hanoi.tools, partnerReads: partnerReads(database.app.db) };
  return (await seeLinks(needs, town.hanoi.agency.id)).map((link) => link.waits);
};
const offline = () => ({
  ...town.hanoi.tools,
  partnerNode: {
    ...town.hanoi.tools.partnerNode,
    ownEntries: async () => refuse({ code: 'partner-unreachable' as const, answer: 'nobody' }),
  },
});

test('a kill that was lost with the database is a kill again, and its entry is the reader’s to the letter', async () => {
  await desk.kill(GUID);
  await desk.settle();
  await restore();
  expect((await desk.itemAt(town.hanoi, GUID)).state).toBe('usable');
  expect(await recover()).toEqual(accept('back'));
  expect((await desk.itemAt(town.hanoi, GUID)).state).toBe('killed');
  expect(await entriesAt('hanoi')).toEqual(await entriesAt('nanning'));
  const name = { provider: town.hanoi.agency.did, guid: GUID };
  expect(await town.within(town.hanoi, ({ items }) => items.tombstone(name))).toMatchObject({
    publicReason: 'It did not happen',
  });
  const [recall] = await desk.recallsOf();
  expect(recall).toMatchObject({ kind: 'kill', reach: [{ state: 'written' }] });
  await desk.settle();
  expect(await recover()).toEqual(accept('in-step'));
  expect((await channelAt('nanning')).state).toBe('open');
});

test('a story that came after the backup comes back from who was sent it, and is known to be there', async () => {
  await desk.admit({ guid: LATER, headline: 'Flood at the river' });
  await desk.settle();
  await restore();
  await recover();
  const item = await desk.itemAt(town.hanoi, LATER);
  expect(item).toMatchObject({ origin: 'own', latestVersion: 1 });
  const offer = await town.within(town.hanoi, ({ offers }) => offers.find(item.id, town.nanning.agency.did));
  expect(offer).toMatchObject({ state: 'offered', version: 1 });
});

test('a correction of a story that its reader turns out to have is told as a correction, not offered as new', async () => {
  await desk.admit({ guid: LATER, headline: 'Flood at the river' });
  await desk.settle();
  await restore();
  await desk.admit({ guid: LATER, headline: 'Flood at the river' });
  await desk.correct(LATER, 'Flood at the lake');
  await desk.settle();
  await recover();
  await desk.settle();
  expect(await desk.reachOf('correction')).toEqual(['v2 not-applicable']);
  expect((await desk.itemAt(town.nanning, LATER)).latestVersion).toBe(2);
});

test('a reader that turns out to have a story hears that it was killed, which another tail has said already', async () => {
  await desk.admit({ guid: LATER });
  await desk.settle();
  await restore();
  await desk.admit({ guid: LATER });
  const { id: itemId } = await desk.itemAt(town.hanoi, LATER);
  const said = { reasonClass: 'error', publicReason: 'It did not happen' } as const;
  const name = { provider: town.hanoi.agency.did, guid: LATER };
  const recall = { id: town.hanoi.tools.ids.uuid(), itemId, version: 1, kind: 'kill', ...said } as const;
  await town.within(town.hanoi, async (stores) => {
    await killItem(stores, { name, ...said, at: town.now() });
    await stores.recalls.add({ ...recall, issuedAt: town.now() });
  });
  await recover();
  await desk.settle();
  expect((await desk.itemAt(town.nanning, LATER)).state).toBe('killed');
  expect(await desk.reachOf('kill')).toEqual(['v1 not-applicable']);
});

test('a text that came garbled is asked for again before its entry is ours', async () => {
  await desk.admit({ guid: LATER, headline: 'Flood at the river' });
  await desk.settle();
  await restore();
  const { tools } = town.hanoi;
  let asked = 0;
  const object: PartnerNode['object'] = async (to, digest) => {
    asked += 1;
    return asked === 1 ? accept(new Uint8Array()) : tools.partnerNode.object(to, digest);
  };
  await recover({ ...tools, partnerNode: { ...tools.partnerNode, object } });
  expect(await desk.itemAt(town.hanoi, LATER)).toMatchObject({ origin: 'own', latestVersion: 1 });
});

test('a tail that another process has taken back meanwhile is no fork, and stops nothing', async () => {
  await desk.kill(GUID);
  await desk.settle();
  await restore();
  const { tools } = town.hanoi;
  let isFirst = true;
  const ownEntries: PartnerNode['ownEntries'] = async (to, ask) => {
    const answer = await tools.partnerNode.ownEntries(to, ask);
    if (isFirst) {
      isFirst = false;
      expect(await recover()).toEqual(accept('back'));
    }
    return answer;
  };
  expect(await recover({ ...tools, partnerNode: { ...tools.partnerNode, ownEntries } })).toEqual(
    accept('back'),
  );
  expect(await channelAt('hanoi')).toMatchObject({ state: 'open' });
  expect(await entriesAt('hanoi')).toEqual(await entriesAt('nanning'));
});

test('who was told of a stop alone hears that it is over, which another tail has said already', async () => {
  await desk.withhold(GUID);
  await desk.settle();
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('withheld');
  const { id } = await desk.itemAt(town.hanoi, GUID);
  const stop = await town.within(town.hanoi, ({ recalls }) => recalls.find(id, 'withhold'));
  if (!stop) throw new Error('no stop');
  await restore();
  const release = { id: town.hanoi.tools.ids.uuid(), kind: 'release' } as const;
  await town.within(town.hanoi, async ({ recalls }) => {
    await recalls.add(stop);
    await recalls.add({ ...stop, ...release, issuedAt: plusSeconds(stop.issuedAt, 1) });
  });
  await recover();
  await desk.settle();
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('usable');
  expect(await desk.reachOf('withhold')).toEqual(['v1 applied']);
  expect(await desk.reachOf('release')).toEqual(['v1 applied']);
});

test('while the reader cannot be asked nothing is signed, and what is said waits', async () => {
  await desk.say('note');
  await desk.settle();
  const held = await entriesAt('nanning');
  await restore();
  await desk.kill(GUID);
  expect(await recover(offline())).toMatchObject({ error: { code: 'partner-unreachable' } });
  expect((await entriesAt('hanoi')).length).toBeLessThan(held.length);
  expect(await waits()).toEqual([true]);
  expect((await desk.itemAt(town.hanoi, GUID)).state).toBe('killed');
  await recover();
  expect(await waits()).toEqual([false]);
  await desk.settle();
  expect(await entriesAt('nanning')).toEqual(await entriesAt('hanoi'));
  expect((await entriesAt('nanning')).slice(0, held.length)).toEqual(held);
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
});

const answering = (ownEntries: PartnerNode['ownEntries']) => ({
  ...town.hanoi.tools,
  partnerNode: { ...town.hanoi.tools.partnerNode, ownEntries },
});
const readNanning = (tools = town.hanoi.tools) =>
  readOnce(tools, { agency: town.hanoi.agency, partner: partnerOf(town.nanning, 'pinned') }, { seconds: 0 });

test('a receipt is not taken in before what it is about has come back, though the reader refused that once', async () => {
  await desk.kill(GUID);
  await desk.settle();
  await restore();
  const refused = { code: 'partner-refused', status: 401, problem: 'signature-refused', answer: '' } as const;
  expect(await readNanning(answering(async () => refuse(refused)))).toMatchObject({
    error: { code: 'partner-refused' },
  });
  await readNanning();
  await desk.settle();
  expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
});

test('a receipt that was read before what it is about had come back is heard again behind it', async () => {
  await desk.kill(GUID);
  await desk.settle();
  await restore();
  const garbled = { cursor: { epoch: 1, seq: 1000 }, entries: ['a.b.c'] };
  expect(await readNanning(answering(async () => accept(garbled)))).toMatchObject({ ok: true });
  expect(await desk.recallsOf()).toEqual([]);
  expect(await recover()).toEqual(accept('back'));
  expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
});

test('a reader that is ahead and gives nothing is asked again after a pause, not at once', async () => {
  await desk.kill(GUID);
  await desk.settle();
  await restore();
  const cursor = { epoch: 1, seq: 1000 };
  const read = await readNanning(answering(async () => accept({ cursor, entries: [] })));
  expect(read).toMatchObject({ ok: true, value: { caughtUp: false } });
});

test('a kill that was said before and is said again while it waits is told once', async () => {
  await desk.kill(GUID);
  await desk.settle();
  await restore();
  await desk.kill(GUID);
  await recover();
  await desk.settle();
  expect(await entriesAt('hanoi')).toEqual(await entriesAt('nanning'));
  const kills = await town.within(town.hanoi, async ({ channels }) =>
    (await channels.entriesAfter(ch(), 1, 0, 1000)).filter(({ type }) => type === 'item.killed'),
  );
  expect(kills).toHaveLength(1);
});

test('a recall that was held and is said anew stays with the entry that told it first', async () => {
  await desk.kill(GUID);
  await desk.settle();
  const [recall] = await desk.recallsOf();
  const partnerDid = town.nanning.agency.did;
  const again = { recallId: recall?.id ?? '', partnerDid, entry: { ch: ch(), epoch: 1, seq: 99 } };
  await town.within(town.hanoi, ({ recalls }) => recalls.addReach({ ...again, writtenAt: town.now() }));
  expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
});

test('what left and nobody holds opens a new epoch, and the reader follows by itself', async () => {
  const before = await channelAt('nanning');
  await desk.say('note');
  await town.page(town.nanning);
  await restore();
  expect(await recover()).toEqual(accept('new-epoch'));
  await desk.kill(GUID);
  const link = { agency: town.nanning.agency, partner: partnerOf(town.hanoi, 'pinned') };
  expect(await readOnce(town.nanning.tools, link, { seconds: 0 })).toMatchObject({ ok: true });
  expect(await channelAt('nanning')).toMatchObject({ epoch: before.epoch + 1, seq: 2, state: 'open' });
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
  expect(await entriesAt('nanning', 2)).toEqual(await entriesAt('hanoi', 2));
});

test('without a mark nothing tells what left: what the reader holds comes back, and the epoch is new', async () => {
  await desk.say('note');
  await desk.settle();
  await restore();
  const forgetful = { ...town.hanoi.tools, channelMarks: town.nanning.tools.channelMarks };
  expect(await forgetful.channelMarks.read(town.hanoi.agency.id, ch())).toBeUndefined();
  expect(await recover(forgetful)).toEqual(accept('new-epoch'));
  expect((await entriesAt('hanoi')).length).toBe((await entriesAt('nanning')).length);
});

test('a reader that is ahead stops the writer at once, whatever its mark says', async () => {
  await desk.say('note');
  await desk.settle();
  const held = await entriesAt('nanning');
  await restore();
  const { agency, tools } = town.hanoi;
  const forgotten = channelMarks(mkdtempSync(join(tmpdir(), 'marks-')));
  const { epoch, seq } = await channelAt('hanoi');
  await forgotten.raise(agency.id, ch(), { epoch, seq });
  const behind = { ...tools, channelMarks: forgotten, at: town.now() };
  const caller = { agency, partnerDid: town.nanning.agency.did };
  const ask = { ch: ch(), epoch, after: held.length, limit: 10 };
  expect(await readChannel(behind, caller, ask)).toEqual(refuse({ code: 'future-cursor', seq }));
  expect(await recover(behind)).toEqual(accept('back'));
  expect(await entriesAt('hanoi')).toEqual(held);
});
