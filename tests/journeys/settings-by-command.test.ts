import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedFile } from '#cli/demo/fill-wire.ts';
import { until } from '#cli/demo/until.ts';
import { demoNodes, type DemoNode } from '#main/demo/demo-nodes.ts';
import { nodeSecrets } from '#main/node-secrets.ts';
import { visitStore } from '#main/open-store.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
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

test('a paper that people fill by hand is set up, what ran in it is recorded, and that it was taken back', async () => {
  const add = ['destination', 'add', 'hand', '--name', 'Evening hour', '--set', 'deliveryChannel=broadcast'];
  const added = done(await giver.act(...add));
  expect(added).toMatchObject({ destination: { kind: 'hand', channel: 'broadcast' } });
  const { id: air = '' } = (added['destination'] ?? {}) as { readonly id?: string };
  const { source } = done(await giver.act('source', 'add', 'folder', '--name', 'Desk'));
  const { id: desk = '', place = '' } = source as { readonly id?: string; readonly place?: string };
  copyFileSync(seedFile('song-han', 'bao-tang-vai.newsml.xml'), join(place, 'vai.xml'));
  const story = await until('the story is on the wire', async () => {
    await giver.act('source', 'run', desk);
    const [own] = rowsOf(await giver.run('story', 'list', '--from', 'own'), 'stories');
    const id = own?.['id'];
    return typeof id === 'string' ? id : undefined;
  });
  // Its day, which may have begun before that of this computer.
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Ho_Chi_Minh' }).format();
  const ran = (day: string) => giver.act('story', 'ran', story, '--in', air, '--on', day, '--where', '18:30');
  refused(await ran('1999-01-01'), 'run-day-invalid');
  const { placement } = done(await ran(today)) as { readonly placement?: { readonly id: string } };
  expect(placement).toMatchObject({ stands: 'published', shown: { channel: 'broadcast' } });
  refused(await giver.act('story', 'push', story, '--to', air), 'destination-by-hand');
  const gone = done(
    await giver.act('story', 'gone', placement?.id ?? '', '--told', '--note', 'said at 19:00'),
  );
  expect(gone).toMatchObject({ placement: { stands: 'withdrawn' } });
  const log = done(await giver.run('destination', 'log', air));
  expect(log).toMatchObject({
    deliveries: [
      { deed: 'withdraw', outcome: 'told', answer: 'said at 19:00' },
      { deed: 'publish', outcome: 'done', answer: `${today} 18:30` },
    ],
  });
  refused(await giver.act('story', 'gone', placement?.id ?? ''), 'placement-unknown');
});

test('an agency says its market, clock and languages anew, and only one that there is; a market that is none makes the node ill', async () => {
  refused(await giver.act('agency', 'change', '--territory', 'UK'), 'input-invalid');
  refused(await giver.act('agency', 'change'), 'input-invalid');
  const change = ['--territory', 'GB', '--time-zone', 'Europe/London', '--languages', 'en,vi'];
  refused(await giver.run('agency', 'change', ...change, '--as', 'lan@song-han.demo'), 'role-missing');
  done(await giver.act('agency', 'change', ...change));
  const { agency } = done(await giver.run('agency', 'show'));
  expect(agency).toMatchObject({ territory: 'GB', timeZone: 'Europe/London', languages: ['en', 'vi'] });
  // What an older version let in.
  const store = await visitStore(node.config.dataFolder, nodeSecrets(node.config.dataFolder));
  const [there] = await agencyDirectory(store.app.db).list();
  if (!there) throw new Error('no agency was founded');
  await store.transact(there.id, ({ agencies }) => agencies.change({ ...there, territory: 'UK' }));
  await store.close();
  const ill = await giver.run('doctor');
  refused(ill, 'node-unwell');
  expect(ill.said).toContain('market of song-han');
  done(await giver.act('agency', 'change', '--territory', 'VN', '--time-zone', 'Asia/Ho_Chi_Minh'));
  done(await giver.run('doctor'));
});
