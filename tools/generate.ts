import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedFiles } from './generated-files.ts';

const HOUSE = join(import.meta.dirname, '..');

for (const { path, text } of await generatedFiles()) {
  mkdirSync(dirname(join(HOUSE, path)), { recursive: true });
  writeFileSync(join(HOUSE, path), text);
  console.log(`wrote ${path}`);
}
