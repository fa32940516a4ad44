import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { becomePartners } from '#cli/demo/become-partners.ts';
import { putFile, seedFile, watchFolder } from '#cli/demo/fill-wire.ts';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { demoNode, foundDemoNode, freePort, type DemoNode } from '#main/demo/demo-nodes.ts';
import { DEMO_NEWSROOMS, type DemoNewsroom } from '#main/demo/newsrooms.ts';
import { agreeBetween, didOf } from '#tests/town/agree-between.ts';
import { done, publishAt, recallAt, refused, shellAt, storyOf, text, type Shell } from './node-shell.ts';

const CRUISE = 'Mùa tàu biển mở sớm, Đà Nẵng đón chuyến đầu với 1.284 khách';
const FILE = 'khach-tau-bien.newsml.xml';

/** A third one, that knows the first by the second alone. */
const THIRD: DemoNewsroom = {
  ...DEMO_NEWSROOMS[0],
  slug: 'ben-bo',
  name: { vi: 'Báo Bên Bờ', 'zh-Hans': '岸边报', en: 'Shore Daily' },
  seats: DEMO_NEWSROOMS[0].seats.map((seat) => ({
    ...seat,
    email: seat.email.replace('song-han', 'ben-bo'),
  })),
};

let folder: string;
let nodes: readonly DemoNode[] = [];
let shells: readonly Shell[] = [];
let desks: readonly NewsroomDesk[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pactwire-three-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under has to get in
  const placed: { newsroom: DemoNewsroom; port: number; listens: number }[] = [];
  for (const newsroom of [...DEMO_NEWSROOMS, THIRD]) {
    const port = await freePort();
    placed.push({ newsroom, port, listens: port });
  }
  nodes = placed.map((own) =>
    demoNode(
      { folder },
      own,
      placed.filter((one) => one !== own),
    ),
  );
  for (const node of nodes) {
    await foundDemoNode(node, () => undefined);
    await node.start();
  }
  desks = await Promise.all(nodes.map(({ origin }) => newsroomDesk(origin)));
  shells = nodes.map((node) => {
    const chief = node.newsroom.seats.find(({ roles }) => roles.includes('chief'));
    return shellAt(node, chief?.email ?? '');
  });
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  rmSync(folder, { recursive: true, force: true });
});

test('a story goes from its origin to a third newsroom by a second, and a kill of it is accounted for by both', async () => {
  const [origin, second, third] = desks;
  const [at, by, there] = shells;
  if (!origin || !second || !third || !at || !by || !there) throw new Error('three newsrooms');
  await becomePartners(origin.chief, second.chief);
  await becomePartners(second.chief, third.chief);
  await agreeBetween(origin, second, { passOnTo: [await didOf(third)] });
  await agreeBetween(second, third, { providers: [await didOf(origin)] });
  const [root = ''] = nodes[0]?.config.sourceRoots ?? [];
  await putFile(seedFile('song-han', FILE), await watchFolder(origin.chief, root, 'Inbox'), FILE);

  const own = text((await until('our story', () => storyOf(at, CRUISE)))['id']);
  const seconds = text((await until('the story at the second', () => storyOf(by, CRUISE)))['id']);
  const passing = ['story', 'pass-on', seconds, '--to', await didOf(third)];
  refused(await by.act(...passing), 'story-not-taken');
  done(await by.act('story', 'take', seconds, '--use', 'as-is'));
  done(await by.act(...passing));
  const thirds = text((await until('the story at the third', () => storyOf(there, CRUISE)))['id']);
  const page = await publishAt(there, thirds);
  const shown = await (await fetch(page)).text();
  expect(shown).toContain('Hãng tin Sông Hàn (qua Hãng tin Lộ Giang)');

  done(await at.act('story', 'kill', own, '--reason', 'error', '--public-reason', 'Sai nguồn'));
  await recallAt(at, 'kill', 'applied');
  // The origin has the word of the second, which had the word of the third: so the page is down by now.
  expect((await fetch(page)).status).toBe(410);
  await recallAt(by, 'kill', 'applied');
  expect(done(await by.run('decision', 'replay', '--all'))).toMatchObject({ differ: 0 });
});
