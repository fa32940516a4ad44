import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { nodeHash, systemChance, systemClock } from '#engines/world.ts';
import { accept, refuse } from '#kernel/result.ts';
import { partnerNode } from '#partners/partner-node.ts';
import { blobParts } from '#store/blob-parts.ts';
import { TEST_LINK } from '#tests/town/test-link.ts';
import { makeServer } from '../server.ts';
import { mountExchange } from './exchange.ts';

const BYTES = systemChance.bytes(1_000_000);
const DIGEST = nodeHash.sha256(BYTES);
const OTHER = nodeHash.sha256(new TextEncoder().encode('another'));

let node: FastifyInstance;
let line: Server;
let folder: string;
/** After so many bytes of an answer the line breaks. */
let cutAfter: number;
/** What was asked, as it came to the partner. */
const asked: (string | undefined)[] = [];
let given: Uint8Array | undefined = BYTES;

beforeAll(async () => {
  const unknown = async () => refuse({ code: 'object-unknown' as const });
  node = await makeServer({
    publicOrigin: 'https://a.example',
    now: systemClock.now,
    findSession: async () => undefined,
  });
  node.addHook('onRequest', async ({ headers }) => void asked.push(headers.range));
  await mountExchange(node, {
    admit: async () => accept([TEST_LINK]),
    channelOf: () => 'ch_one',
    readChannel: async () => refuse({ code: 'channel-unknown' }),
    giveBack: async () => refuse({ code: 'channel-unknown' }),
    readHead: async () => refuse({ code: 'channel-unknown' }),
    acceptCursor: async () => refuse({ code: 'channel-unknown' }),
    takeDeposit: async () => refuse({ code: 'channel-unknown' }),
    takeBlobPart: unknown,
    serveObject: unknown,
    serveBlob: async () => (given ? accept({ bytes: given, mediaType: 'image/png' }) : unknown()),
    untilGrown: async () => undefined,
    hinted: () => undefined,
    callsPerMinute: 10_000,
  });
  await node.listen({ host: '127.0.0.1', port: 0 });
  line = createServer((near) => {
    let passed = 0;
    const far = connect(portOf(node.server), '127.0.0.1');
    near.pipe(far);
    far.on('data', (bytes) => {
      near.write(bytes.subarray(0, Math.max(0, cutAfter - passed)));
      passed += bytes.length;
      if (passed < cutAfter) return;
      near.end();
      far.destroy();
    });
    far.on('close', () => near.end());
    for (const socket of [near, far]) socket.on('error', () => undefined);
  });
  await new Promise<void>((ready) => {
    line.listen(0, '127.0.0.1', ready);
  });
});
afterAll(() => node.close());
afterAll(() => void line.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pactwire-parts-'));
  [cutAfter, given] = [Infinity, BYTES];
  asked.length = 0;
  return () => rm(folder, { recursive: true, force: true });
});

function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A process of the reader's node, begun now. */
function reader() {
  const host = `127.0.0.1:${portOf(line)}`;
  const to = { agencyId: 'ours', partnerDid: 'did:web:a.example', baseUrl: `http://${host}` };
  const parts = blobParts(folder);
  const us = partnerNode({
    fetch: guardedFetcher().fetch,
    allowHosts: [host],
    requestSigner: () => ({ kid: 'did:web:b.example#http-1', sign: () => new Uint8Array(64) }),
    clock: systemClock,
    chance: systemChance,
    hash: nodeHash,
    parts,
  });
  return {
    blob: (digest = DIGEST) => us.blob(to, digest),
    have: (digest = DIGEST) => parts.have(to.agencyId, to.partnerDid, digest),
  };
}

const filesLeft = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());

test('over a line that breaks after every 300,000 bytes a blob comes whole, and no byte of it is asked for twice', async () => {
  cutAfter = 300_000;
  const stood: number[] = [];
  let got: Awaited<ReturnType<ReturnType<typeof reader>['blob']>> | undefined;
  for (let attempt = 0; attempt < 10 && !got?.ok; attempt += 1) {
    const { blob, have } = reader();
    stood.push(await have());
    got = await blob();
    if (!got.ok) expect(got.error.came).toBe((await have()) - (stood.at(-1) ?? 0));
  }
  expect(got?.ok && Buffer.from(got.value.bytes).equals(BYTES)).toBe(true);
  expect(stood.length).toBe(4);
  expect(asked).toEqual(stood.map((have) => (have === 0 ? undefined : `bytes=${have}-`)));
  expect(stood.every((have, index) => index === 0 || have > (stood[index - 1] ?? 0))).toBe(true);
  expect(await filesLeft()).toEqual([]);
});

test('what was kept and is not what its name says is thrown away, and the blob begins anew from zero', async () => {
  const { blob, have } = reader();
  cutAfter = 300_000;
  expect(await blob()).toMatchObject({ ok: false });
  const [file] = await filesLeft();
  await writeFile(join(file?.parentPath ?? '', file?.name ?? ''), Buffer.alloc(await have(), 'x'));
  cutAfter = Infinity;
  expect(await blob()).toMatchObject({ ok: false, error: { code: 'partner-answer-invalid' } });
  expect(await have()).toBe(0);
  expect(await blob()).toMatchObject({ ok: true, value: { mediaType: 'image/png' } });
  expect(asked.at(-1)).toBeUndefined();
});

test('what is here to its last byte is not asked for again, and what goes beyond it is thrown away', async () => {
  const { blob, have } = reader();
  cutAfter = 300_000;
  await blob();
  const [file] = await filesLeft();
  const path = join(file?.parentPath ?? '', file?.name ?? '');
  cutAfter = Infinity;
  await writeFile(path, BYTES);
  const got = await blob();
  expect(got.ok && Buffer.from(got.value.bytes).equals(BYTES)).toBe(true);

  cutAfter = 300_000;
  await blob();
  await writeFile(path, Buffer.concat([BYTES, BYTES]));
  cutAfter = Infinity;
  expect(await blob()).toMatchObject({ ok: false });
  expect(await have()).toBe(0);
  expect(await blob()).toMatchObject({ ok: true });
});

test('what the partner gives no longer is not kept in part either', async () => {
  const { blob, have } = reader();
  cutAfter = 300_000;
  await blob();
  expect(await have()).toBeGreaterThan(0);
  [cutAfter, given] = [Infinity, undefined];
  expect(await blob()).toMatchObject({ error: { problem: 'object-unknown' } });
  expect(await have()).toBe(0);
});

test('each blob is gone on with by itself, and one whole does not take the place of another', async () => {
  const { blob, have } = reader();
  cutAfter = 300_000;
  await blob();
  await blob(OTHER);
  expect([(await have()) > 0, (await have(OTHER)) > 0]).toEqual([true, true]);
  cutAfter = Infinity;
  expect(await blob()).toMatchObject({ ok: true });
  expect(await have(OTHER)).toBeGreaterThan(0);
});
