import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '#formats/dialects/dialect.ts';
import { parseDialect } from '#formats/dialects/dialect-schema.ts';

/**
 * The dialects of the house itself: every `*.json` in `dialects/` of the data folder, in the order of their names. One that is no
 * dialect is a fault, and nothing starts: what it would have kept private must not go out meanwhile (I26).
 */
export function readDialects(dataFolder: string, faults: string[]): readonly Dialect[] {
  const folder = join(dataFolder, 'dialects');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  return names.toSorted().flatMap((name) => {
    const path = join(folder, name);
    try {
      const read = parseDialect(JSON.parse(readFileSync(path, 'utf8')));
      if (read.ok) return [read.value];
      faults.push(`${path}${read.error.at === '' ? '' : ` at ${read.error.at}`}: ${read.error.detail}`);
    } catch (problem) {
      faults.push(`${path}: ${problem instanceof Error ? problem.message : 'it cannot be read'}`);
    }
    return [];
  });
}
