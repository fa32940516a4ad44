import { fork, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
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
  stop(): Promise<void>;
};

export type DemoOptions = {
  readonly folder: string;
  /** Fresh ports instead of the well-known ones. */
  readonly anyPort: boolean;
  readonly say: (line: string) => void;
};

/** The two newsrooms of the demo, founded when their folders are empty, not started yet. */
export async function demoNodes(options: DemoOptions): Promise<readonly [DemoNode, DemoNode]> {
  const [first, second] = DEMO_NEWSROOMS;
  const ports = options.anyPort ? [await freePort(), await freePort()] : [first.port, second.port];
  const [a = 0, b = 0] = ports;
  return [
    await demoNode(options, { newsroom: first, port: a }, { newsroom: second, port: b }),
    await demoNode(options, { newsroom: second, port: b }, { newsroom: first, port: a }),
  ];
}

type Placed = { readonly newsroom: DemoNewsroom; readonly port: number };

async function demoNode(options: DemoOptions, own: Placed, other: Placed): Promise<DemoNode> {
  const folder = join(options.folder, own.newsroom.slug);
  mkdirSync(join(folder, 'inbox'), { recursive: true });
  const { name } = other.newsroom;
  const environment = {
    PACTWIRE_DATA: folder,
    PACTWIRE_PORT: String(own.port),
    PACTWIRE_DEMO: '1',
    PACTWIRE_ALLOW_HOSTS: `localhost:${other.port},localhost:${own.port},127.0.0.1:${own.port}`,
    PACTWIRE_OTHER_NEWSROOM: `${name.vi}|${name['zh-Hans']}|${name.en}|http://localhost:${other.port}`,
  };
  const config = readConfig(environment);
  const { port: _port, seats, ...agency } = own.newsroom;
  await foundNode(config, { agency, people: seats, isDemo: true }, options.say);
  let child: ChildProcess | undefined;
  return {
    newsroom: own.newsroom,
    origin: config.publicOrigin,
    config,
    async start() {
      child = await startProcess(folder, environment);
    },
    async kill() {
      await ended(child, 'SIGKILL');
    },
    async stop() {
      await ended(child, 'SIGTERM');
    },
  };
}

function startProcess(folder: string, environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, '../run-node.ts'), {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C reaches the one who started us; it stops each node in order.
    detached: true,
  });
  const log = createWriteStream(join(folder, 'node.log'), { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  return new Promise((ready, failed) => {
    child.once('message', () => ready(child));
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
