import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Listens with a queue of one, and is stopped before it takes anybody from it. */
const LISTENER = `require('node:net').createServer().listen(
  { port: Number(process.argv[1]), host: 'localhost', backlog: 1 }, () => console.log('listening'))`;

/**
 * Makes a free port deaf: packets to it vanish, so that connecting never succeeds and never fails. Linux drops what asks to
 * be connected while the listener's queue is full (tcp(7)), and this one's stays so. Gives what ends it.
 */
export async function deafPort(port: number): Promise<() => Promise<void>> {
  const listener = spawn(process.execPath, ['-e', LISTENER, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(listener.stdout, 'data');
  listener.kill('SIGSTOP');
  const queue: Socket[] = [];
  let isFull = false;
  while (!isFull) isFull = !(await isTaken(port, queue));
  return async () => {
    for (const socket of queue) socket.destroy();
    const ended = once(listener, 'exit');
    listener.kill('SIGKILL');
    await ended;
  };
}

const ANSWER_MS = 500;

/** One more for the queue; false when nothing comes of it any more. */
function isTaken(port: number, queue: Socket[]): Promise<boolean> {
  return new Promise((told) => {
    const socket = connect(port, 'localhost');
    queue.push(socket);
    socket.on('error', () => undefined); // it ends with the listener
    socket.once('connect', () => told(true));
    setTimeout(() => told(false), ANSWER_MS);
  });
}
