import { afterAll, beforeAll, expect, test } from 'vitest';
import { isInStep } from '#app/channel/in-step.ts';
import { rotateKey } from '#app/channel/rotate-key.ts';
import { reopenChannel, resumeChannel } from '#app/channel/reopen-channel.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { accept } from '#kernel/result.ts';
import { readOnce } from '#main/wire/read-links.ts';
import { signerOf } from '#tests/town/key-desk.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { partnerOf, type Town } from '#tests/town/two-agencies.ts';
import { inAgency } from './in-agency.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];

beforeAll(async () => {
  database = await testDatabase();
  ({ town, desk } = await signedPair(database));
  await desk.admit({ guid: GUID });
  await desk.settle();
});
afterAll(async () => {
  await town.close();
  await database.drop();
});

const ch = () => channelIdOf(town.hanoi.agency.did, town.nanning.agency.did, town.hanoi.tools.hash.sha256);
const channelAt = (one: 'hanoi' | 'nanning') =>
  town.within(town[one], async ({ channels }) => {
    const channel = await channels.find(ch());
    if (!channel) throw new Error('no channel');
    return channel;
  });
const reopen = () => reopenChannel(town.hanoi.tools, desk.by(town.hanoi), town.nanning.agency.did);
const resume = () => resumeChannel(town.nanning.tools, desk.by(town.nanning), town.hanoi.agency.did);
const read = () =>
  readOnce(
    town.nanning.tools,
    { agency: town.nanning.agency, partner: partnerOf(town.hanoi, 'pinned') },
    { seconds: 0 },
  );

test('a channel that waits for what nobody gives back goes on when a person gives that up, and the reader follows', async () => {
  expect(await reopen()).toMatchObject({ error: { code: 'channel-goes-on' } });
  const { seq } = await channelAt('hanoi');
  await town.hanoi.tools.channelMarks.raise(town.hanoi.agency.id, ch(), { epoch: 1, seq: seq + 7 });
  await desk.kill(GUID);
  expect(await channelAt('hanoi')).toMatchObject({ epoch: 1, seq });

  expect(await reopen()).toEqual(accept(2));
  expect(await channelAt('hanoi')).toMatchObject({ epoch: 2, seq: 2, state: 'open' });
  expect(await isInStep(town.hanoi.tools.channelMarks, town.hanoi.agency.id, await channelAt('hanoi'))).toBe(
    true,
  );
  await read();
  expect(await channelAt('nanning')).toMatchObject({ epoch: 2, seq: 2, state: 'open' });
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
  expect(await reopen()).toMatchObject({ error: { code: 'channel-goes-on' } });
});

test('a reader that was away through several epochs reads each of them: what was killed in the middle is killed', async () => {
  const waits = async () => {
    const { epoch, seq } = await channelAt('hanoi');
    await town.hanoi.tools.channelMarks.raise(town.hanoi.agency.id, ch(), { epoch, seq: seq + 1 });
  };
  const [first, second] = [`${GUID}:2`, `${GUID}:3`];
  for (const guid of [first, second]) await desk.admit({ guid });
  await desk.settle();
  const { epoch } = await channelAt('nanning');
  await waits();
  expect(await reopen()).toEqual(accept(epoch + 1));
  await desk.kill(first);
  await waits();
  expect(await reopen()).toEqual(accept(epoch + 2));
  await desk.kill(second);
  for (let page = 0; page < 3; page += 1) await read();
  expect(await channelAt('nanning')).toMatchObject({ epoch: epoch + 2, state: 'open' });
  expect((await desk.itemAt(town.nanning, second)).state).toBe('killed');
  expect((await desk.itemAt(town.nanning, first)).state).toBe('killed');
});

test('a channel that was stopped is read on when a person says so; both evidences stay when it is stopped again', async () => {
  expect(await resume()).toMatchObject({ error: { code: 'channel-goes-on' } });
  const stop = (evidence: string) =>
    town.within(town.nanning, ({ channels }) => channels.freeze(ch(), [evidence], 'fork at 2'));
  await stop('one');
  await desk.say('note');
  await read();
  expect(await channelAt('nanning')).toMatchObject({ seq: 2, state: 'frozen' });
  expect(await resume()).toEqual(accept(true));
  await read();
  expect(await channelAt('nanning')).toMatchObject({ seq: 3, state: 'open' });
  await stop('two');
  const kept = await inAgency(database.app.db, town.nanning.agency.id, (trx) =>
    trx.selectFrom('channel').select('evidence').where('ch', '=', ch()).executeTakeFirstOrThrow(),
  );
  expect(kept.evidence).toEqual(['one', 'two']);
});

test('while one channel waits a key is changed all the same: the others are told at once, and this one when it is reopened', async () => {
  const other = 'did:web:aaa.example';
  const { hanoi, nanning } = town;
  await town.within(hanoi, ({ partners }) =>
    partners.save({ ...partnerOf(nanning, 'pinned'), did: other, keys: [] }, town.now()),
  );
  await resume();
  const { epoch, seq } = await channelAt('hanoi');
  await hanoi.tools.channelMarks.raise(hanoi.agency.id, ch(), { epoch, seq: seq + 1 });
  const rotated = await rotateKey(hanoi.tools, desk.by(hanoi), 'sign');
  expect(rotated).toMatchObject({ told: 1, later: [nanning.agency.did] });
  await hanoi.tools.refreshKeys();
  const toOther = channelIdOf(hanoi.agency.did, other, hanoi.tools.hash.sha256);
  const said = await town.within(hanoi, ({ channels }) => channels.entriesAfter(toOther, 1, 0, 10));
  expect(said.map(({ type }) => type)).toEqual(['channel.opened', 'key.rotated']);
  const keys = await town.within(hanoi, ({ agencies }) => agencies.keys());
  expect(keys.filter(({ role }) => role === 'sign')).toHaveLength(2);
  expect(await channelAt('hanoi')).toMatchObject({ epoch, seq });

  expect(await reopen()).toEqual(accept(epoch + 1));
  await desk.say('note');
  await read();
  const told = await town.within(nanning, ({ channels }) => channels.entriesAfter(ch(), epoch + 1, 0, 10));
  expect(told.map((entry) => `${entry.type} by ${signerOf(entry).split('#')[1]}`)).toEqual([
    'channel.opened by sign-1',
    'key.rotated by sign-1',
    'note by sign-2',
  ]);
});
