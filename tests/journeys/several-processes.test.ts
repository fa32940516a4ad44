import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '#cli/demo/until.ts';
import { listRecalls } from '#contract/correction.ts';
import { demoNode, foundDemoNode, freePort, type DemoNode } from '#main/demo/demo-nodes.ts';
import { spreadCalls, type SpreadCalls } from '#tests/town/spread-calls.ts';
import { FIVE_NEWSROOMS } from '#tools/faults/five-newsrooms.ts';
import { makePartners, sitDown, work } from '#tools/faults/newsrooms-at-work.ts';
import { openKills, takeStock, untilRight } from '#tools/faults/take-stock.ts';

/** A partner asks for its channel. */
const ASKED = 'GET /pxp/v1/channels/';
const PACTWIRE = join(import.meta.dirname, '../../src/main/pactwire.ts');

let folder: string;
/** One newsroom as two processes that answer and two that work, and two partners of it. */
let webs: readonly DemoNode[];
let workers: readonly DemoNode[];
let partners: readonly DemoNode[];
let webPorts: readonly number[];
let proxy: SpreadCalls;
let heir: ChildProcess | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pactwire-processes-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under has to get in
  const placed = await Promise.all(
    FIVE_NEWSROOMS.slice(0, 3).map(async (newsroom) => {
      const port = await freePort();
      return { newsroom, port, listens: port };
    }),
  );
  const [own, ...others] = placed;
  if (!own) throw new Error('no newsroom');
  webPorts = [await freePort(), await freePort()];
  const processOf = (role: string, listens: number) =>
    demoNode({ folder }, { ...own, listens, environment: { PACTWIRE_ROLE: role } }, others);
  webs = webPorts.map((port) => processOf('web', port));
  workers = [0, 1].map(() => processOf('worker', own.port));
  partners = others.map((one) =>
    demoNode(
      { folder },
      one,
      placed.filter((other) => other !== one),
    ),
  );
  const [first, second] = workers;
  if (!webs[0] || !first || !second) throw new Error('no processes');
  await Promise.all([webs[0], ...partners].map((node) => foundDemoNode(node, () => undefined)));
  // The one that is there first leads.
  await first.start();
  await Promise.all([second, ...webs, ...partners].map((node) => node.start()));
  proxy = await spreadCalls(own.port, webPorts, ASKED);
});
afterAll(async () => {
  heir?.kill('SIGKILL');
  await Promise.all([...webs, ...workers, ...partners].map((node) => node.stop()));
  await proxy?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('while a worker and a web process of a newsroom are killed, its stories, kills and receipts arrive, each once', async () => {
  const [giver, ...takers] = await sitDown([only(webs, 0), ...partners]);
  await makePartners(giver, takers);
  const working = await work(giver, takers);
  const shown = () => working.stories.reduce((sum, { pages }) => sum + pages.size, 0);
  const killed = () => working.stories.filter(({ isKilled }) => isKilled).length;
  await until('stories shown by partners', async () => shown() >= 2);
  await Promise.all([only(workers, 0).kill(), only(webs, 0).kill()]);
  const before = { shown: shown(), killed: killed() };
  await until('more of them, and a kill', async () => shown() > before.shown + 1 && killed() > before.killed);
  await working.stop();
  await until('the last word on every kill', async () => (await openKills(giver)).length === 0);
  expect(await untilRight(() => takeStock(working.stories, giver, takers))).toEqual([]);
  const { recalls } = await giver.editor.demand(listRecalls, {});
  for (const { reach } of recalls) {
    const holders = reach.map(({ agency }) => agency.did);
    expect(holders.toSorted()).toEqual([...new Set(holders)].toSorted());
  }
  expect(proxy.counts.every((count) => count > 0)).toBe(true);
});

test('a request that one process has believed is believed by no other one (I19)', async () => {
  const { bytes, at } = await until('a call of a partner', async () => proxy.caught());
  const other = 1 - at;
  if (other === 0) await only(webs, 0).start(); // the one that was killed
  const answer = await sendBytes(webPorts[other] ?? 0, bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  expect(answer).toContain('nonce-used');
});

test('serve runs one more worker beside the others, and a process that is told to stop leaves the database to them', async () => {
  const { dataFolder } = only(webs, 1).config;
  const said: string[] = [];
  heir = spawn(process.execPath, [PACTWIRE, 'serve', '--role', 'worker', '--data', dataFolder]);
  heir.stderr?.on('data', (piece: Buffer) => void said.push(piece.toString()));
  await until('the worker', async () => said.join('').includes('working'));
  const ended = new Promise<number | null>((done) => heir?.once('exit', (code) => done(code)));
  heir.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(said.join('')).toContain('stopped; the data stays');
  const ready = await fetch(`http://127.0.0.1:${webPorts[1]}/readyz`);
  expect(ready.status).toBe(200);
});

function only(nodes: readonly DemoNode[], at: number): DemoNode {
  const node = nodes[at];
  if (!node) throw new Error(`no process ${at}`);
  return node;
}

/** The same bytes once more, as whoever listened on the line may send them. */
function sendBytes(port: number, bytes: Buffer): Promise<string> {
  return new Promise((answered, failed) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const pieces: Buffer[] = [];
    socket.on('data', (piece) => {
      pieces.push(piece);
      const text = Buffer.concat(pieces).toString();
      if (text.includes('\r\n\r\n')) setImmediate(() => socket.end());
    });
    socket.once('close', () => answered(Buffer.concat(pieces).toString()));
    socket.once('error', failed);
    socket.write(bytes);
  });
}
