import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measuredAt } from '../measured-at.ts';

const PAGE = join(import.meta.dirname, '../../docs/search-quality.md');

/** Where the parts of the page after the first begin, in their order, each written by a command of its own. */
const PARTS = { memory: '\n## An agency’s own translations\n', chains: '\n## Story chains\n' } as const;
type Part = 'search' | keyof typeof PARTS;

/** Writes one part of the page, and when and where it was measured; the others stay. A part begins after its heading. */
export function writeQuality(part: Part, text: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const [beforeChains = '', chains] = page.split(PARTS.chains);
  const [search = '', memory] = beforeChains.split(PARTS.memory);
  const kept = { search, memory, chains, [part]: `${text}\n${measuredAt()}\n` };
  const titled = (name: keyof typeof PARTS): string =>
    kept[name] === undefined ? '' : PARTS[name] + kept[name];
  writeFileSync(PAGE, kept.search + titled('memory') + titled('chains'));
}
