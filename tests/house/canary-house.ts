import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A throw-away house with planted faults: a guard that stays silent in it guards nothing. */
export async function inCanaryHouse<T>(
  files: Readonly<Record<string, string>>,
  look: (house: string) => Promise<T> | T,
): Promise<T> {
  const house = mkdtempSync(join(tmpdir(), 'pactwire-canary-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
    return await look(house);
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}
