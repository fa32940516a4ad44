import { connect } from 'node:net';

/** What a socket got back after sending exact bytes: the status (0: none), everything it read, and how long it took. */
export type RawAnswer = {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
  readonly closed: boolean;
};

/** Sends bytes as they are and reads until the other side closes, or has answered and `patience` is over. */
export function rawCall(port: number, bytes: string | Buffer, patienceMs = 2000): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const finish = (closed: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0);
      resolve({ status, text, ms: performance.now() - start, closed });
    };
    const timer = setTimeout(() => finish(false), patienceMs);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('close', () => finish(true));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
  });
}
