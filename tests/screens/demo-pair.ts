import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { inject } from 'vitest';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { prepareDemo } from '#cli/demo/prepare-demo.ts';
import { until } from '#cli/demo/until.ts';
import { listPartners } from '#contract/partner.ts';
import { demoNodes, demoNodesAt, type DemoNode } from '#main/demo/demo-nodes.ts';
import { placeOf } from '#main/demo/play-nodes.ts';

/** The two newsrooms of the demo as real processes: partners, an agreement in force, both wires full. */
export type DemoPair = {
  /** Sông Hàn: Lan and Minh. */
  readonly songHan: string;
  /** Lujiang: 林晓 and 陈静. */
  readonly luJiang: string;
  /** The data folder of Sông Hàn. */
  readonly songHanData: string;
  readonly close: () => Promise<void>;
};

/** Further nodes, `host:port`, that the two may fetch from. */
type Near = { readonly allowHosts?: readonly string[] };

/**
 * An untouched pair. The first of a worker is prepared, stopped and kept; each one begins as a copy of it in the same place
 * and on the same ports, because both stand in its data. A worker runs one file at a time, so one pair of its is open.
 */
export async function openDemoPair(near: Near = {}): Promise<DemoPair> {
  const folder = join(inject('screensFolder'), `worker-${env['VITEST_POOL_ID']}`);
  const [live, kept, ports] = [join(folder, 'live'), join(folder, 'kept'), join(folder, 'ports.json')];
  if (!existsSync(ports)) {
    writeFileSync(ports, JSON.stringify(await keepPair(live, kept)));
  }
  const [a, b]: [number, number] = JSON.parse(readFileSync(ports, 'utf8'));
  copy(kept, live);
  const [songHan, luJiang] = demoNodesAt([a, b], { folder: live, ...near });
  const nodes = [songHan, luJiang];
  const close = () => stop(nodes);
  const startedAt = new Date().toISOString();
  await startAll(nodes);
  await Promise.all(nodes.map(({ origin }) => untilHeard(origin, startedAt)));
  return {
    songHan: songHan.origin,
    luJiang: luJiang.origin,
    songHanData: songHan.config.dataFolder,
    close,
  };
}

/** Prepares a pair, stops it in order and keeps its folder. Gives the ports. */
async function keepPair(live: string, kept: string): Promise<readonly number[]> {
  rmSync(live, { recursive: true, force: true });
  mkdirSync(live, { recursive: true });
  const told: string[] = [];
  const nodes = await demoNodes({ folder: live, anyPort: true, say: (line) => told.push(line) });
  await startAll(nodes);
  try {
    await prepareDemo([placeOf(nodes[0]), placeOf(nodes[1])], (line) => told.push(line));
  } catch (cause) {
    throw new Error(`the demo pair was not ready; it said: ${told.join(' · ')}`, { cause });
  } finally {
    await stop(nodes);
  }
  copy(live, kept);
  return nodes.map(({ config }) => config.port);
}

async function startAll(nodes: readonly DemoNode[]): Promise<void> {
  const started = await Promise.allSettled(nodes.map((node) => node.start()));
  if (started.every(({ status }) => status === 'fulfilled')) return;
  await stop(nodes);
  throw new AggregateError(started.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])));
}

/** The copy may be older than the agreement lets a channel be silent: its stories are free once the partner has been heard of. */
async function untilHeard(origin: string, since: string): Promise<void> {
  const { chief } = await newsroomDesk(origin);
  await until('the partner is heard of', async () => {
    const { partners } = await chief.demand(listPartners, {});
    return partners.every(({ incoming }) => (incoming?.headAt ?? '') > since) || undefined;
  });
}

async function stop(nodes: readonly DemoNode[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.stop()));
}

/** With the owners of files: PostgreSQL's belong to the account that it runs under. */
function copy(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${from} could not be copied: ${stderr}`);
}
