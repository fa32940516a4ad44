import { copyFile, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readFirstFile, runFolder } from './run-folder.ts';

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

test('pictures without words hold up no picture that says what it shows, and are not brought to the door', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pactwire-folder-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (let number = 0; number < 200; number += 1)
    await writeFile(join(folder, `a${number}.jpg`), Buffer.from('ffd8ffe000104a46494600ffd9', 'hex'));
  const captioned = fileURLToPath(new URL('../../conformance/wires/picture/iim-latin1.jpg', import.meta.url));
  await copyFile(captioned, join(folder, 'z.jpg'));
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
  onTestFinished(() => void vi.useRealTimers());
  const brought: string[] = [];
  const needs = {
    ingest: ({ name }: { readonly name: string }) => {
      brought.push(name);
      return Promise.resolve({ ok: true, value: { admitted: [{ outcome: 'new' }], refused: [] } });
    },
    allowHosts: [],
  } as unknown as Parameters<typeof runFolder>[0];
  const source = { id: 's', place: folder, cursor: {} } as unknown as Parameters<typeof runFolder>[2];
  const look = () => runFolder(needs, { id: 'a', did: 'did:web:a.example' }, source, instantOf(Date.now()));
  await look();
  await look();
  expect(brought).toEqual(['z.jpg']);
});
