import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { nodeHash } from '#engines/world.ts';
import { plusSeconds } from '#kernel/instant.ts';
import { runDueSources, runSource } from '#sources/run-sources.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testItem } from '#tests/town/test-item.ts';
import { hasSharedData, needsSharedData, sharedBytes, sharedFiles } from '#tests/town/shared-data.ts';
import { transactWith } from './transact.ts';

import { rssOf, SOURCES_AT, sourceStory, sourceTown, type SourceTown } from '#tests/town/source-town.ts';

const AT = SOURCES_AT;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let database: TestDatabase;
let town: SourceTown;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await sourceTown(database);
});
afterEach(() => town.close());

const items = () =>
  transactWith(database.app.db, ({ trx }) => trx)(town.agencyId, (trx) =>
    trx.selectFrom('item').selectAll().orderBy('guid').execute(),
  );

test('a story laid into the folder is admitted and leaves for done, with its pictures', async () => {
  const source = await town.addSource({});
  const picture = { role: 'web', href: 'https://wire.example/m/bridge.png', mediaType: 'image/png' };
  const associations = [{ guid: 'urn:pic', newsType: 'picture' as const, renditions: [picture] }];
  await town.lay('a.json', sourceStory({ associations }));
  await town.lay('bridge.png', PNG);

  expect(await town.run(source)).toBe(1);
  expect(await readdir(join(town.folder, 'in', 'done'))).toEqual(['a.json', 'bridge.png']);
  const [item] = await items();
  const digest = nodeHash.sha256(PNG);
  expect(item).toMatchObject({ headline: 'River rises', origin: 'own', thumbnail_digest: digest });
  expect(await town.needsOf().blobs.read(town.agencyId, digest)).toEqual(PNG);
  expect(await town.within(({ blobs }) => blobs.find(digest))).toMatchObject({ mediaType: 'image/png' });
});

test('a kill between commit and move loses nothing and doubles nothing (I1, I2)', async () => {
  const source = await town.addSource({});
  await town.lay('a.json', sourceStory());
  const dying = town.needsOf();
  const killed = town.run(source, {
    ...dying,
    ingest: async (document) => {
      await dying.ingest(document);
      throw new Error('killed here');
    },
  });
  await expect(killed).rejects.toThrow('killed here');
  expect(await readdir(join(town.folder, 'in'))).toEqual(['a.json']);

  expect(await town.run(source)).toBe(0);
  expect(await readdir(join(town.folder, 'in', 'done'))).toEqual(['a.json']);
  expect(await items()).toHaveLength(1);
});

test('versions that lie in the folder in any order end with the newest (I4)', async () => {
  const source = await town.addSource({});
  await town.lay('1.json', sourceStory({ version: 3, headline: 'Third' }));
  await town.lay('2.json', sourceStory({ version: 1, headline: 'First' }));
  await town.run(source);
  expect(await items()).toMatchObject([{ headline: 'Third', latest_version: 3 }]);
});

const g2 = (guid: string, version: number, meta: string): string =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="${version}" xml:lang="vi"><itemMeta><itemClass qcode="ninat:text"/><provider literal="a"/><versionCreated>2027-01-01T07:0${version}:00Z</versionCreated>${meta}</itemMeta><contentMeta><headline>Phà ${version}</headline></contentMeta></newsItem>`;

test("a wire's correction is a correction here, and its kill of another story is that story's end, whichever came first", async () => {
  const source = await town.addSource({});
  await town.lay('1.xml', g2('urn:a', 1, ''));
  await town.lay('2.xml', g2('urn:a', 2, '<signal qcode="sig:correction"/>'));
  await town.lay(
    '3.xml',
    g2(
      'urn:note',
      1,
      '<signal literal="kill"/><link rel="kills" residref="urn:a"/><link rel="kills" residref="urn:later"/>',
    ),
  );
  await town.run(source);
  const corrected = await transactWith(database.app.db, ({ trx }) => trx)(town.agencyId, (trx) =>
    trx.selectFrom('item_version').select(['version', 'is_correction']).orderBy('version').execute(),
  );
  expect(
    corrected.filter(({ is_correction }) => is_correction).map(({ version }) => Number(version)),
  ).toEqual([2]);
  expect((await items()).map(({ guid, state }) => `${guid} ${state}`)).toEqual([
    'urn:a killed',
    'urn:later killed',
    'urn:note usable',
  ]);
  await town.lay('4.xml', g2('urn:later', 1, ''));
  await town.run(source, town.needsOf(), plusSeconds(AT, 60));
  expect((await town.refusedOf(source)).map(({ code }) => code)).toContain('item-killed');
});

test('a broken document goes to refused with its reason beside it, and the desk is told the place', async () => {
  const source = await town.addSource({});
  await town.lay('bad.json', '{"uri": "urn:x", "uri": "urn:y"}', 3600);
  await town.run(source);
  expect(await readdir(join(town.folder, 'in', 'refused'))).toEqual(['bad.json', 'bad.json.problem.json']);
  const problem = await readFile(join(town.folder, 'in', 'refused', 'bad.json.problem.json'), 'utf8');
  expect(JSON.parse(problem)).toMatchObject({ code: 'json-duplicate-key' });
  expect(await town.refusedOf(source)).toMatchObject([{ name: 'bad.json', code: 'json-duplicate-key' }]);
});

test('a document that is still being written is left alone until it is whole', async () => {
  const source = await town.addSource({});
  const whole = sourceStory();
  await town.lay('a.json', whole.slice(0, 40));
  const agency = { id: town.agencyId, did: 'did:web:x' };
  await runSource(town.needsOf(), agency, source, AT);
  expect(await readdir(join(town.folder, 'in'))).toEqual(['a.json']);
  expect(await town.refusedOf(source)).toEqual([]);
  await town.lay('a.json', whole);
  expect(await town.run(source)).toBe(1);
});

test('links, hidden files and copies in progress are no documents of the folder', async () => {
  const source = await town.addSource({});
  await writeFile(join(town.folder, 'secret.json'), sourceStory());
  await symlink(join(town.folder, 'secret.json'), join(town.folder, 'in', 'link.json'));
  await town.lay('.hidden.json', sourceStory());
  await town.lay('copy.json.part', sourceStory());
  expect(await town.run(source)).toBe(0);
  expect(await items()).toEqual([]);
});

test('the same version with other words is refused and recorded, and the story stays', async () => {
  const source = await town.addSource({});
  await town.lay('a.json', sourceStory());
  await town.run(source);
  await town.lay('a.json', sourceStory({ headline: 'Other' }));
  await town.run(source);
  expect(await readdir(join(town.folder, 'in', 'done'))).toEqual(['2-a.json', 'a.json']);
  expect(await items()).toMatchObject([{ headline: 'River rises' }]);
  expect(await town.refusedOf(source)).toMatchObject([
    { code: 'item-version-conflict', at: testItem().guid },
  ]);
});

test('a missing folder is told, not thrown', async () => {
  const source = await town.addSource({ place: join(town.folder, 'nowhere') });
  await town.run(source);
  const after = await town.within(({ sources }) => sources.find(source.id));
  expect(after?.lastOutcome).toMatchObject({ ok: false, detail: expect.stringContaining('ENOENT') });
});

test('a feed is read once, then asked only whether it changed', async () => {
  const asked: (string | undefined)[] = [];
  const { host, url } = await town.serve((response) => {
    asked.push(response.req.headers['if-none-match']);
    if (response.req.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
    else
      response
        .writeHead(200, { etag: '"v1"', 'content-type': 'application/rss+xml' })
        .end(rssOf('Lũ lớn', 'Nắng'));
  });
  const source = await town.addSource({ kind: 'feed', place: url });
  const needs = town.needsOf({ allowHosts: [host] });
  expect(await town.run(source, needs)).toBe(2);
  expect(await town.run(source, needs)).toBe(0);
  expect(asked).toEqual([undefined, '"v1"']);
  expect(await items()).toMatchObject([{ headline: 'Lũ lớn', language: 'vi' }, { headline: 'Nắng' }]);
});

test('a picture that a feed names and that is none costs the picture, not the story', async () => {
  const { host, url } = await town.serve((response, path) => {
    if (path === '/feed') {
      const media = `<enclosure url="http://${host}/p.jpg" type="image/jpeg" length="9"/>`;
      response.end(rssOf('Lũ').replace('</item>', `${media}</item>`));
    } else response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<svg onload="x"/>');
  });
  const source = await town.addSource({ kind: 'feed', place: url });
  expect(await town.run(source, town.needsOf({ allowHosts: [host] }))).toBe(1);
  const [item] = await items();
  expect(item).toMatchObject({ headline: 'Lũ', thumbnail_digest: null });
  const version = await town.within(({ items: store }) =>
    store.version(item?.id ?? '', item?.latest_version ?? 0),
  );
  expect(version?.dropped).toContainEqual(
    expect.objectContaining({ what: 'picture', at: `http://${host}/p.jpg` }),
  );
});

test('a feed at a private address, that redirects to one, fails or breaks is told and tried later and later (T09)', async () => {
  const inner = await town.serve((response) => response.end(rssOf('Secret')));
  const outer = await town.serve((response) => response.writeHead(302, { location: inner.url }).end());
  const broken = await town.serve((response) => response.end('{"uri":'));
  const failing = await town.serve((response) => response.writeHead(503).end());
  const outcomeOf = async (place: string, allowHosts: string[]) => {
    const source = await town.addSource({ kind: 'feed', place });
    expect(await town.run(source, town.needsOf({ allowHosts }))).toBe(0);
    return town.within(({ sources }) => sources.find(source.id));
  };
  expect((await outcomeOf(inner.url, []))?.lastOutcome?.ok).toBe(false);
  expect((await outcomeOf(outer.url, [outer.host]))?.lastOutcome?.ok).toBe(false);
  expect((await outcomeOf(broken.url, [broken.host]))?.lastOutcome).toMatchObject({
    ok: false,
    refused: 1,
    detail: expect.stringContaining('json-malformed'),
  });
  const later = await outcomeOf(failing.url, [failing.host]);
  expect(later).toMatchObject({ cursor: { failures: 1, nextAt: plusSeconds(AT, 60) } });
  expect(await items()).toEqual([]);
});

test('what is not due is not read, and one broken source stops no other', async () => {
  await town.addSource({ kind: 'feed', place: 'http://127.0.0.1:1/feed', cursor: {} });
  await town.addSource({ kind: 'feed', place: 'not an address' });
  const paused = await town.addSource({ state: 'paused' });
  await town.lay('a.json', sourceStory());
  const real = Date.now;
  Date.now = () => real() + 60_000;
  try {
    expect(await runDueSources(town.needsOf(), AT)).toBe(0);
    await town.within(({ sources }) => sources.change({ ...paused, state: 'active' }));
    expect(await runDueSources(town.needsOf(), AT)).toBe(1);
  } finally {
    Date.now = real;
  }
});

test('a NUL in a story is kept out of the database and the story is told to be broken', async () => {
  const source = await town.addSource({});
  await town.lay('nul.json', sourceStory({ headline: 'A' }).replace('"A"', String.raw`"A\u0000B"`), 3600);
  await town.lay(
    'nul-body.json',
    sourceStory({ guid: 'urn:y', body: ['x'] }).replaceAll('x</p>', String.raw`x\u0000</p>`),
    3600,
  );
  await town.run(source);
  for (const item of await items()) expect(item.headline).not.toContain('\0');
  expect((await readdir(join(town.folder, 'in'))).filter((name) => name.endsWith('.json'))).toEqual([]);
});

test.skipIf(!hasSharedData)(
  `every hostile document of the corpora is admitted or refused with a reason, never a fault (T10)${needsSharedData}`,
  async () => {
    const source = await town.addSource({});
    // What the readers say of all others is tested beside them; here the door and the database are.
    const folders = [
      'xml-attacks',
      'feedparser/illformed',
      'feedparser/encoding',
      'uploads',
      'blns',
      'unicode',
    ];
    const names = [...folders.map((name) => `security/${name}`), 'wires', 'ninjs/test_suite'].flatMap(
      sharedFiles,
    );
    const needs = town.needsOf();
    let count = 0;
    for (const name of names) {
      const bytes = sharedBytes(name);
      const result = await needs.ingest({
        agency: { id: town.agencyId, did: 'did:web:x' },
        source,
        name,
        bytes,
        at: AT,
        pictures: () => Promise.resolve({ ok: false, error: 'not here' }),
      });
      if (!result.ok) expect(result.error.detail).not.toBe('');
      count += 1;
    }
    expect(count).toBeGreaterThan(200);
  },
  120_000,
);
