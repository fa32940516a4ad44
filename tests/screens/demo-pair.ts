import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDemo } from '#cli/demo/prepare-demo.ts';
import { demoNodes } from '#main/demo/demo-nodes.ts';

/** The two newsrooms of the demo as real processes: partners, an agreement in force, both wires full. */
export type DemoPair = {
  /** Sông Hàn: Lan and Minh. */
  readonly songHan: string;
  /** Lujiang: 林晓 and 陈静. */
  readonly luJiang: string;
  readonly close: () => Promise<void>;
};

export async function openDemoPair(): Promise<DemoPair> {
  buildDesk();
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-screens-'));
  // So that the databases stay inside, also where they run under another account.
  chmodSync(folder, 0o755);
  const told: string[] = [];
  const nodes = await demoNodes({ folder, anyPort: true, say: (line) => told.push(line) });
  const [songHan, luJiang] = nodes;
  const close = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(nodes.map((node) => node.start()));
    const [first, second] = [place(songHan), place(luJiang)];
    await prepareDemo([first, second], (line) => told.push(line));
    return { songHan: songHan.origin, luJiang: luJiang.origin, close };
  } catch (cause) {
    await close();
    throw new Error(`the demo pair was not ready; it said: ${told.join(' · ')}`, { cause });
  }
}

const ROOT = join(import.meta.dirname, '../..');

/** The nodes serve what was built; it is built anew only when something in it is younger. */
function buildDesk(): void {
  const built = join(ROOT, 'dist/desk/index.html');
  const isFresh = existsSync(built) && statSync(built).mtimeMs > youngest(['desk', 'contract', 'kernel']);
  if (isFresh) return;
  // A process of its own: under a test runner's NODE_ENV the build would hold React's development half.
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'src/desk/vite.config.ts'],
    { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the desk could not be built: ${stderr}`);
}

function youngest(rooms: readonly string[]): number {
  const files = rooms.flatMap((room) =>
    readdirSync(join(ROOT, 'src', room), { recursive: true, withFileTypes: true }),
  );
  return Math.max(...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs));
}

type Node = Awaited<ReturnType<typeof demoNodes>>[0];

function place({ origin, newsroom, config }: Node) {
  return { origin, slug: newsroom.slug, inbox: join(config.dataFolder, 'inbox') };
}
