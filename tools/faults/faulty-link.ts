import { connect, createServer, type Server, type Socket } from 'node:net';
import { deafPort } from './deaf-port.ts';

/**
 * What stands between a node and whoever asks it. People always get through; what one node asks of another goes as the
 * network is: `open`; `cut`, as when a cable is pulled and every connection breaks; `dark`, as when packets vanish: what
 * stands goes on standing, nothing comes, and it all comes late once the link is open again.
 */
export type LinkState = 'open' | 'cut' | 'dark';

export type FaultyLink = {
  turn(state: LinkState): void;
  /** From now on even what asks to be connected vanishes, whoever asks; gives what opens it again. */
  turnDeaf(): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

/** The addresses that nodes ask each other for (docs/protocol/pxp-1.md, transparency.md). */
const OF_NODES = /^[A-Z]+ \/(pxp|\.well-known|agencies|transparency)\b/;

/** Listens on `port` and passes on to `target`, both on this computer. */
export async function faultyLink(port: number, target: number): Promise<FaultyLink> {
  let state: LinkState = 'open';
  const asking = new Set<Passage>();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.once('close', () => sockets.delete(client));
    client.on('error', () => client.destroy());
    client.once('data', (first) => {
      const passage = passageOf(client, first, target);
      if (OF_NODES.test(first.toString('latin1'))) {
        asking.add(passage);
        client.once('close', () => asking.delete(passage));
        passage.turn(state);
      } else passage.turn('open');
    });
  });
  await listening(server, port);
  const turn = (next: LinkState): void => {
    state = next;
    for (const passage of asking) passage.turn(next);
  };
  let hear: (() => Promise<void>) | undefined;
  return {
    turn,
    async turnDeaf() {
      turn('dark');
      server.close();
      hear = await deafPort(port);
      return async () => {
        await hear?.();
        hear = undefined;
        await listening(server, port);
        turn('open');
      };
    },
    async close() {
      await hear?.();
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => {
        server.close(() => done());
      });
    },
  };
}

/** One connection through the link. */
type Passage = { turn(state: LinkState): void };

function passageOf(client: Socket, first: Buffer, target: number): Passage {
  let upstream: Socket | undefined;
  client.pause();
  const begin = (): Socket => {
    const begun = connect(target, '127.0.0.1');
    begun.on('error', () => client.destroy());
    begun.once('close', () => client.destroy());
    client.once('close', () => begun.destroy());
    begun.write(first);
    return begun;
  };
  return {
    turn(state) {
      if (state === 'cut') return void client.destroy();
      if (state === 'dark') {
        client.unpipe();
        upstream?.unpipe();
        client.pause();
        return void upstream?.pause();
      }
      upstream ??= begin();
      client.pipe(upstream);
      upstream.pipe(client);
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((ready, failed) => {
    server.once('error', failed);
    server.listen(port, 'localhost', ready);
  });
}
