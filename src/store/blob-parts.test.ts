import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeHash } from '#engines/world.ts';
import { instantOf } from '#kernel/instant.ts';
import { blobFiles } from './blob-files.ts';
import { blobParts } from './blob-parts.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pactwire-parts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytesOf = (text: string) => new TextEncoder().encode(text);
const digest = nodeHash.sha256(bytesOf('a picture'));
const textOf = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

test('a part is put where it stands, twice it is once, and one that leaves a hole is not kept', async () => {
  const parts = blobParts(folder);
  await parts.add('mine', 'partner', { digest, at: 0, bytes: bytesOf('a pic') });
  await parts.add('mine', 'partner', { digest, at: 5, bytes: bytesOf('tu') });
  await parts.add('mine', 'partner', { digest, at: 5, bytes: bytesOf('tu') });
  await parts.add('mine', 'partner', { digest, at: 0, bytes: bytesOf('a') });
  await parts.add('mine', 'partner', { digest, at: 8, bytes: bytesOf('e') });
  expect(textOf(await parts.find('mine', 'partner', digest))).toBe('a pictu');
  expect(await parts.have('mine', 'partner', digest)).toBe(7);
  for (const [agency, from] of [
    ['theirs', 'partner'],
    ['mine', 'another'],
  ] as const)
    expect(await parts.find(agency, from, digest)).toBeUndefined();
  await parts.drop('mine', 'partner', digest);
  expect(await parts.have('mine', 'partner', digest)).toBe(0);
});

test('of one partner eight are kept at most, and what has begun goes on (I24)', async () => {
  const parts = blobParts(folder);
  const digests = Array.from({ length: 10 }, (_, index) => nodeHash.sha256(bytesOf(`picture ${index}`)));
  const begin = async (from: string) => {
    for (const one of digests) await parts.add('mine', from, { digest: one, at: 0, bytes: bytesOf('pic') });
    return Promise.all(digests.map((one) => parts.have('mine', from, one)));
  };
  expect(await begin('partner')).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 0, 0]);
  expect(await begin('another')).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 0, 0]);
  await parts.add('mine', 'partner', { digest: digests[0]!, at: 3, bytes: bytesOf('ture') });
  expect(await parts.have('mine', 'partner', digests[0]!)).toBe(7);
  await parts.drop('mine', 'partner', digests[0]!);
  await parts.add('mine', 'partner', { digest: digests[9]!, at: 0, bytes: bytesOf('pic') });
  expect(await parts.have('mine', 'partner', digests[9]!)).toBe(3);
});

test('what nobody has gone on with is dropped, fetched or brought, and nothing that is whole (I24)', async () => {
  const [parts, files] = [blobParts(folder), blobFiles(folder)];
  const other = nodeHash.sha256(bytesOf('another'));
  await parts.add('mine', 'partner', { digest, at: 0, bytes: bytesOf('a') });
  await files.bring('mine', 'partner', { digest, size: 9, at: 0, bytes: bytesOf('a') });
  await files.put('mine', bytesOf('whole'));
  const day = Date.UTC(2026, 0, 1);
  for (const one of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (one.isFile()) await utimes(join(one.parentPath, one.name), day / 1000, day / 1000);
  await parts.add('mine', 'partner', { digest: other, at: 0, bytes: bytesOf('a') });

  await parts.dropOlder(instantOf(day - 1000));
  expect(await parts.have('mine', 'partner', digest)).toBe(1);
  await parts.dropOlder(instantOf(day + 1000));
  const brought = await files.bring('mine', 'partner', { digest, size: 9, at: 0, bytes: new Uint8Array() });
  expect([await parts.have('mine', 'partner', digest), brought]).toEqual([0, 0]);
  expect(await parts.have('mine', 'partner', other)).toBe(1);
  expect(textOf(await files.read('mine', nodeHash.sha256(bytesOf('whole'))))).toBe('whole');
});
