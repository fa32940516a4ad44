import { createServer } from 'node:http';

/** A feed on this computer, as an agency's own site would serve one. */
export type LoopbackFeed = {
  readonly url: string;
  /** `host:port`, which a node has to be allowed to fetch from. */
  readonly host: string;
  offer(document: string): void;
  close(): Promise<void>;
};

/** Serves one RSS document on a free port of the loopback address; 404 until there is one. */
export async function loopbackFeed(): Promise<LoopbackFeed> {
  let document: string | undefined;
  const server = createServer((_request, response) => {
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/rss+xml' });
    response.end(document ?? '');
  });
  await new Promise<void>((open, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', open);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/feed.xml`,
    host: `127.0.0.1:${port}`,
    offer(next) {
      document = next;
    },
    close() {
      server.closeAllConnections();
      return new Promise((closed) => void server.close(() => closed()));
    },
  };
}
