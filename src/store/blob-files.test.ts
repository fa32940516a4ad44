import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeHash } from '#engines/world.ts';
import { blobFiles } from './blob-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pactwire-blobs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const BYTES = new TextEncoder().encode('a picture');

test('bytes come back under their name, put twice they are one file, and nothing half-written is left', async () => {
  const blobs = blobFiles(folder);
  const digests = await Promise.all([1, 2, 3].map(() => blobs.put('mine', BYTES)));
  expect(new Set(digests)).toEqual(new Set([nodeHash.sha256(BYTES)]));
  expect(Buffer.from((await blobs.read('mine', nodeHash.sha256(BYTES))) ?? [])).toEqual(Buffer.from(BYTES));
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  expect(files).toHaveLength(1);
});

test('what one agency holds another does not have (abuse case 9)', async () => {
  const blobs = blobFiles(folder);
  const digest = await blobs.put('mine', BYTES);
  expect([await blobs.has('mine', digest), await blobs.has('theirs', digest)]).toEqual([true, false]);
  expect(await blobs.read('theirs', digest)).toBeUndefined();
});

test('bytes that rotted on the disk are never served, stay beside for whoever looks, and can come again (C8)', async () => {
  const blobs = blobFiles(folder);
  const digest = await blobs.put('mine', BYTES);
  const [file] = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  await writeFile(join(file?.parentPath ?? '', file?.name ?? ''), 'other bytes');
  expect([await blobs.read('mine', digest), await blobs.has('mine', digest)]).toEqual([undefined, false]);
  expect(await readdir(file?.parentPath ?? '')).toEqual([`${file?.name}.damaged`]);
  await blobs.put('mine', BYTES);
  expect(Buffer.from((await blobs.read('mine', digest)) ?? [])).toEqual(Buffer.from(BYTES));
});
