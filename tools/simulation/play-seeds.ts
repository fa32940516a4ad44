import { Worker } from 'node:worker_threads';
import type { CommonOrder } from './common-order.ts';
import type { SimulationReport } from './run-simulation.ts';

export type Seeds = { readonly seed: number; readonly seeds: number; readonly processors: number };

/** One processor's share: every so many seeds, from the first until before the end. */
export type Share = CommonOrder & { readonly seed: number; readonly every: number; readonly end: number };

export type Played = { readonly seeds: number; readonly steps: number; readonly virtualSeconds: number };

/** Plays the seeds on so many processors at once until all are done, or one breaks something. */
export async function playSeeds(
  { seed, seeds, processors }: Seeds,
  order: CommonOrder,
  onSeed: (played: Played) => void,
): Promise<{ readonly played: Played; readonly failing?: SimulationReport }> {
  let played: Played = { seeds: 0, steps: 0, virtualSeconds: 0 };
  let failing: SimulationReport | undefined;
  const every = Math.min(processors, seeds);
  const threads = Array.from({ length: every }, (_, at) => {
    const workerData: Share = { ...order, seed: seed + at, every, end: seed + seeds };
    return new Worker(new URL('share-thread.ts', import.meta.url), { workerData });
  });
  const hear = (report: SimulationReport): void => {
    const { seeds: before, steps, virtualSeconds } = played;
    played = {
      seeds: before + 1,
      steps: steps + report.steps,
      virtualSeconds: virtualSeconds + report.seconds,
    };
    onSeed(played);
    if (report.violations.length === 0) return;
    failing ??= report;
    for (const thread of threads) void thread.terminate();
  };
  await Promise.all(
    threads.map(
      (thread) =>
        new Promise<void>((resolve, reject) => {
          thread.on('message', hear);
          thread.on('error', reject);
          thread.on('exit', () => resolve());
        }),
    ),
  );
  return { played, ...(failing ? { failing } : {}) };
}
