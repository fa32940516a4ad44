import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptKeys } from './kept-keys.ts';

const KEY = {
  kid: 'did:web:a.example#sign-2',
  role: 'sign',
  thumbprint: 'kFQ-lRz8eq4Y8sYNyqwf0kXw4Ue2YxFOB7SvXo4Nu5w',
  sealedPrivateKey: 'v1.c2VhbGVk',
} as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-keys-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a key that was kept is there for whoever opens the folder next', async () => {
  await keptKeys(folder).keep('a', KEY);
  expect(await keptKeys(folder).list('a')).toEqual([KEY]);
  expect(await keptKeys(folder).list('b')).toEqual([]);
});

test('nobody but the account of the node reads the file, and in it the key is sealed', async () => {
  await keptKeys(folder).keep('a', KEY);
  const file = join(folder, 'a', readdirSync(join(folder, 'a'))[0] ?? '');
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain(KEY.sealedPrivateKey);
});

test('two keys of one name are two files: neither takes the place of the other', async () => {
  const other = { ...KEY, thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' };
  const kept = keptKeys(folder);
  await kept.keep('a', KEY);
  await kept.keep('a', other);
  await kept.keep('a', { ...KEY, sealedPrivateKey: 'v1.YW5vdGhlcg' });
  expect(new Set(await kept.list('a'))).toEqual(new Set([KEY, other]));
});

test('a file that is no key is said, and a write that was cut off is passed over', async () => {
  await keptKeys(folder).keep('a', KEY);
  writeFileSync(join(folder, 'a', `${KEY.thumbprint}.key.new`), 'half');
  expect(await keptKeys(folder).list('a')).toHaveLength(1);
  writeFileSync(join(folder, 'a', 'x.key'), 'nothing');
  await expect(keptKeys(folder).list('a')).rejects.toThrow(/cannot be read: x/);
});
