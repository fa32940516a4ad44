import { createServer, type IncomingHttpHeaders } from 'node:http';

type Heard = { readonly line: string; readonly headers: IncomingHttpHeaders; readonly body: string };
type Answer = { readonly status: number; readonly body: string };

/** A system of somebody's on loopback, that keeps every request and answers what the test says. */
export async function listeningSystem() {
  const heard: Heard[] = [];
  let answer: (one: Heard) => Answer = () => ({ status: 200, body: '{}' });
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString('utf8');
      const one = { line: `${request.method} ${request.url}`, headers: request.headers, body };
      heard.push(one);
      const said = answer(one);
      response.writeHead(said.status, { 'content-type': 'application/json' }).end(said.body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server has a port');
  return {
    heard,
    host: `127.0.0.1:${address.port}`,
    origin: `http://127.0.0.1:${address.port}`,
    answers(next: (one: Heard) => Answer): void {
      answer = next;
    },
    close: () => new Promise((closed) => server.close(closed)),
  };
}

export type ListeningSystem = Awaited<ReturnType<typeof listeningSystem>>;
