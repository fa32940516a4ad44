import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Under which account PostgreSQL runs; undefined means our own, when we are not root. */
export type DatabaseAccount = { readonly uid: number; readonly gid: number } | undefined;

const ACCOUNT = 'pactwire';
/** Where programs and clusters go when the account cannot reach the place that was asked for (a folder of mode 700). */
const REACHABLE = '/var/lib/pactwire';

/** PostgreSQL refuses to run as root: find or create the unprivileged account, falling back to `nobody`. */
export function databaseAccount(): DatabaseAccount {
  if (process.getuid?.() !== 0) return undefined;
  const known = accountNamed(ACCOUNT);
  if (known) return known;
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT]);
  const account = accountNamed(ACCOUNT) ?? accountNamed('nobody');
  if (!account)
    throw new Error('no unprivileged account to run PostgreSQL under; create one named "pactwire"');
  return account;
}

function accountNamed(name: string): DatabaseAccount {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [login, , uid, gid] = line.split(':');
    if (login === name) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

/** The programs where the account can run them: as installed, or copied once to a reachable place. */
export function reachableBinaries(native: string, account: DatabaseAccount): string {
  if (runs(join(native, 'bin/postgres'), account)) return native;
  const version = createHash('sha256')
    .update(readFileSync(join(native, 'bin/postgres')))
    .digest('hex')
    .slice(0, 12);
  const copy = join(REACHABLE, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(REACHABLE, { recursive: true });
  const partial = `${copy}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, copy);
  } catch {
    // Another start copied it first; theirs is as good.
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
}

/** The folder for the cluster where the account can write: as asked, or one that is named after it. */
export function reachableDirectory(asked: string, account: DatabaseAccount): string {
  const wanted = resolve(asked);
  mkdirSync(dirname(wanted), { recursive: true });
  if (!account || crosses(dirname(wanted), account)) return wanted;
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 16);
  mkdirSync(REACHABLE, { recursive: true });
  return join(REACHABLE, `${basename(dirname(wanted))}-${name}`);
}

export function ownedDirectory(directory: string, account: DatabaseAccount): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (account) chownSync(directory, account.uid, account.gid);
}

function runs(program: string, account: DatabaseAccount): boolean {
  return spawnSync(program, ['--version'], { ...account, cwd: '/' }).status === 0;
}

/** True when every folder above is open to others; the account owns none of them. */
function crosses(directory: string, account: NonNullable<DatabaseAccount>): boolean {
  const { mode, uid } = statSync(directory);
  const open = (mode & 0o001) !== 0 || uid === account.uid;
  return open && (directory === dirname(directory) || crosses(dirname(directory), account));
}
