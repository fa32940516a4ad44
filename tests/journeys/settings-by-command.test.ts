import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

test('a dialect is kept from a file by version, shown with its history, and gives its id back when switched off', async () => {
  const file = join(folder, 'bay.json');
  const keep = async (dialect: object) => {
    writeFileSync(file, JSON.stringify(dialect));
    return giver.act('dialect', 'keep', file);
  };
  const bay = { id: 'afp', name: 'Bay', match: [{ providers: ['BAYNEWS'] }] };
  const held = async () =>
    rowsOf(await giver.run('dialect', 'list'), 'dialects').flatMap((one) =>
      JSON.stringify(one).includes('"id":"afp"') ? [one] : [],
    );
  expect(await held()).toMatchObject([{ from: 'shipped', state: 'on' }]);
  writeFileSync(file, JSON.stringify(bay));
  refused(await giver.run('dialect', 'keep', file), 'actor-missing');
  expect(done(await keep(bay))).toMatchObject({ id: 'afp', version: 1, state: 'on' });
  expect(done(await keep({ ...bay, timeZone: 'Asia/Tokyo' }))).toMatchObject({ version: 2 });
  expect(await held()).toMatchObject([
    { from: 'kept', state: 'on', dialect: { name: 'Bay', version: 2 } },
    { from: 'shipped', state: 'replaced' },
  ]);
  expect(done(await giver.act('dialect', 'off', 'afp'))).toMatchObject({ version: 3, state: 'off' });
  expect(await held()).toMatchObject([
    { from: 'kept', state: 'off' },
    { from: 'shipped', state: 'on' },
  ]);
  expect(done(await giver.run('dialect', 'show', 'afp'))).toMatchObject({
    versions: [{ version: 3, state: 'off' }, { version: 2 }, { version: 1 }],
  });
  expect(done(await giver.act('dialect', 'on', 'afp'))).toMatchObject({ version: 4, state: 'on' });
  refused(await keep({ ...bay, zone: 'x' }), 'dialect-invalid');
  refused(await giver.act('dialect', 'off', 'nobody'), 'dialect-unknown');
  refused(await giver.run('dialect', 'show', 'nobody'), 'dialect-unknown');
});

test('a destination is changed where it is named, and nothing else of it', async () => {
  const [root = ''] = node.config.sourceRoots;
  const outgoing = join(root, 'outgoing');
  mkdirSync(outgoing, { recursive: true });
  const added = done(await giver.act('destination', 'add', 'folder', outgoing, '--name', 'Pages'));
  const { id } = (added['destination'] ?? {}) as { readonly id?: string };
  const changed = done(await giver.act('destination', 'change', id ?? '', '--name', 'Front pages'));
  expect(changed).toMatchObject({ destination: { id, name: 'Front pages', place: outgoing } });
  refused(await giver.act('destination', 'change', id ?? '', '--set', 'colour=red'), 'destination-invalid');
  refused(await giver.act('destination', 'change', 'none', '--name', 'x'), 'destination-unknown');
  expect(rowsOf(await giver.run('destination', 'list'), 'destinations')).toMatchObject([
    { name: 'Front pages', place: outgoing },
  ]);
});
