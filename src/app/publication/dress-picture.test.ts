import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accept, refuse } from '#kernel/result.ts';
import { parsePicture } from '#formats/picture/parse-picture.ts';
import type { Successor } from '#ports/provenance.ts';
import { digest } from '#tests/town/pool-agreement.ts';
import { testItem } from '#tests/town/test-item.ts';
import { dressPicture } from './dress-picture.ts';

function picture(name: string): Uint8Array {
  return readFileSync(new URL(`../../../conformance/wires/picture/${name}`, import.meta.url));
}

const toDress = {
  derivative: { bytes: picture('extended.webp'), mediaType: 'image/webp', width: 48, height: 32 },
  original: picture('exif-private.jpg'),
  picture: {
    guid: 'urn:egret:anh-7',
    digest,
    caption: 'Chợ nổi họp lại',
    captionPiece: 'caption',
    creditLine: 'Trần Thị Mây / Báo Sông Hậu',
  },
  content: testItem({
    language: 'vi',
    copyrightNotice: '© Báo Sông Hậu',
    usageTerms: 'Không dùng cho quảng cáo',
    associations: [
      { guid: 'urn:egret:anh-7', newsType: 'picture', usageTerms: 'Chỉ dùng với bài này', renditions: [] },
    ],
  }),
} as const;

function itemIn(bytes: Uint8Array) {
  const read = parsePicture(bytes);
  return read.ok ? read.value.items[0] : undefined;
}

test('a public picture carries its credit, copyright and own terms, and nothing of what it was made from', async () => {
  const { derivative, unsigned } = await dressPicture(undefined, toDress);
  expect(unsigned).toBeUndefined();
  expect(itemIn(derivative.bytes)).toMatchObject({
    uri: 'urn:egret:anh-7',
    language: 'vi',
    summary: 'Chợ nổi họp lại',
    creditLine: 'Trần Thị Mây / Báo Sông Hậu',
    copyrightNotice: '© Báo Sông Hậu',
    usageTerms: 'Chỉ dùng với bài này',
    private: [],
  });
  expect(itemIn(derivative.bytes)?.headline).toBeUndefined();
});

test('a picture without terms of its own has those of its story', async () => {
  const { derivative } = await dressPicture(undefined, {
    ...toDress,
    content: { ...toDress.content, associations: [] },
  });
  expect(itemIn(derivative.bytes)?.usageTerms).toBe('Không dùng cho quảng cáo');
});

test('it is signed after its words are in it, as what was made of its original', async () => {
  const asked: Successor[] = [];
  const { derivative } = await dressPicture(
    async (successor) => {
      asked.push(successor);
      return accept(Uint8Array.of(1, 2, 3));
    },
    { ...toDress, derivative: { ...toDress.derivative, width: 24, height: 16 } },
  );
  expect(derivative.bytes).toEqual(Uint8Array.of(1, 2, 3));
  expect(asked[0]?.actions).toEqual(['c2pa.resized', 'c2pa.transcoded']);
  expect(itemIn(asked[0]?.picture ?? new Uint8Array())?.usageTerms).toBe('Chỉ dùng với bài này');
  expect(asked[0]?.original).toBe(toDress.original);
});

test('where it cannot be signed it goes out unsigned, with its words and the reason', async () => {
  const refusal = { code: 'provenance-unsigned', detail: 'no certificate' } as const;
  const { derivative, unsigned } = await dressPicture(async () => refuse(refusal), toDress);
  expect(unsigned).toEqual(refusal);
  expect(itemIn(derivative.bytes)?.creditLine).toBe('Trần Thị Mây / Báo Sông Hậu');
});

test('bytes that nothing can be written into are shown as they are', async () => {
  const bytes = Uint8Array.of(0x47, 0x49, 0x46);
  const { derivative } = await dressPicture(undefined, {
    ...toDress,
    derivative: { ...toDress.derivative, bytes },
  });
  expect(derivative.bytes).toEqual(bytes);
});
