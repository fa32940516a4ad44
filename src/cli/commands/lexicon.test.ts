import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLexicons } from '#main/open-lexicons.ts';
import { givenIn } from '../command-plan.ts';
import { lexiconCommands } from './lexicon.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pactwire-lexicon-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(name: 'import' | 'list', files: readonly string[] = []) {
  const command = lexiconCommands.find((one) => one.name.startsWith(`lexicon ${name}`));
  if (!command) throw new Error('no such command');
  return command.run(
    {},
    givenIn(
      new Map<string, unknown>([
        ['data', join(folder, 'data')],
        ['files', files],
      ]),
    ),
  );
}

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

const PACK = '# from: vi\n# to: zh\n# source: Báo Sông Hậu\n# licence: CC0-1.0\n';

test('words that are taken in are what the node looks up, and who asks is told whose they are', async () => {
  expect(await run('list')).toMatchObject({ ok: true, value: { json: { packs: [] } } });
  const imported = await run('import', [await file('own.tsv', `${PACK}lũ\t洪水\ncầu treo\t吊桥\n`)]);
  expect(imported).toMatchObject({
    ok: true,
    value: { json: { imported: [{ from: 'vi', to: 'zh', entries: 2 }] } },
  });
  const lexicons = openLexicons(join(folder, 'data'));
  expect(lexicons.find('vi', 'zh')?.find('~cau treo')).toEqual([{ text: '吊桥', share: 1 }]);
  expect(lexicons.find('zh', 'vi')?.find('洪水')).toEqual([{ text: 'lũ', share: 1 }]);
  expect(await run('list')).toMatchObject({
    value: { json: { packs: [{ file: 'own.tsv', source: 'Báo Sông Hậu', licence: 'CC0-1.0' }] } },
  });

  // The same file again replaces what it brought before.
  await run('import', [await file('own.tsv', `${PACK}lũ\t大水\n`)]);
  expect(openLexicons(join(folder, 'data')).find('vi', 'zh')?.find('~cau treo')).toEqual([]);
});

test('with one that is no pack nothing is taken in, and the place of the fault is said', async () => {
  const before = await readFile(join(folder, 'data/lexicons/compiled/vi-zh.tsv'), 'utf8');
  const good = await file('good.tsv', `${PACK}đê\t堤坝\n`);
  const refused = await run('import', [good, await file('bad.tsv', 'lũ: flood')]);
  expect(refused.ok ? '' : JSON.stringify(refused.error)).toContain('bad.tsv at 1:1');
  expect(await run('import', [join(folder, 'none.tsv')])).toMatchObject({ ok: false });
  expect(await readFile(join(folder, 'data/lexicons/compiled/vi-zh.tsv'), 'utf8')).toBe(before);
});
