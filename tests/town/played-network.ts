import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';

/** What a played host answers. */
export type Play = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Public hosts that live on one loopback server: names resolve as the test says, connections to those addresses end
 * at the server, and the socket tells the address that was dialled, as it would out there. No TLS.
 */
export type PlayedNetwork = {
  readonly resolve: (hostname: string) => Promise<readonly string[]>;
  readonly dial: (target: { readonly hostname: string }, addresses: readonly string[]) => Promise<Socket>;
  /** `host address` of every connection that was opened. */
  readonly dialled: string[];
  /** Every request that a host saw, as `METHOD http://host/path` with its headers. */
  readonly seen: { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
  /** Port of the loopback server itself. */
  readonly port: number;
  readonly close: () => Promise<void>;
};

export const PUBLIC_ADDRESS = '93.184.215.14';

export async function playNetwork(
  play: Play,
  addressesOf: (hostname: string) => readonly string[] = () => [PUBLIC_ADDRESS],
): Promise<PlayedNetwork> {
  const seen: PlayedNetwork['seen'] = [];
  const server = createServer((request, response) => {
    seen.push({ line: `${request.method} ${request.headers.host}${request.url}`, headers: request.headers });
    play(request, response);
  });
  const port = await listening(server);
  const dialled: string[] = [];
  return {
    port,
    seen,
    dialled,
    resolve: (hostname) => Promise.resolve(addressesOf(hostname)),
    dial: async (target, addresses) => {
      dialled.push(`${target.hostname} ${addresses[0]}`);
      const socket = await connected(port);
      Object.defineProperty(socket, 'remoteAddress', { value: addresses[0] });
      return socket;
    },
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((settle) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      settle(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

function connected(port: number): Promise<Socket> {
  return new Promise((settle, fail) => {
    const socket = connect(port, '127.0.0.1', () => settle(socket)).once('error', fail);
  });
}
