import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readFirstFile } from './run-folder.ts';

test('files of one tick of the clock are read in the order of their names, numbers as numbers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pactwire-folder-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const read = async () => (await readFirstFile(folder, Date.now() + 60_000)) as { readonly name: string };
  const tick = Math.round(Date.now() / 1000) + 30;
  for (const name of ['10.json', '9.json', 'b.json', 'a.json', '11.json']) {
    await writeFile(join(folder, name), '{}');
    await utimes(join(folder, name), tick, tick);
  }
  expect(await read()).toMatchObject({ name: '9.json' });
  await utimes(join(folder, 'b.json'), tick, tick - 1);
  expect(await read()).toMatchObject({ name: 'b.json' });
});
