import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { benchStore } from './bench/bench-store.ts';
import { generatedFiles } from './generated-files.ts';
import { writeTableTypes } from './table-types.ts';

const HOUSE = join(import.meta.dirname, '..');

function write(path: string, text: string): void {
  mkdirSync(dirname(join(HOUSE, path)), { recursive: true });
  writeFileSync(join(HOUSE, path), text);
  console.log(`wrote ${path}`);
}

/** The tables are asked of a database that the migrations have just made. */
async function tableTypes(): Promise<string> {
  const store = await benchStore();
  const client = await store.raw.connect();
  try {
    return await writeTableTypes(client);
  } finally {
    client.release();
    await store.close();
  }
}

write('src/store/tables/database.ts', await tableTypes());
for (const { path, text } of await generatedFiles()) write(path, text);
