/** One line of the table: the limit of the machine and ours, taken in turns in one run. */
export type Figure = {
  readonly work: string;
  readonly unit: string;
  readonly limitName: string;
  readonly limit: number;
  readonly ours: number;
  /** What performance.md aims at, as a share of the limit; left out where the goal is a number of its own. */
  readonly goal?: string;
  readonly note?: string;
};

/** Runs both in turns, A B A B …, and gives the median of each: the machine's mood falls on both alike. */
export async function inTurns(
  rounds: number,
  limit: () => Promise<number>,
  ours: () => Promise<number>,
): Promise<{ readonly limit: number; readonly ours: number }> {
  await limit();
  await ours();
  const limits: number[] = [];
  const own: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    limits.push(await limit());
    own.push(await ours());
  }
  return { limit: median(limits), ours: median(own) };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** How many of `count` things were done in a second of wall time. */
export async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const from = process.hrtime.bigint();
  await work();
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  return count / seconds;
}

/**
 * How many of `count` things were done in a second of the processor that this process had: for work that waits for nothing, on a machine
 * that others share.
 */
export async function perCpuSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return (count * 1e6) / (user + system);
}

/** The same work by so many hands at once, each taking the next number until all are done. */
export async function byHands(
  hands: number,
  count: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: hands }, async () => {
      while (next < count) {
        const index = next;
        next += 1;
        await work(index);
      }
    }),
  );
}
