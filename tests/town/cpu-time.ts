/** Milliseconds of processor time that something takes: a busy machine does not make it longer, as it does the clock's. */
export function cpuMilliseconds(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
