import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../docs/search-quality.md');
/** Where the part of `npm run eval:chains` begins; it is the last. */
const CHAINS = '\n## Story chains\n';

/** Writes what `npm run eval:search` found; the part about chains stays. */
export function writeSearchQuality(document: string): void {
  const [, chains] = readFileSync(PAGE, 'utf8').split(CHAINS);
  writeFileSync(PAGE, chains === undefined ? document : document + CHAINS + chains);
}

/** Writes what `npm run eval:chains` found; the part about searching stays. */
export function writeChainQuality(section: string): void {
  const [search = ''] = readFileSync(PAGE, 'utf8').split(CHAINS);
  writeFileSync(PAGE, search + CHAINS + section);
}
