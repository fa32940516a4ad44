import { refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { collectJpeg } from './collect-jpeg.ts';
import { collectPng } from './collect-png.ts';
import { collectTiff } from './collect-tiff.ts';
import { collectWebp } from './collect-webp.ts';
import { standsAt } from './located-bytes.ts';
import type { Inflate, PictureKind, PictureParts } from './picture-parts.ts';

/** What a file is by its first bytes; undefined when it is no picture whose metadata are read. */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  if (standsAt(bytes, 0, '\u00ff\u00d8\u00ff')) return 'jpeg';
  if (standsAt(bytes, 0, '\u0089PNG\r\n\u001a\n')) return 'png';
  if (standsAt(bytes, 0, 'RIFF') && standsAt(bytes, 8, 'WEBP')) return 'webp';
  const isTiff = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((mark) => standsAt(bytes, 0, mark));
  return isTiff ? 'tiff' : undefined;
}

/** The metadata blocks of a picture of any kind. */
export function collectPicture(
  bytes: Uint8Array,
  inflate: Inflate | undefined,
): Result<PictureParts, FormatRefusal> {
  switch (pictureKind(bytes)) {
    case 'jpeg':
      return collectJpeg(bytes);
    case 'png':
      return collectPng(bytes, inflate);
    case 'tiff':
      return collectTiff(bytes);
    case 'webp':
      return collectWebp(bytes);
    case undefined:
      return refuse({
        code: 'document-kind-unknown',
        at: 'byte 0',
        detail: 'These are not the first bytes of a JPEG, PNG, TIFF or WebP.',
      });
  }
}
