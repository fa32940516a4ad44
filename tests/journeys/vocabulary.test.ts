import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoNodes, type DemoNode } from '#main/demo/demo-nodes.ts';
import { done, refused, rowsOf, shellAt, type Shell } from './node-shell.ts';

let folder: string;
let node: DemoNode;
let giver: Shell;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pactwire-cli-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under has to get in
  [node] = await demoNodes({ folder, anyPort: true, say: () => undefined });
  await node.start();
  giver = shellAt(node, 'minh@song-han.demo');
});
afterAll(async () => {
  await node?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('IPTC’s vocabulary is taken in once, an older one only when forced, and what is no vocabulary is refused whole', async () => {
  const excerpt = join(import.meta.dirname, '../../conformance/mediatopics/excerpt.json');
  const before = done(await giver.run('vocabulary', 'list', 'khi hau'));
  expect(before).toMatchObject({ imported: false, topics: [{ code: 'medtop:20000418', ours: ['vi'] }] });
  refused(await giver.run('vocabulary', 'show', 'medtop:20000419'), 'topic-unknown');
  refused(await giver.run('vocabulary', 'import', excerpt), 'actor-missing');

  const imported = done(await giver.act('vocabulary', 'import', excerpt));
  expect(imported).toMatchObject({ topics: 7, changed: [], retired: ['medtop:20000167', 'medtop:20000419'] });
  expect(done(await giver.act('vocabulary', 'import', excerpt))).toMatchObject({ added: [], changed: [] });
  expect(done(await giver.run('vocabulary', 'show', 'medtop:20000419'))).toMatchObject({
    isRetired: true,
    names: { 'zh-Hans': '全球气候变暖', sv: 'Global uppvärmning' },
    above: ['medtop:20000418', 'medtop:06000000'],
    replacedBy: ['medtop:20000418'],
  });
  expect(rowsOf(await giver.run('vocabulary', 'list', '气候变暖'), 'topics')).toEqual([]);
  expect(rowsOf(await giver.run('vocabulary', 'list', '气候变暖', '--retired'), 'topics')).toHaveLength(1);

  const file = join(folder, 'older.json');
  writeFileSync(file, readFileSync(excerpt, 'utf8').replace('2026-07-02T12', '2024-01-01T12'));
  refused(await giver.act('vocabulary', 'import', file), 'vocabulary-older');
  done(await giver.act('vocabulary', 'import', file, '--force'));
  refused(await giver.act('vocabulary', 'import', join(folder, 'nowhere.json')), 'input-invalid');
  writeFileSync(file, '{"conceptSet": []}');
  refused(await giver.act('vocabulary', 'import', file), 'vocabulary-unreadable');
});
