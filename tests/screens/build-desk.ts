import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';

const ROOT = join(import.meta.dirname, '../..');

/** The nodes serve what was built; it is built anew only when something in it is younger. */
export function buildDesk(): void {
  const built = join(ROOT, 'dist/desk/index.html');
  const isFresh = existsSync(built) && statSync(built).mtimeMs > youngest(['desk', 'contract', 'kernel']);
  if (isFresh) return;
  // A process of its own: under a test runner's NODE_ENV the build would hold React's development half.
  const { status, stderr } = spawnSync(
    execPath,
    [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'src/desk/vite.config.ts'],
    { cwd: ROOT, env: { ...env, NODE_ENV: 'production' }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the desk could not be built: ${stderr}`);
}

function youngest(rooms: readonly string[]): number {
  const files = rooms.flatMap((room) =>
    readdirSync(join(ROOT, 'src', room), { recursive: true, withFileTypes: true }),
  );
  return Math.max(...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs));
}
