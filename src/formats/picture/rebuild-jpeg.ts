import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { JPEG_HEADS } from './collect-jpeg.ts';
import { concatBytes, latin1Bytes, standsAt, uintAt, uintBytes } from './located-bytes.ts';
import type { MetadataBlocks } from './metadata-blocks.ts';
import { brokenAt } from './picture-parts.ts';
import { printIimResources } from './print-picture-iim.ts';
import { JPEG, splitJpeg, type JpegSegment } from './split-jpeg.ts';

const MOST_BYTES = 0xffff - 2;

/**
 * The same pixels with these blocks. Of the other segments only those stay that a decoder needs: tables, frames, JFIF without its thumbnail,
 * ICC profile and Adobe's colour transform. What follows the end of the picture is left behind too.
 */
export function rebuildJpeg(file: Uint8Array, blocks: MetadataBlocks): Result<Uint8Array, FormatRefusal> {
  const split = splitJpeg(file);
  if (!split.ok) return split;
  const { segments, scanAt } = split.value;
  const pixels = pixelsFrom(file, scanAt);
  if (!pixels.ok) return pixels;
  const added = [
    ...(blocks.exif ? [segment(JPEG.app1, `${JPEG_HEADS.exif}\0`, blocks.exif)] : []),
    segment(JPEG.app1, JPEG_HEADS.xmp, blocks.xmp),
    segment(JPEG.app13, JPEG_HEADS.photoshop, printIimResources(blocks.iim)),
  ];
  const tooLong = added.find((one) => one.length > MOST_BYTES + 4);
  if (tooLong)
    return refuse({
      code: 'document-too-large',
      at: '',
      detail: `The metadata have ${tooLong.length} bytes; a JPEG segment holds ${MOST_BYTES}.`,
    });
  const kept = segments.flatMap(keptSegment);
  const first = kept.filter(({ marker }) => marker === JPEG.app0).map(({ bytes }) => bytes);
  const rest = kept.filter(({ marker }) => marker !== JPEG.app0).map(({ bytes }) => bytes);
  return accept(concatBytes([Uint8Array.of(0xff, 0xd8), ...first, ...added, ...rest, ...pixels.value]));
}

function segment(marker: number, head: string, data: Uint8Array): Uint8Array {
  const start = latin1Bytes(head);
  // A length that does not fit is refused by the caller.
  const length = uintBytes(Math.min(start.length + data.length + 2, 0xffff), 2);
  return concatBytes([Uint8Array.of(0xff, marker), length, start, data]);
}

function keptSegment({ marker, data }: JpegSegment): readonly { marker: number; bytes: Uint8Array }[] {
  if (marker === JPEG.app0)
    return standsAt(data, 0, 'JFIF\0')
      ? [{ marker, bytes: segment(marker, '', withoutThumbnail(data)) }]
      : [];
  const isProfile = marker === JPEG.app2 && standsAt(data, 0, 'ICC_PROFILE\0');
  const isTransform = marker === JPEG.app14 && standsAt(data, 0, 'Adobe');
  const isOther = (marker >= 0xe0 && marker <= 0xef) || marker >= 0xf0 || marker < 0xc0;
  if (isOther && !isProfile && !isTransform) return [];
  return [{ marker, bytes: segment(marker, '', data) }];
}

/** JFIF 1.02: width and height of the thumbnail are the last two of its 14 bytes. */
function withoutThumbnail(data: Uint8Array): Uint8Array {
  return concatBytes([data.subarray(0, 12), new Uint8Array(2)]);
}

/** From the first scan to the end of the picture, without segments of programs in between. */
function pixelsFrom(file: Uint8Array, scanAt: number): Result<readonly Uint8Array[], FormatRefusal> {
  const pieces: Uint8Array[] = [];
  let at = scanAt;
  while (at + 1 < file.length) {
    const marker = file[at + 1] ?? 0;
    if (marker === END_OF_IMAGE) return accept([...pieces, file.subarray(at, at + 2)]);
    const end = at + 2 + (uintAt(file, at + 2, 2) ?? file.length);
    const dataEnd = marker === START_OF_SCAN ? nextMarker(file, end) : end;
    if (dataEnd > file.length || file[dataEnd] !== 0xff) break;
    const isProgram = (marker >= 0xe0 && marker <= 0xef) || marker === JPEG.comment;
    if (!isProgram) pieces.push(file.subarray(at, dataEnd));
    at = dataEnd;
  }
  return brokenAt(at, 'The picture has no end.');
}

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/** Entropy-coded data end at a marker that is neither stuffing nor a restart (ITU-T T.81 §B.1.1.5). */
function nextMarker(file: Uint8Array, from: number): number {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return file.length;
}
