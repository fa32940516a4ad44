import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { demoNodes, freePorts, type DemoNode } from '#main/demo/demo-nodes.ts';
import { randomOf, type Random } from '../simulation/random.ts';
import { faultyLink, type FaultyLink } from './faulty-link.ts';
import { makePartners, work } from './newsrooms-at-work.ts';
import { openKills, takeStock } from './take-stock.ts';

export type FaultsOrder = {
  readonly seed: number;
  /** How often the network between the nodes parts, for at most so many seconds each time. */
  readonly partitions: number;
  readonly longestSeconds: number;
  /** How often a node or its database ends by SIGKILL. */
  readonly kills: number;
  readonly say: (line: string) => void;
};

export type FaultsRecord = {
  readonly seed: number;
  readonly partitions: number;
  readonly kills: number;
  readonly stories: number;
  readonly killed: number;
  readonly published: number;
  /** Calls of people that got no answer, while something was down. */
  readonly unanswered: number;
  /** From the moment when everything stood again to the last word on the last kill. */
  readonly secondsToLastReceipt: number;
  /** What is not as it was acknowledged; empty when all held. */
  readonly wrong: readonly string[];
};

/** Long enough for a long poll that went dark to end by itself. */
export const RECEIPT_SECONDS = 60;

/**
 * Two real nodes with their databases, and between them a network that parts, while stories come, are taken, shown and
 * killed; nodes and databases end by SIGKILL meanwhile. At the end everything that was acknowledged must be there, once,
 * and every kill must have its last word (I1, I2, I6, I7).
 */
export async function runFaults(order: FaultsOrder): Promise<FaultsRecord> {
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-faults-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under has to get in
  const pair = await openPair(folder, order.say);
  try {
    const record = await disturb(pair, order);
    if (record.wrong.length === 0) rmSync(folder, { recursive: true, force: true });
    else order.say(`what the nodes wrote is kept in ${folder}`);
    return record;
  } finally {
    await pair.close();
  }
}

type Pair = {
  readonly nodes: readonly [DemoNode, DemoNode];
  readonly links: readonly [FaultyLink, FaultyLink];
  close(): Promise<void>;
};

async function openPair(folder: string, say: FaultsOrder['say']): Promise<Pair> {
  const [ports, behind] = [await freePorts(), await freePorts()];
  const links = [await faultyLink(ports[0], behind[0]), await faultyLink(ports[1], behind[1])] as const;
  const nodes = await demoNodes({ folder, anyPort: true, ports, behind, say });
  const close = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
    await Promise.all(links.map((link) => link.close()));
  };
  try {
    await Promise.all(nodes.map((node) => node.start()));
    return { nodes, links, close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

async function disturb({ nodes, links }: Pair, order: FaultsOrder): Promise<FaultsRecord> {
  const random = randomOf(order.seed);
  const [giver, taker] = [await newsroomDesk(nodes[0].origin), await newsroomDesk(nodes[1].origin)];
  await makePartners(giver, taker);
  const working = await work(giver, taker);
  await Promise.all([partAgain(links, order, random), endAgain(nodes, order, random)]);
  for (const link of links) link.turn('open');
  const healedAt = performance.now();
  order.say('everything stands again');
  await working.stop();
  await until(
    'the last word on every kill',
    async () => (await openKills(giver)).length === 0,
    RECEIPT_SECONDS,
  );
  const secondsToLastReceipt = Math.round((performance.now() - healedAt) / 100) / 10;
  const { stories } = working;
  // What is offered last must have come too before it is counted.
  const wrong = await untilRight(() => takeStock(stories, giver, taker));
  return {
    seed: order.seed,
    partitions: order.partitions,
    kills: order.kills,
    stories: stories.length,
    killed: stories.filter(({ isKilled }) => isKilled).length,
    published: stories.filter(({ page }) => page !== undefined).length,
    unanswered: working.unanswered,
    secondsToLastReceipt,
    wrong,
  };
}

async function partAgain(links: Pair['links'], order: FaultsOrder, random: Random): Promise<void> {
  for (let number = 1; number <= order.partitions; number++) {
    const parted = random.pick([[links[0]], [links[1]], [...links]]) ?? [];
    const state = random.chance(0.5) ? 'cut' : 'dark';
    const seconds = random.between(1, order.longestSeconds);
    order.say(
      `partition ${number}: ${parted.length === 2 ? 'both ways' : 'one way'}, ${state}, ${seconds} s`,
    );
    for (const link of parted) link.turn(state);
    await setTimeout(seconds * 1000);
    for (const link of parted) link.turn('open');
    await setTimeout(random.between(200, 2000));
  }
}

async function endAgain(nodes: Pair['nodes'], order: FaultsOrder, random: Random): Promise<void> {
  for (let number = 1; number <= order.kills; number++) {
    await setTimeout(random.between(1000, 4000));
    const node = random.pick(nodes) ?? nodes[0];
    const isDatabase = random.chance(0.5);
    order.say(`SIGKILL ${number}: ${isDatabase ? 'the database of ' : ''}${node.newsroom.slug}`);
    if (isDatabase) await node.killDatabase();
    else {
      await node.kill();
      await node.start();
    }
  }
}

const SETTLE_MS = 60_000;

/** Looks until nothing is wrong any more, or for a minute. */
async function untilRight(look: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const end = performance.now() + SETTLE_MS;
  let wrong = await look();
  while (wrong.length > 0 && performance.now() < end) {
    await setTimeout(1000);
    wrong = await look();
  }
  return wrong;
}
