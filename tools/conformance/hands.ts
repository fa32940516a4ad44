import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is done at the tested node that no address of it does. Each is over when it returns. */
export type Hands = {
  /** Lets the node read a bundle, whatever it says of it. */
  readBundle(file: Buffer): Promise<void>;
  /** A bundle of its channel to this agency. */
  writeBundle(to: string): Promise<Buffer>;
  /** Has the node put a new key in the place of its own in use. */
  rotate(role: 'sign' | 'http'): Promise<void>;
  /** Gives up what its channel to this agency has lost. */
  reopen(to: string): Promise<void>;
  /** Makes a backup of the database; the node runs afterwards. */
  backUp(): Promise<void>;
  /** Puts the newest backup back, and nothing else; the node runs afterwards. */
  restore(): Promise<void>;
};

/** A command of the person's own, with a word and what belongs to it behind. */
export function handsOf(command: string): Hands {
  const withFile = async <T>(work: (file: string) => Promise<T>): Promise<T> => {
    const folder = mkdtempSync(join(tmpdir(), 'pactwire-bundle-'));
    try {
      return await work(join(folder, 'bundle.tar'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return {
    readBundle: (bytes) =>
      withFile(async (file) => {
        writeFileSync(file, bytes);
        await run(command, ['bundle-read', file]);
      }),
    writeBundle: (did) =>
      withFile(async (file) => {
        await run(command, ['bundle-write', did, file]);
        return readFileSync(file);
      }),
    rotate: (role) => run(command, ['rotate', role]),
    reopen: (did) => run(command, ['reopen', did]),
    backUp: () => run(command, ['backup']),
    restore: () => run(command, ['restore']),
  };
}

/** A refusal is an answer, so how the command ends says nothing; what it says is for the person. */
function run(command: string, words: readonly string[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(command, words, { stdio: ['ignore', process.stderr, process.stderr] });
    child.once('error', failed);
    child.once('exit', () => done());
  });
}
