import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { becomePartners } from '#cli/demo/become-partners.ts';
import { putFile, seedFile, watchFolder } from '#cli/demo/fill-wire.ts';
import type { NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { patient, until } from '#cli/demo/until.ts';
import { deskClient, type DeskClient } from '#cli/desk-client.ts';
import { publishStory } from '#contract/publication.ts';
import { readStory } from '#contract/wire.ts';
import { demoNode, foundDemoNode, freePort, type DemoNode } from '#main/demo/demo-nodes.ts';
import { DEMO_NEWSROOMS } from '#main/demo/newsrooms.ts';
import { foundAnother } from '#main/found-node.ts';
import { agreeBetween, didOf } from '#tests/town/agree-between.ts';
import { done, recallAt, refused, rowsOf, shellAt, storyOf, text, type Shell } from './node-shell.ts';

const CRUISE = 'Mùa tàu biển mở sớm, Đà Nẵng đón chuyến đầu với 1.284 khách';
const FILE = 'khach-tau-bien.newsml.xml';
const [FIRST, SECOND] = DEMO_NEWSROOMS;

let folder: string;
let node: DemoNode;
let second: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pactwire-shared-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under has to get in
  const port = await freePort();
  // No address of this computer may be fetched from: what one asks of the other never leaves the node.
  const environment = { PACTWIRE_ALLOW_HOSTS: '' };
  node = demoNode({ folder }, { newsroom: FIRST, port, listens: port, environment }, []);
  second = `http://127.0.0.1:${port}`;
  await foundDemoNode(node, () => undefined);
  await node.start();
});
afterAll(async () => {
  await node.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('two agencies on one node deal with each other as if they were on two', async () => {
  const { port: _port, seats, ...agency } = SECOND;
  const founding = { agency, people: seats, isDemo: true };
  expect(await foundAnother(node.config, founding, second)).toMatchObject({ ok: true });
  expect(await foundAnother(node.config, founding, second)).toMatchObject({ ok: false });
  // The running node takes it up by itself, and each address presents its own.
  await until('the second at its address', () => didAt(second).then((did) => did?.includes('127.0.0.1')));
  expect(await didAt(node.origin)).toBe(`did:web:localhost%3A${node.config.port}`);

  const giver = await deskOf(node.origin, FIRST.seats);
  const taker = await deskOf(second, SECOND.seats);
  await becomePartners(giver.chief, taker.chief);
  await agreeBetween(giver, taker, {});
  const [at, there] = [shellOf(0), shellOf(1)];
  const [root = ''] = node.config.sourceRoots;
  await putFile(seedFile(FIRST.slug, FILE), await watchFolder(giver.chief, root, 'Inbox'), FILE);
  const own = text((await until('our story', () => storyOf(at, CRUISE)))['id']);
  const offered = text((await until('the story at the second', () => storyOf(there, CRUISE)))['id']);

  // What is one's is unknown at the other's desk.
  expect(await taker.chief.call(readStory, { params: { id: own } })).toMatchObject({
    error: { status: 404 },
  });
  refused(
    await there.act('story', 'kill', own, '--reason', 'error', '--public-reason', 'x'),
    'story-unknown',
  );

  done(await there.act('story', 'take', offered, '--use', 'as-is'));
  const body = { storyId: offered };
  const { url } = (await taker.editor.demand(publishStory, { body })).publication;
  expect(new URL(url).origin).toBe(second);
  const page = await fetch(url);
  expect([page.status, (await page.text()).includes(`href="${url}"`)]).toEqual([200, true]);
  expect((await fetch(url.replace(second, node.origin))).status).toBe(404);
  await until('the use is reported', async () => (await at.run('story', 'show', own)).said.includes(url), 20);

  done(await at.act('story', 'kill', own, '--reason', 'error', '--public-reason', 'Sai nguồn'));
  await recallAt(at, 'kill', 'applied');
  expect((await fetch(url)).status).toBe(410);
  expect(JSON.stringify(rowsOf(await at.run('recall', 'list'), 'recalls'))).toContain(await didOf(taker));
});

async function didAt(origin: string): Promise<string | undefined> {
  const answer = await fetch(`${origin}/.well-known/did.json`);
  const { id } = (await answer.json()) as { readonly id?: string };
  return id;
}

type Seats = readonly { readonly name: string; readonly email: string; readonly roles: readonly string[] }[];

/** Everybody sits at the node's own address; partners know an agency by its own. */
async function deskOf(origin: string, seats: Seats): Promise<NewsroomDesk> {
  const sit = async (role: string): Promise<DeskClient> => {
    const client = patient(deskClient(node.origin));
    await client.sitDownAs(seats.find(({ roles }) => roles.includes(role))?.name ?? '');
    return { ...client, origin };
  };
  return { origin, chief: await sit('chief'), editor: await sit('editor') };
}

function shellOf(which: 0 | 1): Shell {
  const { slug, seats } = DEMO_NEWSROOMS[which];
  const shell = shellAt(node, seats[1].email);
  const of = (words: readonly string[]): readonly string[] => [...words, '--agency', slug];
  return {
    ...shell,
    run: (...words) => shell.run(...of(words)),
    act: (...words) => shell.act(...of(words)),
  };
}
