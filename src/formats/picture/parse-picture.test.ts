import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import sharp from 'sharp';
import { inflate } from '#engines/inflate.ts';
import { describe, expect, test } from 'vitest';
import {
  alternatives,
  iimDataset,
  imageResource,
  jpegSegment,
  jpegWith,
  listed,
  pngChunk,
  pngWith,
  segments,
  smallTiff,
  tiffOf,
  UTF8_ESCAPE,
  xmpPacket,
  type Tag,
} from '#tests/town/picture-files.ts';
import { hasSharedData, needsSharedData, sharedBytes, sharedNames } from '#tests/town/shared-data.ts';
import { c2paAssertions } from './c2pa-assertions.ts';
import { findC2pa } from './find-c2pa.ts';
import { isPicture, parsePicture } from './parse-picture.ts';
import { writePictureMetadata } from './write-picture-metadata.ts';

const FOLDER = fileURLToPath(new URL('../../../conformance/wires/picture/', import.meta.url));
const PICTURES = readdirSync(FOLDER).filter((name) => /\.(?:jpg|png|tif|webp)$/.test(name));
const create = { width: 8, height: 8, channels: 3, background: '#246' } as const;
const jpeg = await sharp({ create }).jpeg().toBuffer();
const png = await sharp({ create }).png().toBuffer();

function read(bytes: Uint8Array) {
  const picture = parsePicture(bytes, { inflate });
  if (!picture.ok) throw new Error(`${picture.error.at}: ${picture.error.detail}`);
  const [item] = picture.value.items;
  if (!item) throw new Error('no item');
  return { item, dropped: [...picture.value.dropped, ...item.dropped] };
}

function refusalOf(bytes: Uint8Array) {
  const picture = parsePicture(bytes, { inflate });
  return picture.ok ? undefined : picture.error;
}

describe('the pictures of conformance/wires/picture', () => {
  test.each(PICTURES)('%s is read as its expected.json says', (name) => {
    const bytes = readFileSync(FOLDER + name);
    expect(bytes.length).toBeLessThan(10_000);
    const picture = parsePicture(bytes, { inflate });
    const given = picture.ok ? picture.value.items[0] : undefined;
    if (!picture.ok || !given) throw new Error('not read');
    const { sources: _sources, ...item } = given;
    const told: unknown = JSON.parse(JSON.stringify({ item, dropped: picture.value.dropped }));
    const expected: unknown = JSON.parse(
      readFileSync(FOLDER + name.replace(/\w+$/, 'expected.json'), 'utf8'),
    );
    expect(told).toEqual(expected);
  });
});

describe('what a picture says', () => {
  test('is believed from XMP, unless the digest beside the IIM shows that the IIM was changed later', () => {
    const agreed = read(readFileSync(`${FOLDER}iim-against-xmp.jpg`)).item;
    const changed = read(readFileSync(`${FOLDER}iim-changed-later.jpg`)).item;
    expect(agreed.headline).toBe('Lũ trên sông Hậu đã qua đỉnh');
    expect(changed.headline).toBe('Nước rút ở Bình Lợi');
    expect(changed.dropped).toContainEqual({
      at: 'byte 35, 1:733',
      what: 'headline Lũ trên sông Hậu đã qua đỉnh',
      why: 'another block says otherwise and is believed',
    });
  });

  test('is not called a contradiction where IIM had to cut a text short', () => {
    const long = 'Nguyễn Thị Thanh Hương Giang và cộng sự';
    const { dropped } = read(
      jpegWith(
        jpeg,
        segments.xmp(xmpPacket(`<photoshop:Credit>${long}</photoshop:Credit>`)),
        segments.iim(iimDataset(1, 90, UTF8_ESCAPE), iimDataset(2, 110, long.slice(0, 24))),
      ),
    );
    expect(dropped).toEqual([]);
  });

  test('counts every byte where a dataset is longer than two bytes can say, over two segments', () => {
    const caption = 'Sông Hậu. '.repeat(7000);
    const block = imageResource(
      0x0404,
      Buffer.concat([iimDataset(1, 90, UTF8_ESCAPE), iimDataset(2, 120, caption)]),
    );
    const parts = [block.subarray(0, 60_000), block.subarray(60_000)];
    const made = jpegWith(jpeg, ...parts.map((part) => jpegSegment(0xed, 'Photoshop 3.0\0', part)));
    expect(read(made).item.summary).toBe(caption.trim());
  });

  test('is found where Photoshop 2.5 put it, and where a wire put IIM alone', () => {
    const iim = iimDataset(2, 105, 'Flood');
    const old = jpegSegment(0xed, 'Adobe_Photoshop2.5:\0\0\0\0\0\0\0\0', imageResource(0x0404, iim));
    for (const segment of [old, jpegSegment(0xed, '', iim)])
      expect(read(jpegWith(jpeg, segment)).item.headline).toBe('Flood');
  });

  test('says when nothing names the picture, and never takes the job for its name', () => {
    const { item } = read(jpegWith(jpeg, segments.iim(iimDataset(2, 103, 'JOB-7'))));
    expect(item.uri).toBe('');
    expect(item.warnings.map(({ code }) => code)).toEqual(['identity-missing']);
    expect(item.links).toEqual([{ rel: 'job', title: 'JOB-7', at: expect.stringMatching(/^byte \d+$/) }]);
  });

  test('comes with its captions in other languages, creators in their order, and terms in each language', () => {
    const { item } = read(
      jpegWith(
        jpeg,
        segments.xmp(
          xmpPacket(
            listed('dc:creator', 'Seq', ['Trần Thị Mây', 'Lê Văn Nước']) +
              listed('dc:subject', 'Bag', ['lũ', 'lũ']) +
              alternatives('dc:description', { 'x-default': 'Nước rút', vi: 'Nước rút', en: 'Water falls' }) +
              alternatives('xmpRights:UsageTerms', { 'x-default': 'Editorial only', vi: 'Chỉ cho báo chí' }),
          ),
        ),
      ),
    );
    expect(item).toMatchObject({
      byline: 'Trần Thị Mây, Lê Văn Nước',
      keywords: ['lũ'],
      language: 'vi',
      summary: 'Nước rút',
      headlines: [{ role: 'description@en', text: 'Water falls' }],
      usageTerms: 'Editorial only',
      edNotes: [{ role: 'usageTerms@vi', text: 'Chỉ cho báo chí', audience: 'partner' }],
    });
  });

  test('is not readable from a text that inflates to more than is read', () => {
    const bomb = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\u0001\0\0\0', 'latin1'), Buffer.from('x')]);
    const { dropped } = read(pngWith(png, pngChunk('iTXt', bomb)));
    expect(dropped.map(({ what }) => what)).toEqual(['iTXt XML:com.adobe.xmp']);
    const without = parsePicture(pngWith(png, pngChunk('zTXt', Buffer.from('Comment\0\0x'))));
    expect(without.ok && without.value.dropped[0]?.why).toBe('nothing is here to inflate it');
  });
});

describe('a hostile picture', () => {
  test('whose directories lead in a circle or by the thousand is refused with the place', () => {
    const circle = tiffOf([[256, { long: 1 }]], 'MM', 8);
    expect(refusalOf(circle)).toMatchObject({ code: 'picture-invalid', at: 'byte 22' });
    const chain = Array.from({ length: 10_000 }, (_, index) => {
      const one = Buffer.alloc(6);
      one.writeUInt32BE(8 + (index + 1) * 6, 2);
      return one;
    });
    const thousands = Buffer.concat([Buffer.from('MM\0*\0\0\0\b', 'latin1'), ...chain]);
    expect(refusalOf(thousands)?.detail).toMatch(/more than 100 directories/);
    expect(refusalOf(tiffOf([], 'II', 0xfffffff0))?.at).toBe('byte 10');
  });

  test('with a broken EXIF block is still read, and the block is listed', () => {
    const { item, dropped } = read(
      jpegWith(
        jpeg,
        segments.exif(tiffOf([[0x010e, 'Cầu']], 'MM', 8)),
        segments.xmp(xmpPacket('<photoshop:Headline>Cầu mới</photoshop:Headline>')),
      ),
    );
    expect(item.headline).toBe('Cầu mới');
    expect(dropped.map(({ at }) => at)).toEqual(['byte 34']);
  });

  test('cut short before its pixels is refused; within them it is read, and the break is listed', () => {
    const made = jpegWith(jpeg, segments.iim(iimDataset(2, 105, 'Headline')));
    expect(refusalOf(made.subarray(0, 30))).toMatchObject({ code: 'picture-invalid', at: 'byte 2' });
    const { item, dropped } = read(made.subarray(0, -4));
    expect(item.headline).toBe('Headline');
    expect(dropped.map(({ what }) => what)).toEqual(['end of the picture']);
    expect(refusalOf(png.subarray(0, 20))?.code).toBe('picture-invalid');
    expect(refusalOf(Buffer.from('%PDF-1.7'))?.code).toBe('document-kind-unknown');
  });

  test('with a thousand packed texts is inflated up to a limit, and with as many fields compared in one go', () => {
    let asked = 0;
    const packed = pngChunk('zTXt', Buffer.from('Comment\0\0x'));
    const many = pngWith(png, ...Array.from({ length: 1000 }, () => packed));
    const picture = parsePicture(many, {
      inflate: (_bytes, mostBytes) => {
        asked += 1;
        return new Uint8Array(mostBytes);
      },
    });
    expect([picture.ok, asked]).toEqual([true, 2]);
    const words = Array.from({ length: 5000 }, (_, index) => `từ khóa ${index}`);
    const { item } = read(
      jpegWith(
        jpeg,
        ...[0, 1, 2, 3].map((part) =>
          jpegSegment(
            0xed,
            'Photoshop 3.0\0',
            part > 0
              ? Buffer.alloc(0)
              : imageResource(
                  0x0404,
                  Buffer.concat(words.slice(0, 2000).map((one) => iimDataset(2, 25, one))),
                ),
          ),
        ),
        segments.xmp(
          xmpPacket(
            listed(
              'dc:subject',
              'Bag',
              words.slice(0, 1500).map((one) => `${one} khác`),
            ),
          ),
        ),
      ),
    );
    expect(item.keywords).toHaveLength(1500);
    expect(item.dropped).toHaveLength(201);
  });

  test('changed at random is read or refused, and never throws', () => {
    const seeds = [...PICTURES, 'c2pa/camera.jpg'].map((name) => readFileSync(FOLDER + name));
    const change = fc.tuple(fc.nat(9999), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(change, { minLength: 1, maxLength: 12 }),
        fc.option(fc.nat(9999), { freq: 4 }),
        (seed, changes, cut) => {
          const bytes = Buffer.from(seed);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const file = cut === null ? bytes : bytes.subarray(0, cut);
          const picture = parsePicture(file, { inflate });
          const written = writePictureMetadata(file, { credit: 'Báo Sông Hậu' }, { inflate });
          c2paAssertions(findC2pa(file)?.store ?? file);
          // What can be written into can be read.
          return picture.ok ? picture.value.items.length === 1 : !written.ok;
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test.skipIf(!hasSharedData)(`of the upload corpus is read or refused${needsSharedData}`, () => {
    for (const name of sharedNames('security/uploads/img')) {
      const bytes = sharedBytes(`security/uploads/img/${name}`);
      const picture = parsePicture(bytes, { inflate });
      expect(isPicture(bytes), name).toBe(name.includes('png'));
      if (picture.ok) expect(picture.value.items, name).toHaveLength(1);
    }
    const bomb = read(sharedBytes('security/uploads/img/png-ztxt-bomb-64MB.png'));
    expect(bomb.dropped[0]?.why).toMatch(/inflate/);
  });
});

test('a picture with Content Credentials says that it has some', () => {
  const { item } = read(readFileSync(`${FOLDER}c2pa/camera.jpg`));
  expect(item.signals).toEqual([{ scheme: 'c2pa', code: 'manifest' }]);
});

test('both byte orders of TIFF say the same', () => {
  const tags: readonly Tag[] = [
    [33723, Buffer.concat([iimDataset(1, 90, UTF8_ESCAPE), iimDataset(2, 105, '渔港')])],
    [0x010e, '清晨'],
  ];
  for (const order of ['II', 'MM'] as const) {
    const { item } = read(smallTiff(order, tags));
    expect([item.headline, item.summary, item.renditions[0]?.width]).toEqual(['渔港', '清晨', 4]);
  }
});
