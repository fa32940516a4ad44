import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeHash } from '#engines/world.ts';
import { printVkey } from '#formats/tlog/signed-note.ts';
import { cliNeeds } from '#main/wire/cli-needs.ts';
import { signedLog } from '#tests/town/signed-log.ts';
import { givenIn } from '../command-plan.ts';
import { logCommands } from './log.ts';

const LEAVES = Array.from({ length: 300 }, (_, at) => `{"kind":"item-killed","number":${at}}`);
const log = signedLog('a.example/transparency');
const vkey = printVkey(log.key);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pactwire-log-'));
  await save('whole', log.filesOf(LEAVES));
  await save('changed', log.filesOf(LEAVES.with(7, '{"kind":"nothing"}'), log.checkpointOf(LEAVES)));
  await writeFile(join(folder, 'earlier'), log.checkpointOf(LEAVES.slice(0, 200)));
  await writeFile(join(folder, 'one.tlog-proof'), log.proofOf(LEAVES, 7));
});
afterAll(() => rm(folder, { recursive: true }));

async function save(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, name, path)), { recursive: true });
    await writeFile(join(folder, name, path), bytes);
  }
}

async function verify(place: string, options: Readonly<Record<string, string>> = { key: vkey }) {
  const command = logCommands.find(({ name }) => name.startsWith('log verify'));
  if (!command) throw new Error('no such command');
  const needs = { ...cliNeeds(), hash: nodeHash };
  return command.run(needs, givenIn(new Map(Object.entries({ place: join(folder, place), ...options }))));
}

test('a saved log is checked without a network, and against an earlier checkpoint', async () => {
  expect(await verify('whole', { key: vkey, since: join(folder, 'earlier') })).toMatchObject({
    ok: true,
    value: { json: { origin: 'a.example/transparency', size: 300, kinds: { 'item-killed': 300 } } },
  });
});

test('a leaf that was changed, an unknown key and a place that is none are told apart', async () => {
  expect(await verify('changed')).toMatchObject({ error: { code: 'log-root-differs' } });
  expect(await verify('whole', {})).toMatchObject({ error: { code: 'log-key-unknown' } });
  expect(await verify('whole', { key: 'nonsense' })).toMatchObject({ error: { code: 'input-invalid' } });
  expect(await verify('nowhere')).toMatchObject({ error: { code: 'input-invalid' } });
  const other = printVkey(signedLog('a.example/transparency').key);
  expect(await verify('whole', { key: other })).toMatchObject({ error: { code: 'checkpoint-signature' } });
});

test('the proof of one leaf is checked from its file', async () => {
  expect(await verify('one.tlog-proof')).toMatchObject({
    ok: true,
    value: { json: { index: 7, leaf: { number: 7 }, size: 300 } },
  });
});
