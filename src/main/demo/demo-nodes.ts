import { fork, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { databaseAccount, reachableDirectory } from '#store/cluster/database-account.ts';
import { isAlive } from '#store/cluster/start-cluster.ts';
import { readConfig, type NodeConfig } from '../config.ts';
import { foundNode } from '../found-node.ts';
import { DEMO_NEWSROOMS, type DemoNewsroom } from './newsrooms.ts';

/** One demo newsroom's node: a process of its own with a database of its own. */
export type DemoNode = {
  readonly newsroom: DemoNewsroom;
  readonly origin: string;
  readonly config: NodeConfig;
  start(): Promise<void>;
  /** Ends the process as a crash would. */
  kill(): Promise<void>;
  /** Ends its PostgreSQL as a crash would; the node starts it again by itself. */
  killDatabase(): Promise<void>;
  stop(): Promise<void>;
  /** Calls when the process ends without having been told to. */
  onLoss(lost: () => void): void;
};

export type DemoOptions = {
  readonly folder: string;
  /** Fresh ports instead of the well-known ones, or these. */
  readonly anyPort: boolean;
  readonly ports?: readonly [number, number];
  /** `host:port` pairs that the nodes may fetch from beside each other. */
  readonly allowHosts?: readonly string[];
  /** Where the nodes really listen, when something stands between them and their address. */
  readonly behind?: readonly [number, number];
  readonly say: (line: string) => void;
};

type DemoNodes = readonly [DemoNode, DemoNode];

/** The two newsrooms of the demo, founded when their folders are empty, not started yet. */
export async function demoNodes(options: DemoOptions): Promise<DemoNodes> {
  const [first, second] = DEMO_NEWSROOMS;
  const known: readonly [number, number] = [first.port, second.port];
  const ports = options.ports ?? (options.anyPort ? await freePorts() : known);
  const nodes = demoNodesAt(ports, options);
  await Promise.all(nodes.map((node) => found(node, options.say)));
  return nodes;
}

/** The same on the ports where they were founded; nothing is looked at before they start. */
export function demoNodesAt([a, b]: readonly [number, number], place: DemoPlace): DemoNodes {
  const [newsroomA, newsroomB] = DEMO_NEWSROOMS;
  const [first, second] = [
    { newsroom: newsroomA, port: a, listens: place.behind?.[0] ?? a },
    { newsroom: newsroomB, port: b, listens: place.behind?.[1] ?? b },
  ];
  return [demoNode(place, first, second), demoNode(place, second, first)];
}

type DemoPlace = Pick<DemoOptions, 'folder' | 'allowHosts' | 'behind'>;
type Placed = { readonly newsroom: DemoNewsroom; readonly port: number; readonly listens: number };

function demoNode(place: DemoPlace, own: Placed, other: Placed): DemoNode {
  const folder = join(place.folder, own.newsroom.slug);
  mkdirSync(join(folder, 'inbox'), { recursive: true });
  const environment = environmentOf(place, folder, own, other);
  const config = readConfig(environment);
  return { newsroom: own.newsroom, origin: config.publicOrigin, config, ...lifeOf(folder, environment) };
}

async function found({ newsroom, config }: DemoNode, say: DemoOptions['say']): Promise<void> {
  const { port: _port, seats, ...agency } = newsroom;
  await foundNode(config, { agency, people: seats, isDemo: true }, say);
}

function environmentOf(place: DemoPlace, folder: string, own: Placed, other: Placed): Environment {
  const { name } = other.newsroom;
  const near = [`localhost:${other.port}`, `localhost:${own.port}`, `127.0.0.1:${own.port}`];
  return {
    // A node that is started again and again need not read its own program anew.
    NODE_COMPILE_CACHE: join(place.folder, 'compile-cache'),
    PACTWIRE_DATA: folder,
    PACTWIRE_PORT: String(own.listens),
    PACTWIRE_ORIGIN: `http://localhost:${own.port}`,
    PACTWIRE_DEMO: '1',
    PACTWIRE_ALLOW_HOSTS: [...near, ...(place.allowHosts ?? [])].join(','),
    PACTWIRE_SOURCE_ROOTS: join(folder, 'inbox'),
    PACTWIRE_OTHER_NEWSROOM: `${name.vi}|${name['zh-Hans']}|${name.en}|http://localhost:${other.port}`,
  };
}

type Environment = Readonly<Record<string, string>>;

function lifeOf(
  folder: string,
  environment: Environment,
): Pick<DemoNode, 'start' | 'kill' | 'killDatabase' | 'stop' | 'onLoss'> {
  let child: ChildProcess | undefined;
  let told = false;
  let lost: () => void = () => undefined;
  const end = (signal: NodeJS.Signals): Promise<void> => {
    told = true;
    return ended(child, signal);
  };
  return {
    async start() {
      told = false;
      const started = startProcess(folder, environment);
      child = started;
      await untilReady(started, folder);
      started.once('exit', () => {
        if (!told) lost();
      });
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    killDatabase: () => killPostgres(join(folder, 'postgres')),
    onLoss(listener) {
      lost = listener;
    },
  };
}

function startProcess(folder: string, environment: Environment): ChildProcess {
  const child = fork(join(import.meta.dirname, '../run-node.ts'), {
    env: environment,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C reaches the one who started us; it stops each node in order.
    detached: true,
  });
  const log = createWriteStream(join(folder, 'node.log'), { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  return child;
}

function untilReady(child: ChildProcess, folder: string): Promise<void> {
  return new Promise((ready, failed) => {
    child.once('message', () => ready());
    child.once('exit', (code) =>
      failed(new Error(`the node of ${folder} ended (${code}) before it was ready; see ${folder}/node.log`)),
    );
  });
}

async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((done) => {
    child.once('exit', () => done());
    child.kill(signal);
  });
}

/** Ends the process that every other of the cluster hangs on; one that is just being started again is waited for. */
async function killPostgres(directory: string): Promise<void> {
  const file = join(reachableDirectory(directory, databaseAccount()), 'postmaster.pid');
  for (;;) {
    const processId = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n', 1)[0]) : 0;
    if (processId > 0 && isAlive(processId)) {
      process.kill(processId, 'SIGKILL');
      while (isAlive(processId)) await setTimeout(20);
      return;
    }
    await setTimeout(50);
  }
}

/** Two that nobody listens on now. */
export async function freePorts(): Promise<readonly [number, number]> {
  return [await freePort(), await freePort()];
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? found(address.port) : failed(new Error('no free port')),
      );
    });
  });
}
