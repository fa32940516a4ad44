/** Milliseconds of processor time that something takes: a busy machine does not make it longer, as it does the clock's. */
function cpuMilliseconds(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * How the cost of work grows when its size is multiplied by four: about 4 where cost follows size, about 16 where it
 * follows its square. The least of three runs counts on either side, so no clock and no neighbour judges the work.
 *
 * @param work does the work at the given share of its full size, 1 or 0.25
 * @returns the ratio of the two costs; 1 for work that costs less than two seconds at full size, which is too little to tell
 */
export function growth(work: (share: number) => void): number {
  const least = (share: number): number =>
    Math.min(...Array.from({ length: 3 }, () => cpuMilliseconds(() => work(share))));
  if (cpuMilliseconds(() => work(1)) < 2000) return 1;
  return least(1) / Math.max(least(0.25), 1);
}
