import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import sharp from 'sharp';
import { inflate } from '#engines/inflate.ts';
import { describe, expect, test } from 'vitest';
import {
  iimDataset,
  imageResource,
  jpegSegment,
  jpegWith,
  listed,
  pngChunk,
  pngWith,
  rawProfile,
  segments,
  tiffOf,
  webpChunk,
  webpWith,
  xmpPacket,
} from '#tests/town/picture-files.ts';
import type { WireItem } from '../wire/wire-item.ts';
import { parsePicture } from './parse-picture.ts';
import type { PictureMetadata } from './picture-metadata.ts';
import { writePictureMetadata } from './write-picture-metadata.ts';

const FOLDER = fileURLToPath(new URL('../../../conformance/wires/picture/', import.meta.url));

const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
const photo = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#246', noise } });
const kinds = {
  jpeg: await photo().jpeg().toBuffer(),
  'progressive jpeg': await photo().jpeg({ progressive: true }).toBuffer(),
  png: await photo().png().toBuffer(),
  webp: await photo().webp().toBuffer(),
  'lossless webp': await photo().webp({ lossless: true }).toBuffer(),
  'lossless webp with alpha': await photo().ensureAlpha(0.5).webp({ lossless: true }).toBuffer(),
  'webp with alpha': await photo().ensureAlpha(0.5).webp().toBuffer(),
};
const MANY: readonly (readonly [string, Buffer])[] = Object.entries(kinds);

const VI: PictureMetadata = {
  uri: 'urn:newsml:bao.example:20261129:anh-7',
  language: 'vi',
  title: 'LŨ SÔNG HẬU',
  headline: 'Nước rút ở Bình Lợi',
  caption: 'Người dân dọn bùn trên phố & trong nhà "cũ" <sáng nay>.',
  creators: ['Trần Thị Mây', 'Lê Văn Nước'],
  credit: 'Báo Sông Hậu',
  source: 'Báo Sông Hậu',
  copyrightNotice: '© 2026 Báo Sông Hậu',
  usageTerms: 'Chỉ đăng báo và trang của bên nhận, đến 31/12/2026.',
  instructions: 'Không cắt người trong ảnh',
  dateCreated: '2026-11-29T06:31:07+07:00',
  sublocation: 'Bến Ninh',
  city: 'Sông Hậu',
  state: 'Cần Thơ',
  country: 'Việt Nam',
  countryCode: 'VNM',
  keywords: ['lũ', 'sông Hậu'],
  urgency: 3,
};

function written(file: Uint8Array, metadata: PictureMetadata): Buffer {
  const made = writePictureMetadata(file, metadata, { inflate });
  if (!made.ok) throw new Error(`${made.error.at} ${made.error.detail}`);
  return Buffer.from(made.value);
}

function read(file: Uint8Array): WireItem {
  const picture = parsePicture(file, { inflate });
  const item = picture.ok ? picture.value.items[0] : undefined;
  if (!picture.ok || !item) throw new Error('not read');
  return item;
}

/** What `parsePicture` says, in the words that were written. */
function told(item: WireItem) {
  const [place] = item.places;
  const [sublocation, city, state] = item.places.map(({ name }) => name);
  return {
    uri: item.uri,
    language: item.language,
    title: item.slugline,
    headline: item.headline,
    caption: item.summary,
    creators: item.byline?.split(', '),
    credit: item.creditLine,
    source: item.links[0]?.title,
    copyrightNotice: item.copyrightNotice,
    usageTerms: item.usageTerms,
    instructions: item.edNotes[0]?.text,
    dateCreated: item.dates.contentCreated,
    sublocation,
    city,
    state,
    country: 'Việt Nam',
    countryCode: place?.country,
    keywords: item.keywords,
    urgency: item.urgency,
  };
}

async function pixels(file: Uint8Array): Promise<Buffer> {
  return sharp(file).raw().toBuffer();
}

describe.each(MANY)('a %s', (kind, file) => {
  test('says what was written into it, with its pixels untouched', async () => {
    const made = written(file, VI);
    expect(told(read(made))).toEqual(VI);
    expect(await pixels(made)).toEqual(await pixels(file));
    expect(read(made).warnings).toEqual([]);
    expect(read(made).dropped).toEqual([]);
  });

  test('is whole for another reader, which finds XMP, and IIM where the kind has a place for it', async () => {
    const { xmp, iptc, exif, comments, width, height, hasAlpha } = await sharp(written(file, VI)).metadata();
    const before = await sharp(file).metadata();
    expect([width, height, hasAlpha]).toEqual([before.width, before.height, before.hasAlpha]);
    expect(xmp?.toString()).toContain('Nước rút ở Bình Lợi');
    if (kind.includes('jpeg')) expect(iptc?.toString()).toContain('Nước rút ở Bình Lợi');
    if (kind === 'png') expect(comments?.map(({ keyword }) => keyword)).toContain('Raw profile type iptc');
    expect(exif).toBeUndefined();
  });

  test('written twice says what was written last', () => {
    const again = written(written(file, VI), {
      headline: '洪水退去',
      credit: '青石日报',
      language: 'zh-Hans',
    });
    const { headline, creditLine, summary, uri, places } = read(again);
    expect([headline, creditLine, summary, uri, places]).toEqual(['洪水退去', '青石日报', undefined, '', []]);
  });
});

const text = fc
  .array(fc.constantFrom(...Array.from('ăâđêôơưếộứ Việt 台风过后渔船返港 & < > " \' é 𠀀 a b c')), {
    minLength: 1,
    maxLength: 60,
  })
  .map((characters) => characters.join('').replace(/\s+/g, ' ').trim())
  .filter((one) => one !== '');
const metadata = fc.record({
  language: fc.constantFrom('vi', 'zh-Hans'),
  headline: text,
  caption: text,
  credit: text,
  usageTerms: text,
  keywords: fc.uniqueArray(text, { minLength: 1, maxLength: 4 }),
});

test('whatever is written in Vietnamese and Chinese is read back the same', () => {
  fc.assert(
    fc.property(metadata, fc.constantFrom(...MANY), (said, [, file]) => {
      const { language, headline, summary, creditLine, usageTerms, keywords, dropped } = read(
        written(file, said),
      );
      expect({ language, headline, caption: summary, credit: creditLine, usageTerms, keywords }).toEqual(
        said,
      );
      expect(dropped).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

const CANARY = 'KHONG-DUOC-RA';
const secret = Buffer.from(CANARY);

const HIDING: Readonly<Record<string, (file: string) => Buffer>> = {
  'EXIF position, serial, owner, notes and thumbnail': () =>
    jpegWith(
      kinds.jpeg,
      segments.exif(
        tiffOf([
          [0x0112, { long: 6 }],
          [0x013c, CANARY],
          [
            0x8769,
            [
              [0x927c, secret],
              [0x9286, secret],
              [0xa430, CANARY],
              [0xa431, CANARY],
            ],
          ],
          [
            0x8825,
            [
              [1, 'N'],
              [0x1d, CANARY],
            ],
          ],
        ]),
      ),
    ),
  'XMP contacts, history and unknown properties': () =>
    jpegWith(
      kinds.jpeg,
      segments.xmp(
        xmpPacket(
          `<photoshop:CaptionWriter>${CANARY}</photoshop:CaptionWriter><xmpMM:DocumentID>${CANARY}</xmpMM:DocumentID><Iptc4xmpExt:LocationShown rdf:parseType="Resource"><exif:GPSLatitude>${CANARY}</exif:GPSLatitude></Iptc4xmpExt:LocationShown><plus:Licensor rdf:parseType="Resource"><plus:LicensorEmail>${CANARY}</plus:LicensorEmail></plus:Licensor><x:y xmlns:x="urn:x">${CANARY}</x:y>`,
        ),
      ),
    ),
  'IIM, image resources and comments': () =>
    jpegWith(
      kinds['progressive jpeg'],
      jpegSegment(
        0xed,
        'Photoshop 3.0\0',
        Buffer.concat([
          imageResource(0x040c, secret),
          imageResource(0x0404, Buffer.concat([iimDataset(2, 118, CANARY), iimDataset(2, 122, CANARY)])),
        ]),
      ),
      jpegSegment(0xfe, '', secret),
      jpegSegment(0xe2, 'MPF\0', secret),
      jpegSegment(0xeb, 'JP', secret),
      jpegSegment(0xe0, 'JFXX\0', secret),
    ),
  'what follows the end of a JPEG': () => Buffer.concat([kinds.jpeg, secret]),
  'what follows the end of a PNG': () => Buffer.concat([kinds.png, secret]),
  'chunks of a PNG': () =>
    pngWith(
      kinds.png,
      pngChunk('tEXt', Buffer.from(`Comment\0${CANARY}`)),
      pngChunk('caBX', secret),
      pngChunk('prVt', secret),
      rawProfile('iptc', imageResource(0x0404, iimDataset(2, 118, CANARY))),
    ),
  'chunks of a WebP': () =>
    webpWith(kinds.webp, { width: 40, height: 30 }, [
      webpChunk('EXIF', tiffOf([[0x013c, CANARY]])),
      webpChunk('C2PA', secret),
      webpChunk('priv', secret),
    ]),
};

test.each(Object.entries(HIDING))('%s does not leave with the picture (I26)', async (_name, hide) => {
  const file = hide(_name);
  expect(
    file.includes(CANARY) || file.includes(Buffer.from(CANARY).toString('hex')) || _name.startsWith('chunks'),
  ).toBe(true);
  const made = written(file, VI);
  expect(made.includes(CANARY)).toBe(false);
  expect(JSON.stringify(read(made))).not.toContain(CANARY);
  expect(read(made).private).toEqual([]);
  expect(await pixels(made)).toEqual(await pixels(file));
});

const PLACES: readonly ((secret: string) => Buffer)[] = [
  (secret) =>
    segments.exif(
      tiffOf(
        [
          [0x8825, [[0x1d, secret]]],
          [0x013c, secret],
        ],
        'II',
      ),
    ),
  (secret) =>
    segments.exif(
      tiffOf([
        [
          0x8769,
          [
            [0xa431, secret],
            [0x927c, Buffer.from(secret)],
          ],
        ],
      ]),
    ),
  (secret) => segments.iim(iimDataset(2, 118, secret), iimDataset(2, 122, secret)),
  (secret) => jpegSegment(0xfe, '', Buffer.from(secret)),
  (secret) =>
    segments.xmp(xmpPacket(`<Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiTelWork="${secret}"/>`)),
  (secret) =>
    segments.xmp(
      xmpPacket(`<aux:OwnerName>${secret}</aux:OwnerName>${listed('xmpMM:History', 'Seq', [secret])}`),
    ),
];

test('no private text ever comes out, wherever it was and however often the picture is written (I26)', () => {
  const hidden = fc.tuple(fc.stringMatching(/^[a-z]{12}$/), fc.nat(PLACES.length - 1));
  fc.assert(
    fc.property(fc.array(hidden, { minLength: 1, maxLength: 5 }), metadata, (hiding, said) => {
      const parts = hiding.map(([secret, place]) => PLACES[place]?.(secret) ?? Buffer.alloc(0));
      const made = written(written(jpegWith(kinds.jpeg, ...parts), said), said);
      return hiding.every(([secret]) => !made.includes(secret)) && read(made).private.length === 0;
    }),
    { numRuns: 300 },
  );
});

test('nothing that reading sets apart as private comes out again, of any picture of the conformance set', () => {
  for (const name of readdirSync(FOLDER).filter((one) => /\.(?:jpg|png|webp)$/.test(one))) {
    const file = readFileSync(FOLDER + name);
    const before = read(file).private.map(({ text: one }) => one);
    const made = written(file, { credit: 'Báo Sông Hậu' });
    for (const one of before) expect(made.includes(one), `${name}: ${one}`).toBe(false);
    expect(read(made).private, name).toEqual([]);
  }
});

test('a picture that is to be turned is still turned, and what is on it and how it was made is still said', async () => {
  const file = jpegWith(
    kinds.jpeg,
    segments.exif(tiffOf([[0x0112, { long: 6 }]], 'II')),
    segments.xmp(
      xmpPacket(
        '<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType><Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Lê Văn Nước</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>',
      ),
    ),
  );
  const made = written(file, VI);
  expect((await sharp(made).metadata()).orientation).toBe(6);
  const { signals, subjects, renditions } = read(made);
  expect(signals.map(({ code }) => code)).toEqual(['trainedAlgorithmicMedia']);
  expect(subjects.map(({ name }) => name)).toEqual(['Lê Văn Nước']);
  expect(renditions[0]?.orientation).toBe(6);
});

test('IIM that has no room is cut at a whole character, and XMP has it all', () => {
  const credit = 'Thông tấn xã Đồng bằng sông Cửu Long';
  const { creditLine, dropped } = read(written(kinds.jpeg, { credit }));
  expect([creditLine, dropped]).toEqual([credit, []]);
});

test.each([
  ['a TIFF', Buffer.from('II*\0\b\0\0\0\0\0', 'latin1'), 'document-kind-unsupported'],
  ['a picture cut short', kinds.jpeg.subarray(0, -40), 'picture-invalid'],
  ['no picture', Buffer.from('GIF89a'), 'document-kind-unknown'],
])('%s is refused', (_name, file, code) => {
  expect(writePictureMetadata(file, VI)).toMatchObject({ ok: false, error: { code } });
});

test('metadata that no segment holds are refused, not cut', () => {
  expect(writePictureMetadata(kinds.jpeg, { caption: 'x'.repeat(70_000) })).toMatchObject({
    ok: false,
    error: { code: 'document-too-large' },
  });
});
