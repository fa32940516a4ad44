import { setTimeout } from 'node:timers/promises';
import { until } from '#cli/demo/until.ts';
import { randomOf, type Random } from '../simulation/random.ts';
import { makePartners, sitDown, work } from './newsrooms-at-work.ts';
import { inTown, type Say, type Town } from './open-town.ts';
import { openKills, takeStock, untilRight } from './take-stock.ts';

export type FaultsOrder = {
  readonly seed: number;
  readonly nodes: number;
  /** How often the network between the nodes parts, for at most so many seconds each time. */
  readonly partitions: number;
  readonly longestSeconds: number;
  /** How often a node or its database ends by SIGKILL. */
  readonly kills: number;
  readonly say: Say;
};

export type FaultsRecord = {
  readonly seed: number;
  readonly nodes: number;
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
const BEGIN_SECONDS = 60;

/**
 * Real nodes with their databases, and between them a network that parts, while stories come from one, are taken, shown and
 * killed; nodes and databases end by SIGKILL meanwhile. At the end everything that was acknowledged must be there, once,
 * and every kill must have its last word (I1, I2, I6, I7).
 */
export function runFaults(order: FaultsOrder): Promise<FaultsRecord> {
  return inTown(order, (town) => disturb(town, order));
}

async function disturb({ nodes, links }: Town, order: FaultsOrder): Promise<FaultsRecord> {
  const random = randomOf(order.seed);
  const [giver, ...takers] = await sitDown(nodes);
  await makePartners(giver, takers);
  const working = await work(giver, takers);
  // On a slow machine it would be over before anything had come to anybody.
  await until('a first page', async () => working.stories.some(({ pages }) => pages.size > 0), BEGIN_SECONDS);
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
  const wrong = await untilRight(() => takeStock(stories, giver, takers));
  return {
    seed: order.seed,
    nodes: nodes.length,
    partitions: order.partitions,
    kills: order.kills,
    stories: stories.length,
    killed: stories.filter(({ isKilled }) => isKilled).length,
    published: stories.reduce((sum, { pages }) => sum + pages.size, 0),
    unanswered: working.unanswered,
    secondsToLastReceipt,
    wrong,
  };
}

async function partAgain(links: Town['links'], order: FaultsOrder, random: Random): Promise<void> {
  for (let number = 1; number <= order.partitions; number++) {
    const one = random.between(0, links.length);
    const parted = links.filter((_link, at) => one === links.length || one === at);
    const state = random.chance(0.5) ? 'cut' : 'dark';
    const seconds = random.between(1, order.longestSeconds);
    const who = parted.length > 1 ? 'everybody' : `whoever asks node ${one + 1}`;
    order.say(`partition ${number}: ${who}, ${state}, ${seconds} s`);
    for (const link of parted) link.turn(state);
    await setTimeout(seconds * 1000);
    for (const link of parted) link.turn('open');
    await setTimeout(random.between(200, 2000));
  }
}

async function endAgain(nodes: Town['nodes'], order: FaultsOrder, random: Random): Promise<void> {
  for (let number = 1; number <= order.kills; number++) {
    await setTimeout(random.between(1000, 4000));
    const node = random.pick(nodes);
    if (!node) return;
    const isDatabase = random.chance(0.5);
    order.say(`SIGKILL ${number}: ${isDatabase ? 'the database of ' : ''}${node.newsroom.slug}`);
    if (isDatabase) await node.killDatabase();
    else {
      await node.kill();
      await node.start();
    }
  }
}
