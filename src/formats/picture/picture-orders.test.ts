import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { iimDataset, jpegWith, segments, xmpPacket } from '#tests/town/picture-files.ts';
import { readWire } from '../wire/read-wire.ts';

const create = { width: 8, height: 8, channels: 3, background: '#246' } as const;
const jpeg = await sharp({ create }).jpeg().toBuffer();

function read(bytes: Uint8Array) {
  const result = readWire(bytes, {});
  const [item] = result.ok ? result.value.items : [];
  if (!result.ok || item === undefined) throw new Error('not read');
  return { ...result.value, item };
}

function iim(...texts: readonly (readonly [number, string])[]): Buffer {
  return segments.iim(...texts.map(([number, text]) => iimDataset(2, number, text)));
}

test('a picture is called back by the words above its headline or instructions', () => {
  const asked = (...texts: readonly (readonly [number, string])[]) => {
    const { item } = read(jpegWith(jpeg, iim(...texts)));
    return [item.instruction, item.pubStatus];
  };
  expect(asked([105, 'PHOTO KILL: Ferry'])).toEqual(['kill', 'canceled']);
  expect(asked([105, 'Ferry'], [40, 'MANDATORY KILL. Delete it from your archives.'])).toEqual([
    'kill',
    'canceled',
  ]);
  expect(asked([105, 'Ferry'], [40, 'CORRECTION: the place is Vinh'])[0]).toBe('correct');
  expect(asked([105, 'Killer whale'], [40, 'Please credit the photographer'])).toEqual([
    undefined,
    undefined,
  ]);
});

test.each([
  [105, 'Kill Bill premiere in Rome', []],
  [105, 'Corrections officers strike', []],
  [105, 'Repeat champion', []],
  [105, 'KILL - Ferry', ['kill', 'canceled']],
  [105, 'PHOTO KILL FERRY', ['kill', 'canceled']],
  [40, 'THIS IMAGE IS WITHDRAWN', ['kill', 'canceled']],
  [40, 'PLEASE DELETE THIS IMAGE', ['kill', 'canceled']],
  [40, 'ELIMINATION', ['kill', 'canceled']],
  [40, 'DO NOT PUBLISH - shows an address', ['withhold', 'withheld']],
  [40, 'EDITORIAL USE ONLY. Không đăng', ['withhold', 'withheld']],
  [40, '请勿发布', ['withhold', 'withheld']],
  [40, 'Not for publication', ['withhold', 'withheld']],
  [40, 'DO NOT USE WITHOUT CREDIT', []],
  [40, 'NOT FOR USE IN JAPAN', []],
  [40, 'NOT FOR USE BY TABLOIDS', []],
  [40, 'Không sử dụng tại Nhật Bản', []],
] as const)('a picture whose field %i says “%s” asks for %j', (number, text, asked) => {
  const { item } = read(jpegWith(jpeg, iim([number, text])));
  expect([item.instruction, item.pubStatus].filter((one) => one !== undefined)).toEqual(asked);
});

test('what either block forbids is kept, and an embargo among other clauses ends when it says', () => {
  const xmp = '<photoshop:Instructions>EDITORIAL USE ONLY</photoshop:Instructions>';
  const { item } = read(
    jpegWith(
      jpeg,
      segments.xmp(xmpPacket(xmp)),
      iim([40, 'NO SALES - EMBARGOED UNTIL 00:01 GMT 8 SEPTEMBER 2026 - MAGS OUT']),
    ),
  );
  expect(item.edNotes.map(({ text }) => text)).toEqual([
    'EDITORIAL USE ONLY',
    'NO SALES - EMBARGOED UNTIL 00:01 GMT 8 SEPTEMBER 2026 - MAGS OUT',
  ]);
  expect([item.embargo, item.isEmbargoed]).toEqual(['2026-09-08T00:01:00Z', undefined]);
});

test('a picture without a provider is of the agency that it credits or comes from', () => {
  const agency = (...texts: readonly (readonly [number, string])[]) =>
    read(jpegWith(jpeg, iim(...texts))).dialect;
  expect([agency([110, 'AFP']), agency([115, 'ČTK']), agency([110, 'Lan / Handout'])]).toEqual([
    'afp',
    'ctk',
    undefined,
  ]);
});

test('portions of extended XMP may stand in any order', () => {
  const whole = Buffer.from(xmpPacket('<photoshop:Headline>Nước rút</photoshop:Headline>'));
  const guid = createHash('md5').update(whole).digest('hex').toUpperCase();
  const main = xmpPacket(`<xmpNote:HasExtendedXMP>${guid}</xmpNote:HasExtendedXMP>`);
  const portion = (from: number, to?: number) =>
    segments.extendedXmp(guid, whole.length, from, whole.subarray(from, to));
  const { item, dropped } = read(jpegWith(jpeg, segments.xmp(main), portion(200), portion(0, 200)));
  expect([item.headline, dropped]).toEqual(['Nước rút', []]);
});

test('what hangs on to a file after its picture is told, and so are properties by their whole names', () => {
  const { dropped } = read(Buffer.concat([jpeg, Buffer.from('trailer')]));
  expect(dropped).toMatchObject([{ what: '7 bytes', at: `byte ${jpeg.length}` }]);
  const own = '<o:Author xmlns:o="http://own.example/1/">x</o:Author>';
  expect(read(jpegWith(jpeg, segments.xmp(xmpPacket(own)))).item.dropped).toMatchObject([
    { what: 'XMP {http://own.example/1/}: Author' },
  ]);
});

test('people, organisations and events that are shown say what they are, and what else is said of a work of art is told', () => {
  const shown = `<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Lan</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage><Iptc4xmpExt:OrganisationInImageName><rdf:Bag><rdf:li>Cảng</rdf:li></rdf:Bag></Iptc4xmpExt:OrganisationInImageName><Iptc4xmpExt:ArtworkOrObject><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:AOTitle>Sóng</Iptc4xmpExt:AOTitle><Iptc4xmpExt:AOCopyrightNotice>© Minh</Iptc4xmpExt:AOCopyrightNotice></rdf:li></rdf:Bag></Iptc4xmpExt:ArtworkOrObject>`;
  const { item } = read(jpegWith(jpeg, segments.xmp(xmpPacket(shown))));
  expect(item.subjects.map(({ code, type }) => [code, type])).toEqual([
    ['Lan', 'person'],
    ['Cảng', 'organisation'],
    ['Sóng', undefined],
  ]);
  expect(item.dropped).toMatchObject([{ what: 'ArtworkOrObject AOCopyrightNotice © Minh' }]);
});
