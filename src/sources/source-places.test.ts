import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderPlaces } from './folder-place.ts';
import { fileNameOf } from './source-pictures.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pactwire-places-')));
  for (const name of ['allowed/in', 'elsewhere', 'inbox/theirs'])
    await mkdir(join(folder, name), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const place = (path: string, opposite: readonly string[] = []) =>
  folderPlaces({
    inbox: join(folder, 'inbox'),
    roots: [join(folder, 'allowed')],
    opposite: async () => opposite,
  })({ agencyId: 'mine', sourceId: 's1', place: path });

test('without a wish a source gets a folder of its own agency', async () => {
  expect(await place('')).toEqual({ ok: true, value: join(folder, 'inbox/mine/s1') });
});

test('only folders that the operator allows can be watched, wherever links lead', async () => {
  expect(await place(join(folder, 'allowed/in'))).toMatchObject({ ok: true });
  await symlink(join(folder, 'elsewhere'), join(folder, 'allowed/link'));
  const refused = [
    'elsewhere',
    'allowed/link',
    'allowed/../elsewhere',
    'inbox/theirs',
    'allowed-not',
    'nowhere',
  ];
  for (const path of refused) expect([path, (await place(join(folder, path))).ok]).toEqual([path, false]);
  expect((await place('allowed/in')).ok).toBe(false);
  expect((await place('/etc')).ok).toBe(false);
});

test('a folder is none that files go the other way through, nor in one, nor around one, by whatever link', async () => {
  for (const name of ['allowed/in/deep', 'allowed/in-two', 'allowed/..in'])
    await mkdir(join(folder, name), { recursive: true });
  await symlink(join(folder, 'allowed/in'), join(folder, 'allowed/link'));
  const asked = (path: string, other: string) =>
    place(path === '' ? '' : join(folder, path), [join(folder, other)]);
  const loops = [
    ['allowed/in', 'allowed/in'],
    ['allowed/in/deep', 'allowed/in'],
    ['allowed/in', 'allowed/in/deep'],
    ['allowed/link/deep', 'allowed/in'],
    ['allowed/in', 'allowed/link'],
    ['allowed/..in', 'allowed'],
    ['', 'inbox'],
  ] as const;
  for (const [path, other] of loops)
    expect([path, other, await asked(path, other)]).toEqual([
      path,
      other,
      { ok: false, error: { code: 'place-in-a-loop', other: join(folder, other) } },
    ]);
  for (const [path, other] of [
    ['allowed/in', 'allowed/in-two'],
    ['allowed/in-two', 'allowed/in'],
    ['allowed/in', 'gone'],
    ['', 'inbox/theirs'],
  ] as const)
    expect([path, other, (await asked(path, other)).ok]).toEqual([path, other, true]);
});

test('an address names a file beside its document by its last part alone, and never a path', () => {
  expect(fileNameOf('https://wire.example/m/b%C3%A9.png?x=1')).toBe('bé.png');
  const none = [
    'https://wire.example/',
    'https://wire.example/..%2f..%2fetc%2fpasswd',
    'https://w.example/.secret',
  ];
  for (const href of [...none, 'https://w.example/%00', 'https://w.example/%E0%A4%A', 'no address'])
    expect([href, fileNameOf(href)]).toEqual([href, undefined]);
});
