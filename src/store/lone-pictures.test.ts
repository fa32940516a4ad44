import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { nodeHash } from '#engines/world.ts';
import type { Source } from '#ports/source-store.ts';
import { SOURCES_AT, sourceStory, sourceTown, type SourceTown } from '#tests/town/source-town.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { transactWith } from './transact.ts';

const WIRES = join(import.meta.dirname, '../../conformance/wires/picture');

let database: TestDatabase;
let town: SourceTown;
let worded: Uint8Array;

beforeAll(async () => {
  database = await testDatabase();
  worded = await readFile(join(WIRES, 'iim-against-xmp.jpg'));
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
const inFolder = (...path: readonly string[]) => readdir(join(town.folder, 'in', ...path));
const after = (minutes: number, source: Source) => town.run(source, town.needsOf(), SOURCES_AT, minutes);

test('a picture that no document names becomes an item of its own, with what it says of itself', async () => {
  const source = await town.addSource({});
  await town.lay('flood.jpg', worded);

  expect(await after(9, source)).toBe(0);
  expect(await inFolder()).toEqual(['flood.jpg']);
  expect(await after(11, source)).toBe(1);

  const digest = nodeHash.sha256(worded);
  expect(await items()).toMatchObject([
    {
      guid: 'urn:uuid:7c1f0f6e-6c0e-4f55-9d0e-3f1f5a5b0001',
      news_type: 'picture',
      headline: 'Lũ trên sông Hậu đã qua đỉnh',
      thumbnail_digest: digest,
    },
  ]);
  expect(await town.needsOf().blobs.read(town.agencyId, digest)).toEqual(Buffer.from(worded));
  expect(await inFolder('done')).toEqual(['flood.jpg']);
});

test('one that says nothing of itself goes on waiting for the document that names it', async () => {
  const source = await town.addSource({});
  const silent = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await town.lay('a.png', silent);

  expect(await after(24 * 60, source)).toBe(0);
  expect(await inFolder()).toEqual(['a.png']);
  expect(await items()).toEqual([]);
});

test('a document that comes late still gets the picture that waited for it', async () => {
  const source = await town.addSource({});
  const picture = { role: 'web', href: 'https://wire.example/m/flood.jpg', mediaType: 'image/jpeg' };
  await town.lay('flood.jpg', worded, 60);
  const associations = [{ guid: 'urn:pic', newsType: 'picture' as const, renditions: [picture] }];
  await town.lay('z.json', sourceStory({ associations }));

  expect(await after(11, source)).toBe(1);

  expect(await items()).toMatchObject([{ news_type: 'text', thumbnail_digest: nodeHash.sha256(worded) }]);
  expect(await inFolder('done')).toEqual(['flood.jpg', 'z.json']);
});

test('one that says what it shows and has no name is refused, with the reason beside it', async () => {
  const source = await town.addSource({});
  await town.lay('nameless.jpg', await readFile(join(WIRES, 'iim-latin1.jpg')));

  expect(await after(11, source)).toBe(0);
  expect(await inFolder('refused')).toEqual(['nameless.jpg', 'nameless.jpg.problem.json']);
  expect(await town.refusedOf(source)).toMatchObject([{ code: 'document-without-items' }]);
});
