import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { nodeHash } from '#engines/world.ts';
import { alternatives, pngChunk, pngWith, xmpPacket } from '#tests/town/picture-files.ts';
import { sourceTown, type SourceTown } from '#tests/town/source-town.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { transactWith } from './transact.ts';

const BARE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const WORDED = pngWith(
  BARE,
  pngChunk(
    'iTXt',
    Buffer.from(
      `XML:com.adobe.xmp\0\0\0\0\0${xmpPacket(`${alternatives('dc:description', { 'x-default': 'The bridge at noon' })}<photoshop:Credit>Ann Bee</photoshop:Credit>`)}`,
    ),
  ),
);
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>');

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

async function onlyVersion() {
  const rows = await transactWith(database.app.db, ({ trx }) => trx)(town.agencyId, (trx) =>
    trx.selectFrom('item').selectAll().execute(),
  );
  expect(rows).toHaveLength(1);
  const version = await town.within(({ items }) =>
    items.version(rows[0]?.id ?? '', rows[0]?.latest_version ?? 0),
  );
  return { row: rows[0], content: version?.content, dropped: version?.dropped };
}

type File = readonly [mediaType: string, bytes: Uint8Array, shownAs?: string];

function mailWith(...files: readonly File[]): string {
  const parts = files.map(
    ([type, bytes, shownAs], index) =>
      `--b\r\nContent-Type: ${type}\r\n${shownAs === undefined ? 'Content-Disposition: attachment' : `Content-ID: <${shownAs}>\r\nContent-Disposition: inline`}; filename="f${index}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString('base64')}\r\n`,
  );
  return `From: desk@a.example\r\nTo: wire@a.example\r\nSubject: The bridge opens\r\nDate: Sun, 29 Nov 2026 00:00:00 +0000\r\nMessage-ID: <1@a.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe bridge was opened this morning.\r\n${parts.join('')}--b--\r\n`;
}

test('pictures attached to a mail are kept beside its text, each with what its file says of itself', async () => {
  const source = await town.addSource({});
  await town.lay('a.eml', mailWith(['image/png', BARE], ['image/png', WORDED], ['image/svg+xml', SVG]));

  expect(await town.run(source)).toBe(1);
  const { row, content, dropped } = await onlyVersion();
  expect(content?.newsType).toBe('text');
  expect(content?.associations).toMatchObject([
    { newsType: 'picture', renditions: [{ digest: nodeHash.sha256(BARE), mediaType: 'image/png' }] },
    {
      caption: 'The bridge at noon',
      creditLine: 'Ann Bee',
      renditions: [{ digest: nodeHash.sha256(WORDED), mediaType: 'image/png' }],
    },
  ]);
  expect(row?.thumbnail_digest).toBe(nodeHash.sha256(BARE));
  expect(await town.needsOf().blobs.read(town.agencyId, nodeHash.sha256(WORDED))).toEqual(WORDED);
  expect(dropped).toContainEqual(expect.objectContaining({ what: 'rendition f2' }));
});

test('a photo in the midst of a mail is kept as one attached, the small logo under the name is not', async () => {
  const source = await town.addSource({});
  const photo = await sharp({ create: { width: 640, height: 400, channels: 3, background: 'navy' } })
    .jpeg()
    .toBuffer();
  await town.lay('a.eml', mailWith(['image/jpeg', photo, 'photo'], ['image/png', BARE, 'logo']));

  expect(await town.run(source)).toBe(1);
  const { content, dropped } = await onlyVersion();
  expect(content?.associations).toMatchObject([{ renditions: [{ digest: nodeHash.sha256(photo) }] }]);
  expect(content?.associations).toHaveLength(1);
  expect(dropped).toContainEqual(expect.objectContaining({ what: 'rendition f1' }));
});

test('a picture item that holds its own bytes keeps them, under an address of its agency', async () => {
  const source = await town.addSource({});
  await town.lay(
    'a.xml',
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" xml:lang="en"><itemMeta><itemClass qcode="ninat:picture"/><provider literal="a"/><versionCreated>2026-11-29T00:00:00Z</versionCreated></itemMeta><contentMeta><headline>h</headline></contentMeta><contentSet><inlineData contenttype="image/png" encoding="base64">${BARE.toString('base64')}</inlineData></contentSet></newsItem>`,
  );

  expect(await town.run(source)).toBe(1);
  const { content } = await onlyVersion();
  expect(content?.renditions).toMatchObject([{ digest: nodeHash.sha256(BARE), mediaType: 'image/png' }]);
  expect(content?.renditions[0]?.href).toMatch(/^https:\/\/[^/]+\/embedded\/urn-x-1\/1$/);
});
