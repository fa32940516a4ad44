import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { getTailBack } from '#app/channel/get-tail-back.ts';
import { nameRecovery, pledgeRecovery } from '#app/channel/pledge-recovery.ts';
import { revokeKey } from '#app/channel/revoke-key.ts';
import type { ChangedRole } from '#app/channel/announce-key.ts';
import { rotateKey } from '#app/channel/rotate-key.ts';
import { seeLinks } from '#app/channel/see-links.ts';
import { tailEffects } from '#app/correction/take-up-tail.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { accept, refuse } from '#kernel/result.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { makeRecoveryKey, openRecoveryKey } from '#partners/keys/recovery-key.ts';
import type { RecoveryKey } from '#ports/keys.ts';
import { keptKeys } from '#store/kept-keys.ts';
import { partnerReads } from '#store/reads/partners.ts';
import { backUp } from '#tests/town/back-up.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { keyDesk, signerOf } from '#tests/town/key-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { partnerOf, threeAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';
const DAY = 86_400;

let database: TestDatabase;
let town: Town & { readonly vientiane: TownAgency };
let desk: ReturnType<typeof exchangeDesk>;
let keys: ReturnType<typeof keyDesk>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await threeAgencies({ database, effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  await desk.agreements.signedByBoth();
  await desk.settle();
  await desk.admit({ guid: GUID });
  await desk.settle();
  keys = keyDesk(town);
});
afterEach(() => town.close());

const backUpHanoi = () => backUp(database, town.hanoi.agency.id);
const rotate = async (role: ChangedRole, tools = town.hanoi.tools) => {
  const rotated = await rotateKey(tools, desk.by(town.hanoi), role);
  await tools.refreshKeys();
  return rotated;
};
/** As the lane that reads a partner's channel does first. */
const recover = async (from: TownAgency, tools = town.hanoi.tools) => {
  await tools.refreshKeys();
  const link = { agency: town.hanoi.agency, partner: partnerOf(from, 'pinned'), at: town.now() };
  const back = await getTailBack({ ...tools, effects: tailEffects(tools) }, link);
  await tools.refreshKeys();
  return back;
};
const kids = (role: ChangedRole) =>
  town.within(town.hanoi, async ({ agencies }) =>
    (await agencies.keys())
      .filter((key) => key.role === role)
      .map(({ kid, retiredAt }) => `${kid.split('#')[1]}${retiredAt === undefined ? '' : ' retired'}`),
  );
const channelTo = (reader: TownAgency) => {
  const ch = channelIdOf(town.hanoi.agency.did, reader.agency.did, town.hanoi.tools.hash.sha256);
  return town.within(town.hanoi, ({ channels }) => channels.find(ch));
};
const signersTo = async (reader: TownAgency) => {
  const ch = channelIdOf(town.hanoi.agency.did, reader.agency.did, town.hanoi.tools.hash.sha256);
  const entries = await town.within(reader, ({ channels }) => channels.entriesAfter(ch, 1, 0, 1000));
  return entries.map((entry) => `${entry.type} by ${signerOf(entry).split('#')[1]}`);
};
/** The texts that Hanoi has of what it offered under this name. */
const objectsOf = async (guid: string) =>
  town.within(town.hanoi, async ({ channels, objects }) => {
    const offered = (await channels.entriesAfter(keys.ch, 1, 0, 100)).filter(
      ({ subject, objectDigest }) => subject === guid && objectDigest !== undefined,
    );
    const texts = await Promise.all(offered.map(({ objectDigest = '' }) => objects.read(objectDigest)));
    return { offered, objects: texts.flatMap((one) => one ?? []) };
  });
/** A disk on which the folder of keys is empty too. */
const withoutFiles = () => ({
  ...town.hanoi.tools,
  keptKeys: keptKeys(mkdtempSync(join(tmpdir(), 'kept-'))),
});
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

test('a key that a restored database has forgotten comes back, and the next kill is signed with it and believed', async () => {
  const restore = await backUpHanoi();
  await rotate('sign');
  await desk.say('note');
  await desk.settle();
  await restore();
  expect(await kids('sign')).toEqual(['sign-1']);
  expect(await recover(town.nanning)).toEqual(accept('back'));
  expect(await kids('sign')).toEqual(['sign-1 retired', 'sign-2']);
  await recover(town.vientiane);
  await desk.kill(GUID);
  await desk.settle();
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
  expect((await signersTo(town.nanning)).slice(-3)).toEqual([
    'key.rotated by sign-1',
    'note by sign-2',
    'item.killed by sign-2',
  ]);
  expect((await signersTo(town.vientiane)).at(-1)).toBe('key.rotated by sign-1');
});

test('a partner who had not read of the change is told it again, before anything that the new key signs', async () => {
  const restore = await backUpHanoi();
  await rotate('sign');
  await town.hear(town.nanning, town.hanoi);
  await restore();
  expect(await recover(town.nanning)).toEqual(accept('back'));
  await desk.settle();
  expect(await signersTo(town.vientiane)).toEqual(['channel.opened by sign-1', 'key.rotated by sign-1']);
  await rotate('http');
  await desk.settle();
  expect((await signersTo(town.vientiane)).at(-1)).toBe('key.rotated by sign-2');
  expect((await channelTo(town.vientiane))?.state).toBe('open');
});

test('a channel that waits too is told the change when it is in step, before what was held for it', async () => {
  await rotate('http');
  await desk.settle();
  const restore = await backUpHanoi();
  await rotate('http');
  await town.hear(town.vientiane, town.hanoi);
  await rotate('sign');
  await town.hear(town.nanning, town.hanoi);
  await restore();
  expect(await recover(town.nanning)).toEqual(accept('back'));
  // Another change waits for nobody, and stands behind the first where that is not told yet.
  expect(await rotate('sign')).toMatchObject({ told: 1, later: [town.vientiane.agency.did] });
  expect(await recover(town.vientiane)).toEqual(accept('back'));
  await desk.settle();
  expect((await signersTo(town.vientiane)).slice(-3)).toEqual([
    'key.rotated by sign-1',
    'key.rotated by sign-1',
    'key.rotated by sign-2',
  ]);
  expect(await kids('http')).toEqual(['http-1 retired', 'http-2 retired', 'http-3']);
  await rotate('sign');
  await desk.settle();
  expect((await signersTo(town.vientiane)).at(-1)).toBe('key.rotated by sign-3');
});

test('keys that were changed twice while a channel waited are told it one after the other, before what was held', async () => {
  const restore = await backUpHanoi();
  await desk.say('note');
  await desk.settle();
  await restore();
  const first = await rotate('sign');
  expect(first).toMatchObject({ told: 1, later: [town.nanning.agency.did] });
  // The node ends here: what is held lies in the database.
  await rotate('http');
  await rotate('sign');
  await desk.kill(GUID);
  expect((await channelTo(town.nanning))?.signingKey?.kid).toBe(keys.kid('sign-1'));
  expect(await recover(town.nanning)).toEqual(accept('back'));
  await desk.settle();
  expect((await signersTo(town.nanning)).slice(-5)).toEqual([
    'note by sign-1',
    'key.rotated by sign-1',
    'key.rotated by sign-2',
    'key.rotated by sign-2',
    'item.killed by sign-3',
  ]);
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
  expect((await channelTo(town.nanning))?.signingKey?.kid).toBe(keys.kid('sign-3'));
});

test('a change that comes back after another was made is followed by that one, where its reader believes it', async () => {
  const restore = await backUpHanoi();
  await rotate('sign');
  await town.hear(town.nanning, town.hanoi);
  await restore();
  // Named sign-3: sign-2 lies beside the database.
  await rotate('sign');
  await desk.kill(GUID);
  await desk.settle();
  expect((await signersTo(town.vientiane)).at(-1)).toBe('key.rotated by sign-1');
  expect(await recover(town.nanning)).toEqual(accept('back'));
  await desk.settle();
  expect((await signersTo(town.nanning)).slice(-3)).toEqual([
    'key.rotated by sign-1',
    'key.rotated by sign-2',
    'item.killed by sign-3',
  ]);
  expect(await kids('sign')).toEqual(['sign-1 retired', 'sign-2 retired', 'sign-3']);
  await rotate('sign');
  await desk.settle();
  for (const reader of [town.nanning, town.vientiane])
    expect((await signersTo(reader)).at(-1)).toBe('key.rotated by sign-3');
});

test.each<ChangedRole>(['sign', 'http'])(
  'a %s key that one tail gave back after another was made comes back by the next tail too',
  async (role) => {
    const restore = await backUpHanoi();
    await rotate(role);
    await desk.settle();
    await restore();
    await rotate(role);
    await desk.kill(GUID);
    expect(await recover(town.vientiane)).toEqual(accept('back'));
    expect(await recover(town.nanning)).toEqual(accept('back'));
    await desk.settle();
    const [second, third] = role === 'sign' ? [2, 3] : [1, 1];
    const changes = ['key.rotated by sign-1', `key.rotated by sign-${second}`];
    expect((await signersTo(town.vientiane)).slice(-2)).toEqual(changes);
    expect((await signersTo(town.nanning)).slice(-3)).toEqual([...changes, `item.killed by sign-${third}`]);
    expect(await kids(role)).toEqual([`${role}-1 retired`, `${role}-2 retired`, `${role}-3`]);
  },
);

test('a stolen key is revoked while a channel waits; that one hears of a change, and no text is taken from its tail', async () => {
  const recovery = await pledge();
  const restore = await backUpHanoi();
  const LATE = `${GUID}:late`;
  await desk.admit({ guid: LATE });
  await desk.settle();
  await desk.kill(GUID);
  await town.hear(town.nanning, town.hanoi);
  await restore();
  const order = { kid: keys.kid('sign-1'), recovery };
  expect(await revokeKey(town.hanoi.tools, desk.by(town.hanoi), order)).toMatchObject({
    ok: true,
    value: { told: 1, later: [town.nanning.agency.did] },
  });
  expect(await recover(town.nanning)).toEqual(accept('back'));
  await desk.say('note');
  await desk.settle();
  expect((await signersTo(town.vientiane)).at(-1)).toBe('key.revoked by recovery-1');
  expect((await signersTo(town.nanning)).slice(-4)).toEqual([
    'item.offered by sign-1',
    'item.killed by sign-1',
    'key.rotated by sign-1',
    'note by sign-2',
  ]);
  expect((await desk.itemAt(town.hanoi, GUID)).state).toBe('killed');
  const { objects } = await objectsOf(LATE);
  expect(objects).toEqual([]);
  const doubted = await town.within(town.hanoi, ({ activities }) => activities.newest('tail-doubted', 5));
  expect(doubted.map(({ facts }) => facts)).toEqual([{ ch: keys.ch, entries: 2 }]);
});

test('what is brought as a lost tail under a key that the channel says is revoked is not taken back', async () => {
  const recovery = await pledge();
  const thief = town.hanoi.tools.entrySigner();
  const order = { kid: keys.kid('sign-1'), recovery };
  expect(await revokeKey(town.hanoi.tools, desk.by(town.hanoi), order)).toMatchObject({ ok: true });
  await town.hanoi.tools.refreshKeys();
  await desk.settle();
  const { epoch, seq, hash = null } = await keys.held();
  const forged = await keys.next(thief, {});
  await town.hanoi.tools.channelMarks.raise(town.hanoi.agency.id, keys.ch, { epoch, seq: seq + 1 });
  const partnerNode: typeof town.hanoi.tools.partnerNode = {
    ...town.hanoi.tools.partnerNode,
    ownEntries: async () => accept({ cursor: { epoch, seq: seq + 1, hash }, entries: [forged] }),
  };
  expect(await recover(town.nanning, { ...town.hanoi.tools, partnerNode })).toMatchObject({
    error: { code: 'key-out-of-place', because: keys.kid('sign-1') },
  });
});

test('a partner that has believed only the forgotten request key for days answers the restored node all the same', async () => {
  const restore = await backUpHanoi();
  await rotate('http');
  await desk.settle();
  town.pass(2 * DAY);
  await restore();
  expect(await kids('http')).toEqual(['http-1']);
  expect(await recover(town.nanning)).toEqual(accept('back'));
  expect(await kids('http')).toEqual(['http-1 retired', 'http-2']);
});

test('a change that nobody heard of was never made, and its name is given to no other key', async () => {
  const restore = await backUpHanoi();
  await rotate('sign');
  await restore();
  expect(await recover(town.nanning)).toEqual(accept('in-step'));
  expect(await kids('sign')).toEqual(['sign-1']);
  await rotate('sign');
  await desk.settle();
  expect(await kids('sign')).toEqual(['sign-1 retired', 'sign-3']);
  expect((await signersTo(town.nanning)).at(-1)).toBe('key.rotated by sign-1');
});

test('a key whose file is lost too stops the one channel that nobody can sign; the recovery key lets it go on', async () => {
  const recovery = await pledge();
  const restore = await backUpHanoi();
  await rotate('sign');
  await town.hear(town.nanning, town.hanoi);
  await restore();
  const tools = withoutFiles();
  expect(await recover(town.nanning, tools)).toEqual(refuse({ code: 'channel-frozen' }));
  expect(await channelTo(town.nanning)).toMatchObject({
    state: 'frozen',
    lastError: `key-lost ${keys.kid('sign-2')}`,
  });
  expect((await channelTo(town.vientiane))?.state).toBe('open');
  const needs = { ...tools, partnerReads: partnerReads(database.app.db) };
  const seen = await seeLinks(needs, town.hanoi.agency.id);
  expect(seen.flatMap(({ did, lostKey }) => (lostKey === undefined ? [] : [`${did} ${lostKey}`]))).toEqual([
    `${town.nanning.agency.did} ${keys.kid('sign-2')}`,
  ]);
  await desk.kill(GUID);
  // The others are told; nobody can sign that for the one that believes sign-2 alone.
  expect(await rotate('sign', tools)).toMatchObject({ told: 1, later: [town.nanning.agency.did] });
  const order = { kid: keys.kid('sign-2'), recovery };
  expect(await revokeKey(tools, desk.by(town.hanoi), order)).toMatchObject({ ok: true, value: { told: 2 } });
  await tools.refreshKeys();
  await desk.settle();
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
  expect((await signersTo(town.nanning)).slice(-3)).toEqual([
    'key.rotated by sign-1',
    'key.revoked by recovery-1',
    'item.killed by sign-4',
  ]);
  expect((await signersTo(town.vientiane)).slice(-2)).toEqual([
    'key.rotated by sign-1',
    'key.rotated by sign-3',
  ]);
  expect(await kids('sign')).toEqual(['sign-1 retired', 'sign-3 retired', 'sign-4']);
});

test('a channel that was stopped for the want of a key goes on when its file is there again', async () => {
  const restore = await backUpHanoi();
  await rotate('sign');
  await town.hear(town.nanning, town.hanoi);
  await restore();
  expect(await recover(town.nanning, withoutFiles())).toEqual(refuse({ code: 'channel-frozen' }));
  expect(await recover(town.nanning, withoutFiles())).toEqual(accept('in-step'));
  await desk.kill(GUID);
  expect((await channelTo(town.nanning))?.state).toBe('frozen');
  await recover(town.nanning);
  await desk.settle();
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
  expect((await signersTo(town.nanning)).at(-1)).toBe('item.killed by sign-2');
});

test('a key that was found again gives its place to the one that was made meanwhile', async () => {
  const restore = await backUpHanoi();
  await rotate('sign');
  await town.hear(town.nanning, town.hanoi);
  await restore();
  expect(await recover(town.nanning, withoutFiles())).toEqual(refuse({ code: 'channel-frozen' }));
  await rotate('sign');
  await desk.kill(GUID);
  await recover(town.nanning);
  await desk.settle();
  expect((await desk.itemAt(town.nanning, GUID)).state).toBe('killed');
  expect((await signersTo(town.nanning)).slice(-2)).toEqual([
    'key.rotated by sign-2',
    'item.killed by sign-3',
  ]);
  expect(await kids('sign')).toEqual(['sign-1 retired', 'sign-2 retired', 'sign-3']);
});

test('a lost request key is changed like any other, at the partner who believes it too', async () => {
  const restore = await backUpHanoi();
  await rotate('http');
  await town.hear(town.nanning, town.hanoi);
  await restore();
  const tools = withoutFiles();
  expect(await recover(town.nanning, tools)).toEqual(accept('back'));
  await rotate('http', tools);
  await desk.settle();
  expect((await keys.pinned()).keys.find(({ kid }) => kid === keys.kid('http-3'))?.retiredAt).toBeUndefined();
  expect(await kids('http')).toEqual(['http-1 retired', 'http-3']);
});

test('a recovery key that was pledged after the backup is known again', async () => {
  const restore = await backUpHanoi();
  const { thumbprint } = await pledge();
  await restore();
  expect(await recover(town.nanning)).toEqual(accept('back'));
  const known = await town.within(town.hanoi, ({ agencies }) => agencies.keys());
  expect(known.find(({ role }) => role === 'recovery')).toMatchObject({ thumbprint });
});
