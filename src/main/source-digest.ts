import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The program runs its source as it lies there; the lock file names every package beside it by its digest. */
const MADE_OF = ['package-lock.json', 'package.json'];

/**
 * SHA-256, in hexadecimal, over the source that a node runs: one line for each file, as `sha256sum` prints it, in the order of
 * their paths byte by byte. Anybody makes it again out of the public source (docs/protocol/transparency.md).
 */
export async function sourceDigest(house: string): Promise<string> {
  const inside = await readdir(join(house, 'src'), { recursive: true, withFileTypes: true });
  const files = inside
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(house, '/').length));
  const whole = createHash('sha256');
  for (const path of [...files, ...MADE_OF].toSorted(byBytes)) {
    const digest = createHash('sha256').update(await readFile(join(house, path)));
    whole.update(`${digest.digest('hex')}  ${path}\n`);
  }
  return whole.digest('hex');
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
