import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { publishStory } from '#contract/publication.ts';
import { until } from '#cli/demo/until.ts';
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

export async function partnerOf(shell: Shell): Promise<string> {
  const [partner] = rowsOf(await shell.run('partner', 'list'), 'partners');
  return text(partner?.['did']);
}

export async function storyOf(shell: Shell, wanted: string): Promise<JsonObject | undefined> {
  const found = rowsOf(await shell.run('story', 'search', wanted.slice(0, 16)), 'stories');
  return found.find(({ headline }) => headline === wanted);
}

/** Puts a story on the portal as it is, as a person at the desk does; gives the address of its page. */
export async function publishAt(shell: Shell, storyId: string): Promise<string> {
  done(await shell.act('story', 'take', storyId, '--use', 'as-is'));
  const { editor } = await newsroomDesk(shell.origin);
  const { publication } = await editor.demand(publishStory, { body: { storyId } });
  return new URL(publication.url, shell.origin).href;
}

/** A recall of an agency, once its one holder has come so far. */
export function recallAt(shell: Shell, kind: string, state: string): Promise<JsonObject> {
  return until(`the ${kind} is ${state}`, async () =>
    rowsOf(await shell.run('recall', 'list'), 'recalls').find(
      (recall) =>
        recall['kind'] === kind &&
        Array.isArray(recall['reach']) &&
        recall['reach'].some((reach) => isJsonObject(reach) && reach['state'] === state),
    ),
  );
}

/** The ids of a story of the first one's, there and at the other. */
export async function storyAtBoth(
  [giver, taker]: readonly [Shell, Shell],
  headline: string,
): Promise<readonly [string, string]> {
  const both = await Promise.all([
    until('our story', () => storyOf(giver, headline)),
    until('the story at the partner', () => storyOf(taker, headline)),
  ]);
  return [text(both[0]['id']), text(both[1]['id'])];
}
