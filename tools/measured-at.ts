import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** The day, the machine and the commit that figures are of: one line for every page of figures. */
export function measuredAt(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const memory = Math.round(totalmem() / 1024 ** 3);
  const [processor] = cpus();
  return [
    new Date().toISOString().slice(0, 10),
    `${cpus().length} × ${processor?.model ?? 'unknown processor'}, ${memory} GiB`,
    `Node ${process.versions.node}`,
    process.platform,
    `at commit ${commit}`,
  ].join(' · ');
}
