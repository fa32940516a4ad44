import { parentPort, workerData } from 'node:worker_threads';
import { orderOf } from './common-order.ts';
import type { Share } from './play-seeds.ts';
import { runSimulation } from './run-simulation.ts';

// The thread that plays one processor's share of the seeds, and tells of each how it went.
const share: Share = workerData;
const { seed, every, end, ...order } = share;
for (let each = seed; each < end; each += every)
  parentPort?.postMessage(await runSimulation({ ...orderOf(order), seed: each }));
