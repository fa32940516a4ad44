import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';

/** Is a program of the system here? */
export function hasProgram(path: string): boolean {
  return spawnSync('test', ['-x', path]).status === 0;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('a server has a port');
  return address.port;
}

/** Runs a program to its end; what it says is in the fault where it fails. */
export function ran(program: string, args: readonly string[], input?: string | Uint8Array): string {
  const done = spawnSync(program, args, { encoding: 'utf8', ...(input === undefined ? {} : { input }) });
  if (done.status !== 0)
    throw new Error(`${program} ended with ${done.status}: ${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** A server that stays in front until it is ended, with all that it has started. */
export function started(program: string, args: readonly string[]): ChildProcess {
  return spawn(program, args, { stdio: 'ignore', detached: true });
}

const TRIES = 150;

export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (await isSo().catch(() => false)) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error('it did not come up');
}

export async function ended(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.pid === undefined) return;
  const gone = new Promise((exit) => program.once('exit', exit));
  process.kill(-program.pid, 'SIGTERM');
  await gone;
}
