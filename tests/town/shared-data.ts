import { existsSync, readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../../shared/data/', import.meta.url);

/** Public vectors and attack corpora that stand beside the repository and are not part of it. */
export const hasSharedData = existsSync(ROOT);

/** Ends a skipped test's name, so that the report says what was missing. */
export const needsSharedData = hasSharedData ? '' : ' (skipped: ../shared/data is not here)';

export function sharedBytes(path: string): Buffer {
  return readFileSync(new URL(path, ROOT));
}

export function sharedText(path: string): string {
  return sharedBytes(path).toString('utf8');
}

export function sharedNames(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, ROOT));
}
