import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const ROOT = new URL('../../../shared/data/', import.meta.url);

/** Public vectors and attack corpora that stand beside the repository and are not part of it. */
export const hasSharedData = existsSync(ROOT);

/** Ends a skipped test's name, so that the report says what was missing. */
export const needsSharedData = hasSharedData ? '' : ' (skipped: ../shared/data is not here)';

/** Where a file of the shared data lies on the disk. */
export function sharedPath(path: string): string {
  return fileURLToPath(new URL(path, ROOT));
}

export function sharedBytes(path: string): Buffer {
  return readFileSync(new URL(path, ROOT));
}

export function sharedText(path: string): string {
  return sharedBytes(path).toString('utf8');
}

export function sharedGunzipped(path: string): string {
  return gunzipSync(sharedBytes(path)).toString('utf8');
}

export function sharedNames(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, ROOT));
}

/** All files below a folder, as paths for `sharedBytes`. */
export function sharedFiles(folder: string): string[] {
  const below = fileURLToPath(ROOT).length;
  return readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      `${entry.parentPath}/${entry.name}`.slice(below).split('/').map(encodeURIComponent).join('/'),
    );
}
