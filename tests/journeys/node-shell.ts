import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import type { DemoNode } from '#main/demo/demo-nodes.ts';

const PACTWIRE = join(import.meta.dirname, '../../src/main/pactwire.ts');

/** What a command did: how it ended, and what it printed. */
export type Run = { readonly exit: number; readonly json: JsonObject; readonly said: string };

/** The command line at one node. */
export type Shell = {
  readonly origin: string;
  readonly run: (...words: readonly string[]) => Promise<Run>;
  /** In the name of the chief editor, where somebody has to answer for it. */
  readonly act: (...words: readonly string[]) => Promise<Run>;
};

export function shellAt({ origin, config }: DemoNode, chief: string): Shell {
  const run: Shell['run'] = (...words) => pactwire(...words, '--data', config.dataFolder);
  return { origin, run, act: (...words) => run(...words, '--as', chief) };
}

/** Runs a command as a shell does, and reads the JSON that it prints. */
export function pactwire(...words: readonly string[]): Promise<Run> {
  return new Promise((done) => {
    execFile(process.execPath, [PACTWIRE, ...words, '--json'], (fault, said, complaint) => {
      const exit = typeof fault?.code === 'number' ? fault.code : 0;
      const json: unknown = said === '' ? {} : JSON.parse(said);
      done({ exit, json: isJsonObject(json) ? json : {}, said: said + complaint });
    });
  });
}

/** The rows of a list that a command printed. */
export function rowsOf({ json }: Run, name: string): readonly JsonObject[] {
  const list = json[name];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`no text: ${JSON.stringify(value)}`);
  return value;
}

export function done(run: Run): JsonObject {
  expect(run, run.said).toMatchObject({ exit: 0 });
  return run.json;
}

export function refused(run: Run, code: string): void {
  expect(run, run.said).toMatchObject({ exit: 2, json: { code } });
  expect(run.json['title'], 'a refusal says what happened').toBeTruthy();
}

/** One node asks another who it is: the keys to compare, and the words that each reads out on the telephone. */
export async function lookUp(looking: Shell, other: Shell) {
  const { keys, words, ours } = done(await looking.run('partner', 'lookup', other.origin));
  if (!Array.isArray(keys)) throw new TypeError('no keys');
  const compared = keys.filter(isJsonObject).flatMap(({ thumbprint }) => ['--thumbprint', text(thumbprint)]);
  return { compared, heard: words, said: ours };
}
