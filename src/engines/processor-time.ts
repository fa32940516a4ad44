import type { Worker } from 'node:worker_threads';

/**
 * Limits on foreign work count what the processor worked for it, so that a machine with much to do refuses nothing that is in order. Work
 * that only waits is ended when so many times its limit has gone by on the clock.
 */
export const MOST_WAITING = 10;

/** Rings once the processor has worked so long for a thread since it said what it had worked; gives what keeps it from ringing. */
export function whenWorked(
  worker: Worker,
  { since, limitMs }: { readonly since: NodeJS.CpuUsage | undefined; readonly limitMs: number },
  ring: () => void,
): () => void {
  let isOver = false;
  const last = setTimeout(ring, limitMs * MOST_WAITING);
  const look = async (): Promise<void> => {
    const { user, system } = await worker.cpuUsage(since);
    if (isOver) return;
    const leftMs = limitMs - (user + system) / 1000;
    if (leftMs <= 0) ring();
    else next = lookIn(leftMs);
  };
  // A thread that does not answer is ended by the clock.
  const lookIn = (ms: number): NodeJS.Timeout => setTimeout(() => void look().catch(() => undefined), ms);
  let next = lookIn(limitMs);
  return () => {
    isOver = true;
    clearTimeout(last);
    clearTimeout(next);
  };
}
