import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { pushDocument } from '#cli/demo/play/push-document.ts';
import { openPush } from '#cli/demo/play/supply-steps.ts';
import { until } from '#cli/demo/until.ts';
import type { DemoNode } from '#main/demo/demo-nodes.ts';
import { nodeSecrets } from '#main/node-secrets.ts';
import { databaseProcesses } from './database-processes.ts';
import { ninjsOf, sitDown } from './newsrooms-at-work.ts';
import { inTown, type Say } from './open-town.ts';
import { readTrace, type DatabaseCall } from './read-trace.ts';

export type SyncRecord = {
  readonly writes: number;
  /** Acknowledged, and the log of the database was on disk before that. */
  readonly synced: number;
  readonly writesWithBug: number;
  readonly bugFound: number;
  readonly wrong: readonly string[];
};

/** Why no trace can be made here; undefined when one can. */
export function whyNoTrace(): string | undefined {
  const tried = spawnSync('strace', ['-f', '-e', 'trace=fsync', '-o', '/dev/null', 'true'], {
    encoding: 'utf8',
  });
  if (tried.error) return 'strace is not installed';
  return tried.status === 0 ? undefined : `strace may not trace here: ${tried.stderr.trim()}`;
}

/**
 * Watches the system calls of a node's PostgreSQL while stories are written, and holds every acknowledgement against them:
 * between the words reaching the database and its word that they are committed the log must have gone to disk (T02). Then
 * the same with a bug that no setting shows, which has to be found out.
 */
export function traceSyncs(order: { readonly writes: number; readonly say: Say }): Promise<SyncRecord> {
  return inTown({ nodes: 1, say: order.say }, async ({ nodes }) => {
    const [[{ chief }], [node]] = [await sitDown(nodes), nodes];
    if (!node) throw new Error('no node runs');
    const place = await openPush(chief);
    const right = await writeTraced(node, place, order.writes);
    await plantUnsynced(node);
    const withBug = await writeTraced(node, place, order.writes);
    const isFound = withBug.unsynced.length > 0;
    return {
      writes: right.writes,
      synced: right.writes - right.unsynced.length,
      writesWithBug: withBug.writes,
      bugFound: withBug.unsynced.length,
      wrong: isFound
        ? right.unsynced
        : [...right.unsynced, 'commits that do not wait for the disk go unseen'],
    };
  });
}

async function writeTraced(node: DemoNode, place: Awaited<ReturnType<typeof openPush>>, writes: number) {
  const trace = await startTrace(await databaseProcesses(node));
  const written: Written[] = [];
  for (let number = 0; number < writes; number++) {
    const mark = randomUUID();
    const askedAt = secondsNow();
    const { status } = await pushDocument(place, randomUUID(), ninjsOf(`Tin ${mark}`, number));
    if (status === 200) written.push({ mark, askedAt, answeredAt: secondsNow() });
  }
  const calls = await trace.stop();
  const unsynced = written.flatMap((one) => {
    const why = whyUnsynced(one, calls);
    return why === undefined ? [] : [`${one.mark}: ${why}`];
  });
  return { writes: written.length, unsynced };
}

type Written = { readonly mark: string; readonly askedAt: number; readonly answeredAt: number };

/** Transactions that write a story ask PostgreSQL, each for itself, not to wait for the disk. */
async function plantUnsynced(node: DemoNode): Promise<void> {
  const { port } = await node.database();
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: nodeSecrets(node.config.dataFolder).superuserPassword,
    database: 'pactwire',
  });
  await client.connect();
  await client.query(`create function unsynced() returns trigger language plpgsql as $$ begin
    perform set_config('synchronous_commit', 'off', true); return new; end $$`);
  await client.query(
    'create trigger unsynced before insert on item_version for each row execute function unsynced()',
  );
  await client.end();
}

type Trace = { stop(): Promise<readonly DatabaseCall[]> };

/** One file per process, so that no call is torn in two by another's. */
async function startTrace(processes: readonly number[]): Promise<Trace> {
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-trace-'));
  const calls = 'trace=fsync,fdatasync,recvfrom,sendto';
  const strace = spawn(
    'strace',
    [
      '-ff',
      '-ttt',
      '-T',
      '-y',
      '-s',
      '16384',
      '-e',
      calls,
      '-o',
      join(folder, 'of'),
      ...processes.map((id) => `-p${id}`),
    ],
    { stdio: 'ignore' },
  );
  await until('strace is at every process', async () => processes.every((id) => isTraced(id)));
  return {
    async stop() {
      await setTimeout(200);
      await ended(strace);
      const texts = readdirSync(folder).map((name) => ({
        processId: Number(name.slice(3)),
        text: readFileSync(join(folder, name), 'latin1'),
      }));
      rmSync(folder, { recursive: true, force: true });
      return texts.flatMap(({ processId, text }) => readTrace(processId, text));
    },
  };
}

function isTraced(processId: number): boolean {
  try {
    return !/^TracerPid:\s+0$/m.test(readFileSync(`/proc/${processId}/status`, 'utf8'));
  } catch {
    return true; // it ended by itself meanwhile
  }
}

async function ended(child: ChildProcess): Promise<void> {
  await new Promise<void>((done) => {
    child.once('exit', () => done());
    child.kill('SIGINT');
  });
}

function whyUnsynced(
  { mark, askedAt, answeredAt }: Written,
  calls: readonly DatabaseCall[],
): string | undefined {
  const took = calls.findLast(
    ({ kind, text, beganAt }) => kind === 'heard' && beganAt >= askedAt && text.includes(mark),
  );
  if (!took) return 'its words were not seen to reach the database';
  const told = calls.find(
    ({ kind, processId, beganAt }) =>
      kind === 'committed' && processId === took.processId && beganAt > took.beganAt,
  );
  if (!told || told.beganAt > answeredAt) return 'acknowledged before its commit';
  const isSynced = calls.some(
    ({ kind, beganAt, endedAt }) => kind === 'synced' && beganAt > took.endedAt && endedAt < told.beganAt,
  );
  return isSynced ? undefined : 'acknowledged before the log was on disk';
}

function secondsNow(): number {
  return (performance.timeOrigin + performance.now()) / 1000;
}
