import { createHash, randomBytes } from 'node:crypto';
import { access, appendFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import type { BlobFiles } from '#ports/blob-store.ts';
import { absent } from './missing-file.ts';

/** Ends the name of a file that no longer is what it was: whoever runs the node may want to see what its disk does. */
const DAMAGED = '.damaged';

/** Blobs as files under one folder: `<agency>/<first two of the digest>/<rest>`. */
export function blobFiles(folder: string): BlobFiles {
  const pathOf = (agencyId: string, digest: Digest): string => {
    const name = nameOf(digest);
    return join(folder, agencyId, name.slice(0, 2), name.slice(2));
  };
  return {
    async put(agencyId, bytes) {
      const digest = digestOf(bytes);
      const path = pathOf(agencyId, digest);
      if (!(await isThere(path))) await writeDurably(path, bytes);
      return digest;
    },
    async read(agencyId, digest) {
      const path = pathOf(agencyId, digest);
      const bytes = await readFile(path).catch(absent);
      if (!bytes || digestOf(bytes) === digest) return bytes;
      await rename(path, `${path}${DAMAGED}`);
      return undefined;
    },
    has: (agencyId, digest) => isThere(pathOf(agencyId, digest)),
    async bring(agencyId, from, { digest, size, at, bytes }) {
      const place = join(folder, agencyId, '.brought', nameOf(digestOf(Buffer.from(from))));
      const file = join(place, nameOf(digest));
      const have = await sizeOf(file);
      if (bytes.length === 0 || at !== have) return have;
      if (at === 0) await rm(place, { recursive: true, force: true });
      await mkdir(place, { recursive: true });
      await appendFile(file, bytes, { mode: 0o600 });
      if (have + bytes.length < size) return have + bytes.length;
      const whole = await readFile(file);
      await rm(file, { force: true });
      if (whole.length !== size || digestOf(whole) !== digest) return 0;
      await writeDurably(pathOf(agencyId, digest), whole);
      return size;
    },
  };
}

function nameOf(digest: Digest): string {
  return digest.slice('sha-256:'.length);
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(absent))?.size ?? 0;
}

/** Write aside, sync the file, rename, sync the folders: after a power cut the file is whole or not there (C8, T02). */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const made = await mkdir(folder, { recursive: true });
  const aside = join(folder, `.new-${randomBytes(8).toString('hex')}`);
  try {
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (fault) {
    await rm(aside, { force: true });
    throw fault;
  }
  await syncFolder(folder);
  if (made !== undefined) for (const above of [dirname(folder), dirname(made)]) await syncFolder(above);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function digestOf(bytes: Uint8Array): Digest {
  const digest = parseDigest(`sha-256:${createHash('sha256').update(bytes).digest('base64url')}`);
  if (!digest) throw new Error('a SHA-256 did not have its form');
  return digest;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false, // not there yet
  );
}
