import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from './start-refused.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PAGE = join(ROOT, 'dist/desk/index.html');
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');
/** What the desk is made of. */
const SOURCES = ['src/desk', 'src/contract', 'src/kernel'];

/** Builds the desk's files when there are none, or when the desk is newer than they are. True when it built. */
export async function buildDesk(): Promise<boolean> {
  if (existsSync(PAGE) && statSync(PAGE).mtimeMs >= newestSource()) return false;
  if (!existsSync(VITE))
    throw new StartRefused(
      'The desk is not built, and the tool that builds it is not installed. Run: npm ci',
    );
  const { code, said } = await runVite();
  if (code !== 0) throw new StartRefused(`The desk could not be built:\n${said}`);
  return true;
}

function newestSource(): number {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
  return Math.max(...files);
}

/** In a process of its own: what a build needs of memory goes with it. */
function runVite(): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [VITE, 'build', '--config', 'src/desk/vite.config.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      said = (said + piece.toString()).slice(-4000);
    });
  return new Promise((ended, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => ended({ code, said }));
  });
}
