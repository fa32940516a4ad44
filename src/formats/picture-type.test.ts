import { expect, test } from 'vitest';
import { hasSharedData, needsSharedData, sharedBytes, sharedFiles } from '#tests/town/shared-data.ts';
import { pictureType } from './picture-type.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

test('a picture is known by its first bytes', () => {
  expect(pictureType(bytes('\xff\xd8\xff\xe0JFIF'))).toBe('image/jpeg');
  expect(pictureType(bytes('\x89PNG\r\n\x1a\nrest'))).toBe('image/png');
  expect(pictureType(bytes('RIFF\x01\x02\x03\x04WEBP'))).toBe('image/webp');
});

test('scripts, pages, drawings and stumps are no pictures whatever they are called', () => {
  for (const text of ['', '\xff', '<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', '%PDF-1.7', 'GIF'])
    expect(pictureType(bytes(text))).toBeUndefined();
});

test.skipIf(!hasSharedData)(
  `nothing of the upload corpus is taken for what it is not${needsSharedData}`,
  () => {
    const scripts = sharedFiles('security/uploads').filter((name) =>
      /\.(svg|html?|zip|pdf|xml)$/i.test(name),
    );
    for (const name of scripts) expect([name, pictureType(sharedBytes(name))]).toEqual([name, undefined]);
  },
);
