import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rotateKey } from '#app/channel/rotate-key.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { printTarHeader, tarPadding } from '#formats/bundle/tar-header.ts';
import { readBundle, writeBundle } from '#main/wire/bundles.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { bundleFiles } from '#partners/bundle-files.ts';
import { parseDigest } from '#kernel/digest.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { threeAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';
/** The smallest thing that shows itself as a picture. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let database: TestDatabase;
let town: Town & { readonly vientiane: TownAgency };
let desk: ReturnType<typeof exchangeDesk>;
let stick: string;
let written = 0;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  stick = mkdtempSync(join(tmpdir(), 'stick-'));
  town = await threeAgencies({ database, effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  await desk.agreements.signedByBoth();
  await desk.settle();
});
afterEach(async () => {
  await town.close();
  rmSync(stick, { recursive: true, force: true });
});

const toolsOf = ({ tools, agency }: TownAgency) => ({
  ...tools,
  bundleFiles: bundleFiles(join(stick, `work-${agency.slug}`)),
  // Whoever carries a stick has no network.
  partnerNode: unreachable,
});
const unreachable = new Proxy({} as TownAgency['tools']['partnerNode'], {
  get: (_, name) => () => {
    throw new Error(`asked over the network: ${String(name)}`);
  },
});

async function write(from: TownAgency, to: TownAgency, after?: number): Promise<string> {
  const file = join(stick, `${(written += 1)}.pxp.tar`);
  const order = { partnerDid: to.agency.did, file, ...(after === undefined ? {} : { after }) };
  const done = await writeBundle(toolsOf(from), desk.by(from), order);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return file;
}

const read = (at: TownAgency, file: string) => readBundle(toolsOf(at), desk.by(at), file);

/** The stick goes to Nanning and another comes back, until nobody has anything new. */
async function carry(): Promise<void> {
  const { hanoi, nanning } = town;
  for (let round = 0; round < 3; round += 1)
    for (const [from, to] of [
      [hanoi, nanning],
      [nanning, hanoi],
    ] as const) {
      await desk.workAt(from);
      expect(await read(to, await write(from, to))).toMatchObject({ ok: true });
    }
}

const entriesOf = async (one: TownAgency, publisher: TownAgency) =>
  town.within(one, async ({ channels }) => {
    const reader = publisher === town.hanoi ? town.nanning : town.hanoi;
    const ch = channelIdOf(publisher.agency.did, reader.agency.did, one.tools.hash.sha256);
    return (await channels.entriesAfter(ch, 1, 0, 1000)).map(({ jws }) => jws);
  });

/** Everything that the agency has, to be laid beside itself. */
async function stateOf({ agency }: TownAgency): Promise<unknown> {
  const { db } = database.migrator;
  const rows = await Promise.all(
    (
      ['entry', 'channel', 'item', 'item_version', 'object', 'blob', 'outbox', 'notice', 'activity'] as const
    ).map(async (table) =>
      (await db.selectFrom(table).selectAll().where('agency_id', '=', agency.id).execute())
        .map((row) => JSON.stringify(row))
        .toSorted(),
    ),
  );
  return rows;
}

type Member = { readonly name: string; readonly bytes: Uint8Array };

const membersOf = (file: string): Member[] => {
  const names = execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).trim().split('\n');
  return names.map((name) => ({ name, bytes: execFileSync('tar', ['-xOf', file, name]) }));
};

const archiveOf = (members: readonly Member[]): Buffer =>
  Buffer.concat([
    ...members.flatMap(({ name, bytes }) => [
      printTarHeader({ name, size: bytes.length }),
      bytes,
      new Uint8Array(tarPadding(bytes.length)),
    ]),
    new Uint8Array(1024),
  ]);

/** Reads a spoilt bundle, and sees that nothing of it was taken in. */
async function refusalOf(bytes: Uint8Array, at = town.nanning): Promise<unknown> {
  const file = join(stick, 'spoilt.tar');
  writeFileSync(file, bytes);
  const before = await stateOf(at);
  const outcome = await read(at, file);
  expect(await stateOf(at)).toEqual(before);
  return outcome.ok ? 'taken in' : outcome.error;
}

describe('a channel as a file', () => {
  test('brings a story, its picture and its kill to a partner without a network, and the receipt comes back', async () => {
    const { hanoi, nanning } = town;
    const digest = parseDigest(hanoi.tools.hash.sha256(PICTURE))!;
    await hanoi.tools.files.put(hanoi.agency.id, PICTURE);
    await desk.admit({
      guid: GUID,
      renditions: [{ role: 'web', href: 'https://wire.example/a.png', mediaType: 'image/png', digest }],
    });
    await carry();
    const item = await desk.itemAt(nanning, GUID);
    expect(item).toMatchObject({ state: 'usable', latestVersion: 1 });
    expect(await nanning.tools.files.has(nanning.agency.id, digest)).toBe(true);
    await desk.take(GUID);
    town.pass(60);
    await carry();
    expect(await desk.publish(GUID)).toMatchObject({ ok: true, value: { state: 'live' } });

    await desk.kill(GUID);
    await carry();
    expect((await desk.itemAt(nanning, GUID)).state).toBe('killed');
    expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
    expect(await entriesOf(nanning, hanoi)).toEqual(await entriesOf(hanoi, hanoi));
    const ch = channelIdOf(hanoi.agency.did, nanning.agency.did, hanoi.tools.hash.sha256);
    const ours = await town.within(hanoi, ({ channels }) => channels.find(ch));
    expect(ours?.partnerSeq, 'the bundle that comes back acknowledges').toBe(ours?.seq);
    expect(await entriesOf(hanoi, nanning)).toEqual(await entriesOf(nanning, nanning));
    expect(readdirSync(join(stick, `work-${nanning.agency.slug}`))).toEqual([]);
  });

  test('is read again without any effect, and goes on over the network where the file ended', async () => {
    const { hanoi, nanning } = town;
    await desk.admit({ guid: GUID });
    await desk.workAt(hanoi);
    const file = await write(hanoi, nanning, 0);
    expect(await read(nanning, file)).toMatchObject({ ok: true, value: { fetched: 1 } });
    const before = await stateOf(nanning);
    expect(await read(nanning, file)).toMatchObject({ ok: true, value: { added: 0, fetched: 0 } });
    expect(await stateOf(nanning)).toEqual(before);
    await desk.kill(GUID);
    await desk.settle();
    expect((await desk.itemAt(nanning, GUID)).state).toBe('killed');
  });

  test('is a plain tar: entries to the letter, and of objects only what may leave for this partner', async () => {
    const { hanoi, nanning } = town;
    await desk.admit({ guid: GUID });
    await desk.admit({ guid: `${GUID}-2` });
    await desk.workAt(hanoi);
    await desk.kill(`${GUID}-2`);
    await desk.workAt(hanoi);
    const members = membersOf(await write(hanoi, nanning, 0));
    const texts = (part: string) =>
      members.filter(({ name }) => name.startsWith(part)).map(({ bytes }) => Buffer.from(bytes).toString());
    expect(members[0]?.name).toBe('manifest');
    expect(texts('entries').join('').trim().split('\n')).toEqual(await entriesOf(hanoi, hanoi));
    const stories = texts('objects').filter((text) => text.includes(GUID));
    expect(stories).toHaveLength(1);
    expect(stories[0]).not.toContain(`${GUID}-2`);
  });

  test('carries a change of keys, under which it is signed itself', async () => {
    const { hanoi, nanning } = town;
    await rotateKey(hanoi.tools, desk.by(hanoi), 'sign');
    await hanoi.tools.refreshKeys();
    await desk.admit({ guid: GUID });
    await desk.workAt(hanoi);
    expect(await read(nanning, await write(hanoi, nanning))).toMatchObject({ ok: true });
    expect((await desk.itemAt(nanning, GUID)).latestVersion).toBe(1);
  });

  test('never goes over a file, nor to a stranger, nor after what was never written', async () => {
    const { hanoi, nanning } = town;
    const file = await write(hanoi, nanning);
    const order = { partnerDid: nanning.agency.did, file };
    const tools = toolsOf(hanoi);
    expect(await writeBundle(tools, desk.by(hanoi), order)).toEqual({
      ok: false,
      error: { code: 'bundle-file-refused' },
    });
    const stranger = { ...order, partnerDid: 'did:web:stranger.example' };
    expect(await writeBundle(tools, desk.by(hanoi), stranger)).toEqual({
      ok: false,
      error: { code: 'partner-not-pinned' },
    });
    const after = { ...order, file: `${file}2`, after: 999 };
    expect(await writeBundle(tools, desk.by(hanoi), after)).toMatchObject({
      error: { code: 'bundle-after-unknown' },
    });
    await desk.admit({ guid: GUID });
    await desk.settle();
    expect((await desk.itemAt(nanning, GUID)).latestVersion).toBe(1);
  });
});

describe('a bundle is refused whole', () => {
  test('while a person has to look at the channel', async () => {
    const { hanoi, nanning } = town;
    const ch = channelIdOf(hanoi.agency.did, nanning.agency.did, hanoi.tools.hash.sha256);
    await town.within(nanning, ({ channels }) => channels.freeze(ch, [], 'fork at 3'));
    await desk.admit({ guid: GUID });
    await desk.workAt(hanoi);
    const bundle = readFileSync(await write(hanoi, nanning));
    expect(await read(nanning, join(stick, `${written}.pxp.tar`))).toMatchObject({
      error: { code: 'bundle-not-taken', reason: 'channel-frozen' },
    });
    await town.within(nanning, ({ channels }) => channels.thaw(ch));
    writeFileSync(join(stick, 'again.tar'), bundle);
    expect(await read(nanning, join(stick, 'again.tar'))).toMatchObject({ ok: true, value: { fetched: 1 } });
  });

  test('when entries before it are missing, and says which', async () => {
    const { hanoi, nanning } = town;
    const held = (await entriesOf(nanning, hanoi)).length;
    for (const guid of [GUID, `${GUID}-2`]) await desk.admit({ guid });
    await desk.workAt(hanoi);
    const late = readFileSync(await write(hanoi, nanning, held + 1));
    expect(await refusalOf(late)).toEqual({
      code: 'bundle-gap',
      have: { epoch: 1, seq: held },
      after: { epoch: 1, seq: held + 1 },
    });
  });

  test('when it is for another agency, or from nobody we know', async () => {
    const { hanoi, nanning, vientiane } = town;
    const file = await write(hanoi, nanning, 0);
    expect(await refusalOf(readFileSync(file), vientiane)).toEqual({ code: 'bundle-foreign' });
    await town.within(vientiane, async ({ partners }) => {
      const partner = (await partners.find(hanoi.agency.did))!;
      await partners.save({ ...partner, state: 'asking' }, town.now());
    });
    expect(await refusalOf(readFileSync(file), vientiane)).toEqual({ code: 'bundle-foreign' });
  });

  test('wherever it is cut off', async () => {
    const { hanoi, nanning } = town;
    await desk.admit({ guid: GUID });
    await desk.workAt(hanoi);
    const whole = readFileSync(await write(hanoi, nanning));
    for (let length = 0; length < whole.length - 1024; length += 256)
      expect(await refusalOf(whole.subarray(0, length))).toEqual({ code: 'bundle-cut-off' });
    const members = membersOf(join(stick, `${written}.pxp.tar`));
    expect(await refusalOf(archiveOf(members.slice(0, -1)))).toEqual({ code: 'bundle-cut-off' });
  });

  test('when a single bit of it was altered', async () => {
    const { hanoi, nanning } = town;
    await desk.admit({ guid: GUID });
    await desk.workAt(hanoi);
    const members = membersOf(await write(hanoi, nanning));
    for (const [index, { name, bytes }] of members.entries()) {
      const altered = Uint8Array.from(bytes);
      altered[Math.floor(altered.length / 2)]! ^= 1;
      const spoilt = members.with(index, { name, bytes: altered });
      expect(await refusalOf(archiveOf(spoilt))).toMatchObject({
        code: expect.stringMatching(/^bundle-(unreadable|not-believed)$/),
      });
    }
  });

  test('when what it says is signed for something else, or put together from two', async () => {
    const { hanoi, nanning } = town;
    await desk.admit({ guid: GUID });
    await desk.workAt(hanoi);
    const early = membersOf(await write(hanoi, nanning));
    await desk.admit({ guid: `${GUID}-2` });
    await desk.workAt(hanoi);
    const late = membersOf(await write(hanoi, nanning));
    const mixed = [late[0]!, ...early.slice(1)];
    expect(await refusalOf(archiveOf(mixed))).toMatchObject({ code: 'bundle-cut-off' });
    expect(await refusalOf(archiveOf([early[0]!, ...late.slice(1)]))).toEqual({
      code: 'bundle-not-believed',
      reason: 'contents',
    });
    const entry = Buffer.from((await entriesOf(hanoi, hanoi)).at(-1)!);
    const named = members(late, 'manifest', entry);
    expect(await refusalOf(archiveOf(named))).toEqual({ code: 'bundle-unreadable', reason: 'manifest' });
  });

  test('when it holds what no bundle holds: paths, links, huge or unnamed members', async () => {
    const { hanoi, nanning } = town;
    const [manifest, ...rest] = membersOf(await write(hanoi, nanning));
    const outside = { name: '../../outside', bytes: Buffer.from('x') };
    expect(await refusalOf(archiveOf([manifest!, outside, ...rest]))).toEqual({
      code: 'bundle-unreadable',
      reason: 'member',
    });
    expect(readdirSync(stick)).not.toContain('outside');
    const link = archiveOf([manifest!, { name: `objects/${'A'.repeat(43)}`, bytes: Buffer.alloc(0) }]);
    retype(link, 512 + Math.ceil(manifest!.bytes.length / 512) * 512, '2');
    expect(await refusalOf(link)).toEqual({ code: 'bundle-unreadable', reason: 'member' });
    const huge = Buffer.concat([
      archiveOf([manifest!]).subarray(0, -1024),
      printTarHeader({ name: `objects/${'A'.repeat(43)}`, size: 7 * 1024 * 1024 }),
      Buffer.alloc(8 * 1024 * 1024),
    ]);
    expect(await refusalOf(huge)).toMatchObject({ code: 'bundle-too-large' });
    const small = (most: { bytes: number; members: number }) => ({
      ...toolsOf(nanning),
      bundleFiles: bundleFiles(join(stick, 'small'), most),
    });
    const file = join(stick, `${written}.pxp.tar`);
    for (const most of [
      { bytes: 1024, members: 9 },
      { bytes: 1024 ** 2, members: 0 },
    ]) {
      expect(await readBundle(small(most), desk.by(nanning), file)).toMatchObject({
        error: { code: 'bundle-too-large' },
      });
      const order = { partnerDid: hanoi.agency.did, file: `${file}.new` };
      expect(await writeBundle(small(most), desk.by(nanning), order)).toMatchObject({
        error: { code: 'bundle-too-large' },
      });
    }
    expect(await refusalOf(Buffer.from('not a bundle '.repeat(100)))).toEqual({
      code: 'bundle-unreadable',
      reason: 'member',
    });
    expect(await read(nanning, stick)).toEqual({
      ok: false,
      error: { code: 'bundle-unreadable', reason: 'file' },
    });
  });
});

function members(all: readonly Member[], name: string, bytes: Uint8Array): Member[] {
  return all.map((one) => (one.name === name ? { name, bytes } : one));
}

/** Gives the member at this place another type, and its header a checksum that fits. */
function retype(archive: Buffer, at: number, type: string): void {
  archive.write(type, at + 156);
  const block = archive.subarray(at, at + 512);
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
}
