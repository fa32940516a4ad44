import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { execPath, platform } from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { MOST_WAITING } from './processor-time.ts';

/** What one piece of work may take. */
export type ProcessLimits = {
  /** Of the processor: a busy machine ends nothing. Where the system does not say (not Linux), of the clock. */
  readonly milliseconds: number;
  readonly residentBytes: number;
  readonly outputBytes: number;
};

/** Everything the process wrote, and what it was killed for, if it was. */
export type ProcessEnd = { readonly output: Buffer; readonly killedFor?: 'time' | 'memory' | 'output' };

type Order = {
  readonly script: string;
  readonly argument?: string;
  readonly input: Uint8Array;
  readonly limits: ProcessLimits;
};

const LOOK_MS = 25;

/**
 * Runs a script of ours in a process of its own that is killed when it takes too long or too much. It has no environment, no inherited
 * file, no way to write or to start another process.
 */
export async function runKillable({ script, argument = '', input, limits }: Order): Promise<ProcessEnd> {
  const guard = ['--permission', '--allow-addons', '--allow-fs-read=*', '--max-old-space-size=128'];
  const child = spawn(execPath, [...guard, '--disable-warning=SecurityWarning', script, argument], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
    cwd: '/',
  });
  let killedFor: ProcessEnd['killedFor'];
  const stop = (why: NonNullable<ProcessEnd['killedFor']>): void => {
    killedFor ??= why;
    child.kill('SIGKILL');
  };
  const clock = setTimeout(() => stop('time'), limits.milliseconds * MOST_WAITING);
  const began = performance.now();
  const watch = setInterval(() => {
    if (residentBytes(child.pid) > limits.residentBytes) stop('memory');
    if (workedMs(child.pid, began) > limits.milliseconds) stop('time');
  }, LOOK_MS);
  try {
    const output = await talk(child, input, limits.outputBytes, () => stop('output'));
    return killedFor === undefined ? { output } : { output, killedFor };
  } finally {
    clearTimeout(clock);
    clearInterval(watch);
    child.kill('SIGKILL');
  }
}

/** Gives the input in and takes everything that comes out, until the process has ended. */
async function talk(
  child: ChildProcessByStdio<Writable, Readable, null>,
  bytes: Uint8Array,
  mostBytes: number,
  onFlood: () => void,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  child.stdin.on('error', () => undefined); // a process killed while it reads; its end is what counts
  child.stdin.end(bytes);
  child.stdout.on('data', (piece: Buffer) => {
    size += piece.byteLength;
    if (size > mostBytes) onFlood();
    else pieces.push(piece);
  });
  await new Promise<void>((ended, failed) => {
    child.once('error', failed);
    child.once('close', () => ended());
  });
  return Buffer.concat(pieces);
}

const PAGE_BYTES = 4096;

/** What the process holds in memory; 0 where the system does not say (not Linux) or it has ended. */
function residentBytes(pid: number | undefined): number {
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1];
    return Number(pages ?? 0) * PAGE_BYTES;
  } catch {
    return 0; // ended between two looks; the timeout is the other limit
  }
}

const TICK_MS = 10;

/** How long the processor has worked for it (proc_pid_stat(5): utime and stime in ticks of USER_HZ); 0 when it has ended. */
function workedMs(pid: number | undefined, began: number): number {
  if (platform !== 'linux') return performance.now() - began;
  try {
    const said = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const afterName = said.slice(said.lastIndexOf(')') + 2).split(' ');
    return (Number(afterName[11]) + Number(afterName[12])) * TICK_MS;
  } catch {
    return 0;
  }
}
