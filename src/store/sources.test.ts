import { createServer, type Server, type ServerResponse } from 'node:http';
import { mkdtemp, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ingestDocument } from '#app/item/ingest-document.ts';
import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Source } from '#ports/source-store.ts';
import { runDueSources, runSource, type RunSourcesNeeds } from '#sources/run-sources.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { readHere } from '#tests/town/read-here.ts';
import { testItem } from '#tests/town/test-item.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { hasSharedData, needsSharedData, sharedBytes, sharedFiles } from '#tests/town/shared-data.ts';
import { agencyDirectory } from './agency-directory.ts';
import { blobFiles } from './blob-files.ts';
import { openStores, type Stores } from './open-stores.ts';
import { transactWith } from './transact.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let database: TestDatabase;
let folder: string;
let agencyId: string;
const servers: Server[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pactwire-sources-'));
  agencyId = await testAgency(database);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const within = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
  transactWith(database.app.db, openStores)(agencyId, work);

function needsOf(over: Partial<RunSourcesNeeds<Stores>> = {}): RunSourcesNeeds<Stores> {
  const transact = transactWith(database.app.db, openStores);
  return {
    transact,
    agencies: agencyDirectory(database.app.db),
    ingest: (document) => ingestDocument({ transact, ids: systemIds, hash: nodeHash, readForeign: readHere }, document),
    fetch: guardedFetcher().fetch,
    blobs: blobFiles(join(folder, 'blobs')),
    sha256: nodeHash.sha256,
    chance: () => 0.5,
    allowHosts: [],
    ...over,
  };
}

async function addSource(over: Partial<Source>): Promise<Source> {
  const source: Source = {
    id: systemIds.uuid(),
    name: 'Wire',
    kind: 'folder',
    place: join(folder, 'in'),
    state: 'active',
    cursor: {},
    ...over,
  };
  await mkdir(join(folder, 'in'), { recursive: true });
  await within(({ sources }) => sources.add(source));
  return source;
}

/** Puts a file into the watched folder that nobody touched for a while. */
async function lay(name: string, content: string | Uint8Array, ageSeconds = 0): Promise<void> {
  const path = join(folder, 'in', name);
  await writeFile(path, content);
  if (ageSeconds > 0) await utimes(path, Date.now() / 1000 - ageSeconds, Date.now() / 1000 - ageSeconds);
}

const story = (over: Parameters<typeof testItem>[0] = {}): string =>
  JSON.stringify(printNinjs(testItem(over)));

/** Time passes for the files, not for the test: the reading takes them for a minute older. */
async function run(source: Source, needs = needsOf(), at: Instant = AT): Promise<number> {
  const real = Date.now;
  Date.now = () => real() + 60_000;
  try {
    const now = (await within(({ sources }) => sources.find(source.id))) ?? source;
    const agency = await needs.agencies.find(agencyId);
    return await runSource(needs, agency ?? { id: agencyId, did: 'did:web:x' }, now, at);
  } finally {
    Date.now = real;
  }
}

const items = () =>
  within(async ({ items: store }) => Promise.resolve(store)).then(() =>
    transactWith(database.app.db, ({ trx }) => trx)(agencyId, (trx) =>
      trx.selectFrom('item').selectAll().orderBy('guid').execute(),
    ),
  );
const refusedOf = (source: Source) => within(({ sources }) => sources.listRefused(source.id));

function serve(
  answer: (response: ServerResponse, url: string) => void,
): Promise<{ host: string; url: string }> {
  return new Promise((ready) => {
    const server = createServer((request, response) => answer(response, request.url ?? '/'));
    servers.push(server);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const host = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
      ready({ host, url: `http://${host}/feed` });
    });
  });
}

const RSS = (...titles: string[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>W</title><link>https://wire.example/</link><description>d</description><language>vi</language>${titles
    .map(
      (title, index) =>
        `<item><title>${title}</title><guid isPermaLink="false">urn:x:${index}</guid><pubDate>Fri, 01 Jan 2027 07:0${index}:00 GMT</pubDate><description>${title}</description></item>`,
    )
    .join('')}</channel></rss>`;

test('a story laid into the folder is admitted and leaves for done, with its pictures', async () => {
  const source = await addSource({});
  const picture = { role: 'web', href: 'https://wire.example/m/bridge.png', mediaType: 'image/png' };
  const associations = [{ guid: 'urn:pic', newsType: 'picture' as const, renditions: [picture] }];
  await lay('a.json', story({ associations }));
  await lay('bridge.png', PNG);

  expect(await run(source)).toBe(1);
  expect(await readdir(join(folder, 'in', 'done'))).toEqual(['a.json', 'bridge.png']);
  const [item] = await items();
  const digest = nodeHash.sha256(PNG);
  expect(item).toMatchObject({ headline: 'River rises', origin: 'own', thumbnail_digest: digest });
  expect(await needsOf().blobs.read(agencyId, digest)).toEqual(PNG);
  expect(await within(({ blobs }) => blobs.find(digest))).toMatchObject({ mediaType: 'image/png' });
});

test('a kill between commit and move loses nothing and doubles nothing (I1, I2)', async () => {
  const source = await addSource({});
  await lay('a.json', story());
  const dying = needsOf();
  const killed = run(source, {
    ...dying,
    ingest: async (document) => {
      await dying.ingest(document);
      throw new Error('killed here');
    },
  });
  await expect(killed).rejects.toThrow('killed here');
  expect(await readdir(join(folder, 'in'))).toEqual(['a.json']);

  expect(await run(source)).toBe(0);
  expect(await readdir(join(folder, 'in', 'done'))).toEqual(['a.json']);
  expect(await items()).toHaveLength(1);
});

test('versions that lie in the folder in any order end with the newest (I4)', async () => {
  const source = await addSource({});
  await lay('1.json', story({ version: 3, headline: 'Third' }));
  await lay('2.json', story({ version: 1, headline: 'First' }));
  await run(source);
  expect(await items()).toMatchObject([{ headline: 'Third', latest_version: 3 }]);
});

const g2 = (guid: string, version: number, meta: string): string =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="${version}" xml:lang="vi"><itemMeta><itemClass qcode="ninat:text"/><provider literal="a"/><versionCreated>2027-01-01T07:0${version}:00Z</versionCreated>${meta}</itemMeta><contentMeta><headline>Phà ${version}</headline></contentMeta></newsItem>`;

test("a wire's correction is a correction here, and its kill of another story is that story's end, whichever came first", async () => {
  const source = await addSource({});
  await lay('1.xml', g2('urn:a', 1, ''));
  await lay('2.xml', g2('urn:a', 2, '<signal qcode="sig:correction"/>'));
  await lay(
    '3.xml',
    g2(
      'urn:note',
      1,
      '<signal literal="kill"/><link rel="kills" residref="urn:a"/><link rel="kills" residref="urn:later"/>',
    ),
  );
  await run(source);
  const corrected = await transactWith(database.app.db, ({ trx }) => trx)(agencyId, (trx) =>
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
  await lay('4.xml', g2('urn:later', 1, ''));
  await run(source, needsOf(), plusSeconds(AT, 60));
  expect((await refusedOf(source)).map(({ code }) => code)).toContain('item-killed');
});

test('a broken document goes to refused with its reason beside it, and the desk is told the place', async () => {
  const source = await addSource({});
  await lay('bad.json', '{"uri": "urn:x", "uri": "urn:y"}', 3600);
  await run(source);
  expect(await readdir(join(folder, 'in', 'refused'))).toEqual(['bad.json', 'bad.json.problem.json']);
  const problem = await readFile(join(folder, 'in', 'refused', 'bad.json.problem.json'), 'utf8');
  expect(JSON.parse(problem)).toMatchObject({ code: 'json-duplicate-key' });
  expect(await refusedOf(source)).toMatchObject([{ name: 'bad.json', code: 'json-duplicate-key' }]);
});

test('a document that is still being written is left alone until it is whole', async () => {
  const source = await addSource({});
  const whole = story();
  await lay('a.json', whole.slice(0, 40));
  const agency = { id: agencyId, did: 'did:web:x' };
  await runSource(needsOf(), agency, source, AT);
  expect(await readdir(join(folder, 'in'))).toEqual(['a.json']);
  expect(await refusedOf(source)).toEqual([]);
  await lay('a.json', whole);
  expect(await run(source)).toBe(1);
});

test('links, hidden files and copies in progress are no documents of the folder', async () => {
  const source = await addSource({});
  await writeFile(join(folder, 'secret.json'), story());
  await symlink(join(folder, 'secret.json'), join(folder, 'in', 'link.json'));
  await lay('.hidden.json', story());
  await lay('copy.json.part', story());
  expect(await run(source)).toBe(0);
  expect(await items()).toEqual([]);
});

test('the same version with other words is refused and recorded, and the story stays', async () => {
  const source = await addSource({});
  await lay('a.json', story());
  await run(source);
  await lay('a.json', story({ headline: 'Other' }));
  await run(source);
  expect(await readdir(join(folder, 'in', 'done'))).toEqual(['2-a.json', 'a.json']);
  expect(await items()).toMatchObject([{ headline: 'River rises' }]);
  expect(await refusedOf(source)).toMatchObject([{ code: 'item-version-conflict', at: testItem().guid }]);
});

test('a missing folder is told, not thrown', async () => {
  const source = await addSource({ place: join(folder, 'nowhere') });
  await run(source);
  const after = await within(({ sources }) => sources.find(source.id));
  expect(after?.lastOutcome).toMatchObject({ ok: false, detail: expect.stringContaining('ENOENT') });
});

test('a feed is read once, then asked only whether it changed', async () => {
  const asked: (string | undefined)[] = [];
  const { host, url } = await serve((response) => {
    asked.push(response.req.headers['if-none-match']);
    if (response.req.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
    else
      response
        .writeHead(200, { etag: '"v1"', 'content-type': 'application/rss+xml' })
        .end(RSS('Lũ lớn', 'Nắng'));
  });
  const source = await addSource({ kind: 'feed', place: url });
  const needs = needsOf({ allowHosts: [host] });
  expect(await run(source, needs)).toBe(2);
  expect(await run(source, needs)).toBe(0);
  expect(asked).toEqual([undefined, '"v1"']);
  expect(await items()).toMatchObject([{ headline: 'Lũ lớn', language: 'vi' }, { headline: 'Nắng' }]);
});

test('a picture that a feed names and that is none costs the picture, not the story', async () => {
  const { host, url } = await serve((response, path) => {
    if (path === '/feed') {
      const media = `<enclosure url="http://${host}/p.jpg" type="image/jpeg" length="9"/>`;
      response.end(RSS('Lũ').replace('</item>', `${media}</item>`));
    } else response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<svg onload="x"/>');
  });
  const source = await addSource({ kind: 'feed', place: url });
  expect(await run(source, needsOf({ allowHosts: [host] }))).toBe(1);
  const [item] = await items();
  expect(item).toMatchObject({ headline: 'Lũ', thumbnail_digest: null });
  const version = await within(({ items: store }) =>
    store.version(item?.id ?? '', item?.latest_version ?? 0),
  );
  expect(version?.dropped).toContainEqual(
    expect.objectContaining({ what: 'picture', at: `http://${host}/p.jpg` }),
  );
});

test('a feed at a private address, that redirects to one, fails or breaks is told and tried later and later (T09)', async () => {
  const inner = await serve((response) => response.end(RSS('Secret')));
  const outer = await serve((response) => response.writeHead(302, { location: inner.url }).end());
  const broken = await serve((response) => response.end('<rss><channel>'));
  const failing = await serve((response) => response.writeHead(503).end());
  const outcomeOf = async (place: string, allowHosts: string[]) => {
    const source = await addSource({ kind: 'feed', place });
    expect(await run(source, needsOf({ allowHosts }))).toBe(0);
    return within(({ sources }) => sources.find(source.id));
  };
  expect((await outcomeOf(inner.url, []))?.lastOutcome?.ok).toBe(false);
  expect((await outcomeOf(outer.url, [outer.host]))?.lastOutcome?.ok).toBe(false);
  expect((await outcomeOf(broken.url, [broken.host]))?.lastOutcome).toMatchObject({
    ok: false,
    refused: 1,
    detail: expect.stringContaining('xml-'),
  });
  const later = await outcomeOf(failing.url, [failing.host]);
  expect(later).toMatchObject({ cursor: { failures: 1, nextAt: plusSeconds(AT, 60) } });
  expect(await items()).toEqual([]);
});

test('what is not due is not read, and one broken source stops no other', async () => {
  await addSource({ kind: 'feed', place: 'http://127.0.0.1:1/feed', cursor: {} });
  await addSource({ kind: 'feed', place: 'not an address' });
  const paused = await addSource({ state: 'paused' });
  await lay('a.json', story());
  const real = Date.now;
  Date.now = () => real() + 60_000;
  try {
    expect(await runDueSources(needsOf(), AT)).toBe(0);
    await within(({ sources }) => sources.setState(paused.id, 'active'));
    expect(await runDueSources(needsOf(), AT)).toBe(1);
  } finally {
    Date.now = real;
  }
});

test('a NUL in a story is kept out of the database and the story is told to be broken', async () => {
  const source = await addSource({});
  await lay('nul.json', story({ headline: 'A' }).replace('"A"', String.raw`"A\u0000B"`), 3600);
  await lay(
    'nul-body.json',
    story({ guid: 'urn:y', body: ['x'] }).replaceAll('x</p>', String.raw`x\u0000</p>`),
    3600,
  );
  await run(source);
  for (const item of await items()) expect(item.headline).not.toContain('\0');
  expect((await readdir(join(folder, 'in'))).filter((name) => name.endsWith('.json'))).toEqual([]);
});

test.skipIf(!hasSharedData)(
  `every hostile document of the corpora is admitted or refused with a reason, never a fault (T10)${needsSharedData}`,
  async () => {
    const source = await addSource({});
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
    const needs = needsOf();
    let count = 0;
    for (const name of names) {
      const bytes = sharedBytes(name);
      const result = await needs.ingest({
        agency: { id: agencyId, did: 'did:web:x' },
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
