import { execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sourceDigest } from './source-digest.ts';
import { VERSION } from './version.ts';

const HOUSE = join(import.meta.dirname, '../..');

/** The command that the document gives to whoever wants to check a node. */
async function documented(): Promise<string> {
  const text = await readFile(join(HOUSE, 'docs/protocol/transparency.md'), 'utf8');
  const [, command] = /```sh\n([^`]*sha256sum[^`]*)```/.exec(text) ?? [];
  if (command === undefined) throw new Error('the document gives no command');
  return command;
}

function run(command: string, cwd: string): string {
  return execFileSync('sh', ['-c', command], { cwd, encoding: 'utf8' }).split(' ')[0] ?? '';
}

test('anybody makes the digest of a release again by the command of the document, out of the source alone', async () => {
  expect(await sourceDigest(HOUSE)).toBe(run(await documented(), HOUSE));
});

test('a file that is changed, added, moved or taken away makes another digest', async () => {
  const house = await mkdtemp(join(tmpdir(), 'pactwire-source-'));
  try {
    const command = await documented();
    const seen = new Set<string>();
    const look = async () => {
      const digest = await sourceDigest(house);
      expect(digest).toBe(run(command, house));
      seen.add(digest);
    };
    await mkdir(join(house, 'src/app-b'), { recursive: true });
    await mkdir(join(house, 'src/app'), { recursive: true });
    for (const path of ['package.json', 'package-lock.json', 'src/app/Z.ts', 'src/app-b/a.ts', 'src/a b.ts'])
      await writeFile(join(house, path), path);
    await look();
    await writeFile(join(house, 'src/app/Z.ts'), 'changed');
    await look();
    await writeFile(join(house, 'src/.hidden'), '');
    await look();
    await rm(join(house, 'src/app-b'), { recursive: true });
    await look();
    await writeFile(join(house, 'package-lock.json'), 'another');
    await look();
    expect(seen.size).toBe(5);
  } finally {
    await rm(house, { recursive: true });
  }
});

test('the version that a node logs is the one of its package', async () => {
  expect(JSON.parse(await readFile(join(HOUSE, 'package.json'), 'utf8'))).toMatchObject({ version: VERSION });
});
