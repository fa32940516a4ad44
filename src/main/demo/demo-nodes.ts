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
  /** Its process stands still, as a machine does that hangs: whoever asks is connected and hears nothing; until it goes on. */
  standStill(): void;
  goOn(): void;
  /** Ends the process as a crash would. */
  kill(): Promise<void>;
  /** Its PostgreSQL: the process that every other of it hangs on. One that is just being started again is waited for. */
  database(): Promise<RunningDatabase>;
  /** Ends its PostgreSQL as a crash would; the node starts it again by itself. */
  killDatabase(): Promise<void>;
  stop(): Promise<void>;
  /** Calls when the process ends without having been told to. */
  onLoss(lost: () => void): void;
};

type RunningDatabase = { readonly processId: number; readonly port: number };

export type DemoOptions = {
  readonly folder: string;
  /** Fresh ports instead of the well-known ones. */
  readonly anyPort: boolean;
  /** `host:port` pairs that the nodes may fetch from beside each other. */
  readonly allowHosts?: readonly string[];
  readonly say: (line: string) => void;
};

type DemoNodes = readonly [DemoNode, DemoNode];

/** The two newsrooms of the demo, founded when their folders are empty, not started yet. */
export async function demoNodes(options: DemoOptions): Promise<DemoNodes> {
  const [first, second] = DEMO_NEWSROOMS;
  const known: readonly [number, number] = [first.port, second.port];
  const ports = options.anyPort ? ([await freePort(), await freePort()] as const) : known;
  const nodes = demoNodesAt(ports, options);
  await Promise.all(nodes.map((node) => foundDemoNode(node, options.say)));
  return nodes;
}

/** The same on the ports where they were founded; nothing is looked at before they start. */
export function demoNodesAt([a, b]: readonly [number, number], place: DemoPlace): DemoNodes {
  const [newsroomA, newsroomB] = DEMO_NEWSROOMS;
  const [first, second] = [
    { newsroom: newsroomA, port: a, listens: a },
    { newsroom: newsroomB, port: b, listens: b },
  ];
  return [demoNode(place, first, [second]), demoNode(place, second, [first])];
}

type DemoPlace = Pick<DemoOptions, 'folder' | 'allowHosts'>;

/** A newsroom, the port that others know it by, and the one where its node really listens. */
export type PlacedNewsroom = {
  readonly newsroom: DemoNewsroom;
  readonly port: number;
  readonly listens: number;
  /** What the process finds in its environment beside its configuration, or instead of it. */
  readonly environment?: Environment;
};

/** One node, in a folder of its own under that of the place; it may fetch from the others. */
export function demoNode(place: DemoPlace, own: PlacedNewsroom, others: readonly PlacedNewsroom[]): DemoNode {
  const folder = join(place.folder, own.newsroom.slug);
  mkdirSync(join(folder, 'inbox'), { recursive: true });
  const environment = environmentOf(place, folder, own, others);
  const config = readConfig(environment);
  return {
    newsroom: own.newsroom,
    origin: config.publicOrigin,
    config,
    ...lifeOf(folder, { ...environment, ...own.environment }),
  };
}

export async function foundDemoNode({ newsroom, config }: DemoNode, say: DemoOptions['say']): Promise<void> {
  const { port: _port, seats, ...agency } = newsroom;
  await foundNode(config, { agency, people: seats, isDemo: true }, say);
}

function environmentOf(
  place: DemoPlace,
  folder: string,
  own: PlacedNewsroom,
  others: readonly PlacedNewsroom[],
): Environment {
  const near = [own, ...others].map(({ port }) => `localhost:${port}`);
  const [other] = others;
  return {
    PACTWIRE_DATA: folder,
    PACTWIRE_PORT: String(own.listens),
    PACTWIRE_ORIGIN: `http://localhost:${own.port}`,
    PACTWIRE_DEMO: '1',
    PACTWIRE_ALLOW_HOSTS: [...near, `127.0.0.1:${own.port}`, ...(place.allowHosts ?? [])].join(','),
    PACTWIRE_SOURCE_ROOTS: join(folder, 'inbox'),
    ...(other === undefined ? {} : { PACTWIRE_OTHER_NEWSROOM: introduced(other) }),
  };
}

function introduced({ newsroom: { name }, port }: PlacedNewsroom): string {
  return `${name.vi}|${name['zh-Hans']}|${name.en}|http://localhost:${port}`;
}

type Environment = Readonly<Record<string, string>>;

function lifeOf(folder: string, environment: Environment): Omit<DemoNode, 'newsroom' | 'origin' | 'config'> {
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
    standStill: () => void child?.kill('SIGSTOP'),
    goOn: () => void child?.kill('SIGCONT'),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    database: () => runningDatabase(join(folder, 'postgres')),
    async killDatabase() {
      const { processId } = await runningDatabase(join(folder, 'postgres'));
      process.kill(processId, 'SIGKILL');
      while (isAlive(processId)) await setTimeout(20);
    },
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

async function runningDatabase(directory: string): Promise<RunningDatabase> {
  const file = join(reachableDirectory(directory, databaseAccount()), 'postmaster.pid');
  for (;;) {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    const [processId, port] = [Number(lines[0] ?? 0), Number(lines[3] ?? 0)];
    if (processId > 0 && port > 0 && isAlive(processId)) return { processId, port };
    await setTimeout(50);
  }
}

/** One that nobody listens on now. */
export function freePort(): Promise<number> {
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
