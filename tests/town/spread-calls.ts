import { connect, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** As the proxy before several web processes of one node: takes connections in turn to each, and past one that is gone. */
export type SpreadCalls = {
  /** How many connections each has had. */
  readonly counts: readonly number[];
  /** The bytes of the first call that begins so and was answered as asked, and which process it came to. */
  readonly caught: () => { readonly bytes: Buffer; readonly at: number } | undefined;
  close(): Promise<void>;
};

const BELIEVED = /^HTTP\/1\.1 200 /;

export async function spreadCalls(
  port: number,
  targets: readonly number[],
  catching: string,
): Promise<SpreadCalls> {
  const counts = targets.map(() => 0);
  const sockets = new Set<Socket>();
  let turn = 0;
  let caught: ReturnType<SpreadCalls['caught']>;
  const server = createServer({ pauseOnConnect: true }, (client) => {
    sockets.add(client);
    client.once('close', () => sockets.delete(client));
    client.on('error', () => client.destroy());
    turn += 1;
    void reach(targets, turn).then((reached) => {
      if (!reached) return client.destroy();
      const { at, socket } = reached;
      let asked: Buffer | undefined;
      counts[at] = (counts[at] ?? 0) + 1;
      socket.on('error', () => client.destroy());
      socket.once('close', () => client.destroy());
      client.once('close', () => socket.destroy());
      client.on('data', (bytes) => {
        if (!Buffer.isBuffer(bytes)) return;
        asked = bytes.toString('latin1').startsWith(catching) ? bytes : undefined;
      });
      socket.on('data', (bytes) => {
        if (asked && BELIEVED.test(bytes.toString('latin1'))) caught ??= { bytes: asked, at };
      });
      client.pipe(socket).pipe(client);
      return client.resume();
    });
  });
  await new Promise<void>((open) => server.listen(port, 'localhost', open));
  return {
    counts,
    caught: () => caught,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((closed) => void server.close(() => closed()));
    },
  };
}

/** The next in turn that lets itself be reached. */
async function reach(
  targets: readonly number[],
  turn: number,
): Promise<{ readonly at: number; readonly socket: Socket } | undefined> {
  for (let step = 0; step < targets.length; step += 1) {
    const at = (turn + step) % targets.length;
    const socket = await reachOne(targets[at] ?? 0);
    if (socket) return { at, socket };
    await setTimeout(10);
  }
  return undefined;
}

function reachOne(port: number): Promise<Socket | undefined> {
  return new Promise((reached) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => reached(socket));
    socket.once('error', () => reached(undefined));
  });
}
