import { flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { prepareDemo } from '#cli/demo/prepare-demo.ts';
import { demoNodes, type DemoNode } from '../demo/demo-nodes.ts';
import { DEMO_NEWSROOMS } from '../demo/newsrooms.ts';
import { placeOf } from '../demo/play-nodes.ts';
import { buildDesk } from './build-desk.ts';
import { needPort } from './need-port.ts';
import { phases, type Phases } from './phases.ts';

const FOLDER = './data/demo';

/** Opens both newsrooms, makes them partners, and keeps them running until Ctrl-C. */
export async function openDemo(): Promise<void> {
  const told = phases();
  console.log(`Pactwire demo: two newsrooms on this computer, data in ${FOLDER}`);
  for (const { port } of DEMO_NEWSROOMS)
    await needPort('127.0.0.1', port, 'If the demo is running already, use it, or stop it with Ctrl-C.');
  let nodes: readonly DemoNode[] = [];
  const stopping = untilToldToStop();
  let isStopping = false;
  const opening = open(told, (made) => {
    nodes = isStopping ? [] : made;
    for (const node of nodes) supervise(node, () => isStopping);
    return nodes.length > 0;
  });
  const first = await Promise.race([opening.then(() => 'open' as const), stopping]);
  if (first === 'open') await stopping;
  isStopping = true;
  console.log('\nstopping both newsrooms; their data stays');
  // A founding is let go to its end: it takes seconds, and half a one would be done again at the next start.
  if (nodes.length === 0) await opening.catch(() => undefined);
  await Promise.all(nodes.map((node) => node.stop()));
  process.exit(0);
}

async function open(told: Phases, mayGoOn: (made: readonly DemoNode[]) => boolean): Promise<void> {
  const folder = resolve(FOLDER);
  const build = buildDesk();
  build.catch(() => undefined); // told where it is waited for
  const [first, second] = await demoNodes({ folder, anyPort: false, say: () => undefined });
  told.done('two databases, keys and agencies');
  if (await build) told.done('the desk is built');
  const nodes = [first, second] as const;
  if (!mayGoOn(nodes)) return;
  // The nodes need much of what founding them did.
  flushCompileCache();
  await Promise.all(nodes.map((node) => node.start()));
  told.done('both nodes are up');
  await prepareDemo([placeOf(first), placeOf(second)], (line) => told.done(line));
  console.log('');
  for (const { newsroom, origin } of nodes) console.log(`  ${newsroom.name.en.padEnd(16)} ${origin}/desk/`);
  console.log('\nOpen either one and take a seat. Ctrl-C stops both; the data stays.');
}

const LONGEST_WAIT_MS = 30_000;

/** A node that ends by itself is started again, at first at once, then ever later. */
function supervise(node: DemoNode, isStopping: () => boolean): void {
  let waitMs = 0;
  node.onLoss(() => {
    console.log(`the node of ${node.newsroom.name.en} ended by itself and is started again`);
    void again();
  });
  async function again(): Promise<void> {
    const begun = performance.now();
    try {
      await setTimeout(waitMs);
      await node.start();
      console.log(`the node of ${node.newsroom.name.en} is up again`);
      waitMs = performance.now() - begun > LONGEST_WAIT_MS ? 0 : 1000;
    } catch (fault) {
      if (isStopping()) return;
      waitMs = Math.min(waitMs * 2 + 1000, LONGEST_WAIT_MS);
      console.error(`${fault instanceof Error ? fault.message : 'it did not start'}; trying again`);
      await again();
    }
  }
}

function untilToldToStop(): Promise<'stop'> {
  return new Promise((told) => {
    process.once('SIGINT', () => told('stop'));
    process.once('SIGTERM', () => told('stop'));
  });
}
