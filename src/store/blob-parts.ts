import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Digest } from '#kernel/digest.ts';
import { instantOf, type Instant } from '#kernel/instant.ts';
import type { BlobParts } from '#ports/blob-store.ts';
import { absent } from './missing-file.ts';

/** A partner may fill eight blobs' room, 512 MiB, with what it never ends (I24). */
const MOST_OF_ONE = 8;
/** By who asked: `.begun` are those that we fetch, `.brought` those that are brought to us. */
const PLACES = ['.begun', '.brought'] as const;

/**
 * As files beside the blobs: `<agency>/.begun/<hash of the partner>/<digest>`. Not synced: what a power cut spoils is found out
 * by its digest.
 */
export function blobParts(folder: string): BlobParts {
  const placeOf = (agencyId: string, from: string): string =>
    join(folder, agencyId, '.begun', createHash('sha256').update(from).digest('base64url'));
  const fileOf = (agencyId: string, from: string, digest: Digest): string =>
    join(placeOf(agencyId, from), digest.slice('sha-256:'.length));
  return {
    find: (agencyId, from, digest) => readFile(fileOf(agencyId, from, digest)).catch(absent),
    have: (agencyId, from, digest) => sizeOf(fileOf(agencyId, from, digest)),
    async add(agencyId, from, { digest, at, bytes }) {
      const file = fileOf(agencyId, from, digest);
      const have = await sizeOf(file);
      if (bytes.length === 0 || at > have) return;
      if (have === 0 && (await namesIn(dirname(file))).length >= MOST_OF_ONE) return;
      await mkdir(dirname(file), { recursive: true });
      await writeAt(file, bytes, at);
    },
    drop: (agencyId, from, digest) => rm(fileOf(agencyId, from, digest), { force: true }),
    async dropOlder(before) {
      for (const agency of await namesIn(folder))
        for (const place of PLACES)
          for (const from of await namesIn(join(folder, agency, place)))
            await dropOlderIn(join(folder, agency, place, from), before);
    },
  };
}

/** In its place, so that two who were given the same bytes at once write the same file. */
async function writeAt(path: string, bytes: Uint8Array, at: number): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
  try {
    let written = 0;
    while (written < bytes.length)
      written += (await file.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
  } finally {
    await file.close();
  }
}

async function dropOlderIn(place: string, before: Instant): Promise<void> {
  for (const name of await namesIn(place)) {
    const path = join(place, name);
    const found = await stat(path).catch(absent);
    if (found && instantOf(found.mtimeMs) < before) await rm(path, { force: true });
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(absent))?.size ?? 0;
}

async function namesIn(path: string): Promise<readonly string[]> {
  return (await readdir(path).catch(absent)) ?? [];
}
