import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  closeSync,
  chownSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import {
  databaseAccount,
  ownedDirectory,
  reachableBinaries,
  reachableDirectory,
} from './database-account.ts';
import type { DatabaseAccount } from './database-account.ts';
import { findNativeBinaries } from './native-binaries.ts';
import { memoryHere, sharedBuffers } from './shared-buffers.ts';

/** A running PostgreSQL of our own, on loopback only. */
export type Cluster = {
  readonly port: number;
  readonly superuserPassword: string;
  /** The folder that really holds the cluster. */
  readonly directory: string;
  readonly processId: number;
  stop(): Promise<void>;
};

type Place = { readonly binaries: string; readonly directory: string; readonly account: DatabaseAccount };

/**
 * What waits for an index of words is taken in together, as far as `work_mem` holds it: with PostgreSQL's 4 MB in many small parts, at
 * twice the cost. A page out of turn costs little more than the next one on today's disks (`random_page_cost`); where the planner does not
 * know, it reads all stories to look at some. `fsync` and `full_page_writes` are PostgreSQL's defaults and stay on: an acknowledged write
 * survives a power cut (I1).
 */
const SETTINGS = [
  ['listen_addresses', '127.0.0.1'],
  ['unix_socket_directories', ''],
  // Of each process of the node up to 34.
  ['max_connections', '240'],
  ['shared_buffers', sharedBuffers(memoryHere())],
  ['gin_pending_list_limit', '16MB'],
  ['work_mem', '64MB'],
  ['random_page_cost', '1.1'],
  ['jit', 'off'],
  ['log_min_messages', 'warning'],
] as const;

/**
 * Starts the cluster in this folder, creating it first when it is not there, or adopts the one that a killed process
 * left running. Started by root, PostgreSQL runs under an unprivileged account.
 */
export async function startCluster(options: {
  directory: string;
  password: string;
  /** Asked for again after a crash, so that open pools find it where it was. */
  port?: number;
}): Promise<Cluster> {
  const place = findPlace(options.directory);
  const adopted = await adoptRunning(place, options.password);
  if (adopted) return adopted;
  createIfMissing(place, options.password);
  const port = options.port ?? (await freePort());
  const processId = launch(place, port);
  try {
    await untilReady(port, options.password, () => isAlive(processId));
  } catch (fault) {
    // Another process of the node may have started it at the same moment: PostgreSQL lets one of the two live.
    const theirs = await adoptRunning(place, options.password);
    if (theirs) return theirs;
    throw fault;
  }
  return running({ place, port, password: options.password, processId });
}

function findPlace(directory: string): Place {
  const account = databaseAccount();
  return {
    account,
    binaries: reachableBinaries(findNativeBinaries(), account),
    directory: reachableDirectory(directory, account),
  };
}

/** initdb into a folder beside, then rename: a kill half way leaves no half-made cluster. */
function createIfMissing(place: Place, password: string): void {
  if (existsSync(join(place.directory, 'PG_VERSION'))) return;
  const fresh = `${place.directory}.new-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${fresh}.pw`;
  ownedDirectory(fresh, place.account);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.account) chownSync(passwordFile, place.account.uid, place.account.gid);
  const made = spawnSync(
    join(place.binaries, 'bin/initdb'),
    [
      '-D',
      fresh,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-instructions',
    ],
    { ...place.account, cwd: '/', encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not create its data folder ${place.directory}: ${made.stderr}`);
  }
  rmSync(place.directory, { recursive: true, force: true });
  renameSync(fresh, place.directory);
}

function launch(place: Place, port: number): number {
  const log = openSync(`${place.directory}.log`, 'a');
  const settings = SETTINGS.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(
    join(place.binaries, 'bin/postgres'),
    ['-D', place.directory, '-p', String(port), ...settings],
    {
      ...place.account,
      cwd: '/',
      // Its own process group: Ctrl-C reaches us, and we stop it in order.
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  child.unref();
  child.on('error', () => undefined); // the wait for readiness reports it
  if (child.pid === undefined) throw new Error(`PostgreSQL did not start; see ${place.directory}.log`);
  return child.pid;
}

/** After `kill -9` of the node its PostgreSQL may still run: take it over instead of starting a second one. */
async function adoptRunning(place: Place, password: string): Promise<Cluster | undefined> {
  const file = join(place.directory, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number);
  if (!pid || !port || !isAlive(pid)) return undefined;
  try {
    await untilReady(port, password, () => isAlive(pid));
  } catch {
    return undefined; // the pid file is stale and its number now another process's; PostgreSQL itself checks again
  }
  return running({ place, port, password, processId: pid });
}

function running(at: { place: Place; port: number; password: string; processId: number }): Cluster {
  return {
    port: at.port,
    superuserPassword: at.password,
    directory: at.place.directory,
    processId: at.processId,
    async stop() {
      signal(at.processId, 'SIGINT'); // fast shutdown: no waiting for clients
      while (isAlive(at.processId)) await pause(20);
    },
  };
}

async function untilReady(port: number, password: string, alive: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (!alive()) throw new Error('PostgreSQL ended while starting; its log is beside the data folder');
    if (await answers(port, password)) return;
    await pause(50);
  }
  throw new Error('PostgreSQL did not become ready within 30 s; its log is beside the data folder');
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false; // not yet
  } finally {
    await client.end().catch(() => undefined);
  }
}

export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
  } catch {
    return false;
  }
  // A child that ended and was not yet collected still answers signals.
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${processId}/status`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

function signal(processId: number, name: NodeJS.Signals): void {
  try {
    process.kill(processId, name);
  } catch {
    // already gone
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address) found(address.port);
        else failed(new Error('no free port on loopback'));
      });
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((wake) => {
    setTimeout(wake, milliseconds);
  });
}
