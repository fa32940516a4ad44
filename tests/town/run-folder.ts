import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pid } from 'node:process';
import { databaseAccount, reachableDirectory } from '#store/cluster/database-account.ts';
import { isAlive } from '#store/cluster/start-cluster.ts';

const OWNER = 'test-run.pid';

/**
 * A folder for what a test run keeps, where the account that PostgreSQL runs under can get in. What runs that were killed
 * left behind is removed first; a database that still runs in it ends when it misses its files.
 */
export function runFolder(kind: string): string {
  const folder = reachableDirectory(join(roomyFolder(), `pactwire-${kind}-${pid}`), databaseAccount());
  for (const name of readdirSync(dirname(folder))) {
    const other = join(dirname(folder), name);
    if (isLeft(join(other, OWNER))) rmSync(other, { recursive: true, force: true });
  }
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, OWNER), String(pid));
  return folder;
}

const MEMORY = '/dev/shm';
const ROOMY_BYTES = 8 * 1024 ** 3;

/** Memory where there is much of it, for what is gone with the run: its databases write through to it at once, as to a disk. */
function roomyFolder(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize < ROOMY_BYTES ? tmpdir() : MEMORY;
}

function isLeft(owner: string): boolean {
  return existsSync(owner) && !isAlive(Number(readFileSync(owner, 'utf8')));
}
