import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line to a server that breaks once so many bytes have come from there; with none it hangs and nothing comes at all. */
export type BrokenLine = { readonly port: number; mend: () => void; readonly close: () => void };

export function brokenLine(toPort: number, afterBytes: number): Promise<BrokenLine> {
  let most = afterBytes;
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => undefined); // broken lines break
    if (most === 0) return;
    const far = connect(toPort, '127.0.0.1');
    sockets.add(far);
    let came = 0;
    far.on('error', () => near.destroy());
    far.on('data', (piece) => {
      came += piece.length;
      if (came <= most) return void near.write(piece);
      near.destroy();
      far.destroy();
    });
    near.on('data', (piece) => far.write(piece));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  return new Promise((ready) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      ready({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        mend: () => (most = Number.POSITIVE_INFINITY),
        close() {
          for (const socket of sockets) socket.destroy();
          server.close();
        },
      });
    });
  });
}
