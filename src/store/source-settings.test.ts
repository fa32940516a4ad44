import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ingestDocument } from '#app/item/ingest-document.ts';
import { setSource } from '#app/item/set-source.ts';
import { sourceTroubles } from '#app/item/source-trouble.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { plusSeconds } from '#kernel/instant.ts';
import { refuse } from '#kernel/result.ts';
import { readHere } from '#tests/town/read-here.ts';
import { rssOf, SOURCES_AT, sourceStory, sourceTown, type SourceTown } from '#tests/town/source-town.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testSafe } from '#tests/town/test-source.ts';

const AT = SOURCES_AT;
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

test('what a person set of a source is what its documents are read with', async () => {
  const source = await town.addSource({
    settings: { timeZone: 'Asia/Ho_Chi_Minh', charset: 'windows-1258' },
  });
  const seen: unknown[] = [];
  await town.lay('a.json', sourceStory());
  const { transact } = town.needsOf();
  const needs = { transact, ids: systemIds, hash: nodeHash };
  await town.run(source, {
    ...town.needsOf(),
    ingest: (document) =>
      ingestDocument(
        {
          ...needs,
          keepPicture: () => Promise.resolve(refuse('no pictures here')),
          readForeign(sourceId, bytes, asked) {
            seen.push([sourceId, asked.timeZone, asked.charset]);
            return readHere(sourceId, bytes, asked);
          },
        },
        document,
      ),
  });
  expect(seen).toEqual([[source.id, 'Asia/Ho_Chi_Minh', 'windows-1258']]);
});

test('a feed is polled as often as its settings say, and a folder too', async () => {
  const { host, url } = await town.serve((response) => response.end(rssOf('Lũ')));
  const settings = { everySeconds: 600 };
  const feed = await town.addSource({ kind: 'feed', place: url, settings });
  const watched = await town.addSource({ settings });
  for (const source of [feed, watched]) {
    await town.run(source, town.needsOf({ allowHosts: [host] }));
    expect((await town.within(({ sources }) => sources.find(source.id)))?.cursor.nextAt).toBe(
      plusSeconds(AT, 600),
    );
  }
});

test('the headers of a source go with its requests, and a server that repeats them does not make them known', async () => {
  const { host, url } = await town.serve((response) => {
    const key = response.req.headers['x-api-key'];
    response.writeHead(403, { 'content-type': 'text/html' }).end(`<p>Not allowed: <b>${String(key)}</b></p>`);
  });
  const sealedHeaders = testSafe.sealHeaders({ 'x-api-key': 'sesame-7' }, '');
  const source = await town.addSource({ kind: 'feed', place: url, sealedHeaders });
  await town.run(source, town.needsOf({ allowHosts: [host] }));
  const [kept] = await town.within(({ sources }) => sources.listRuns(source.id));
  expect(kept?.outcome).toMatchObject({
    status: 403,
    detail: 'The server answered 403. It says: Not allowed: …',
    sizeBytes: '<p>Not allowed: <b>sesame-7</b></p>'.length,
  });
});

test('twenty failures in a row over a day stop a feed until a person lets it go on; the last twenty are kept', async () => {
  const { host, url } = await town.serve((response) => response.writeHead(503).end());
  const source = await town.addSource({ kind: 'feed', place: url });
  const needs = town.needsOf({ allowHosts: [host] });
  const now = () => town.within(({ sources }) => sources.find(source.id));
  for (let hour = 0; hour < 24; hour += 1) await town.run(source, needs, plusSeconds(AT, hour * 3600));
  expect(await now()).toMatchObject({ state: 'active', cursor: { failures: 24, failingSince: AT } });
  const day = plusSeconds(AT, 86_400);
  await town.run(source, needs, day);
  const stopped = await now();
  expect(stopped).toMatchObject({ state: 'paused', stoppedAt: day });
  expect(await town.within(({ sources }) => sources.listRuns(source.id))).toHaveLength(20);
  const again = stopped && setSource(testSafe, stopped, { state: 'active' });
  if (!again?.ok) throw new Error('it does not go on');
  await town.within(({ sources }) => sources.change(again.value));
  expect(await now()).toMatchObject({ state: 'active', cursor: {} });
  expect((await now())?.stoppedAt).toBeUndefined();
});

test('the last arrivals of a source are kept, by which its silence is known', async () => {
  const source = await town.addSource({});
  const outcome = { ok: true, items: 1, refused: 0, detail: '' };
  for (let hour = 0; hour < 30; hour += 1)
    await town.within(({ sources }) =>
      sources.recordRun(source.id, {
        at: plusSeconds(AT, hour * 3600),
        outcome: hour === 29 ? { ...outcome, items: 0 } : outcome,
      }),
    );
  const kept = await town.within(({ sources }) => sources.find(source.id));
  expect(kept?.arrivals).toHaveLength(21);
  expect([kept?.arrivals.at(0), kept?.arrivals.at(-1)]).toEqual([
    plusSeconds(AT, 8 * 3600),
    plusSeconds(AT, 28 * 3600),
  ]);
  if (!kept) throw new Error('no source');
  expect(sourceTroubles([kept], plusSeconds(AT, 40 * 3600))).toMatchObject([
    { id: source.id, trouble: 'silent', since: plusSeconds(AT, 28 * 3600) },
  ]);
  expect(sourceTroubles([{ ...kept, state: 'paused' }], plusSeconds(AT, 40 * 3600))).toEqual([]);
});
