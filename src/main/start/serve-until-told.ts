import type { NodeConfig } from '../config.ts';
import { openNode } from '../open-node.ts';

/** Runs one process of a node until it is told to stop. Told so while it opens, it stops once it is open. */
export async function serveUntilTold(config: NodeConfig, say: (line: string) => void): Promise<never> {
  const told = untilTold();
  const node = await openNode(config, say);
  await told;
  await node.stop();
  say('stopped; the data stays');
  // What a partner was asked and has not answered would hold the process.
  process.exit(0);
}

function untilTold(): Promise<void> {
  return new Promise((told) => {
    process.once('SIGINT', () => told());
    process.once('SIGTERM', () => told());
  });
}
