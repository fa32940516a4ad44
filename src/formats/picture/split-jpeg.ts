import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { uintAt } from './located-bytes.ts';
import { brokenAt } from './picture-parts.ts';

/** One marker segment: `at` is its 0xFF, `data` what follows its length. */
export type JpegSegment = { readonly marker: number; readonly at: number; readonly data: Uint8Array };

/** The segments before the pixels, and where the pixels (from their 0xFF 0xDA on) begin. */
export type JpegFile = { readonly segments: readonly JpegSegment[]; readonly scanAt: number };

/** JPEG markers by their second byte (ITU-T T.81 table B.1). */
export const JPEG = {
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app11: 0xeb,
  app13: 0xed,
  app14: 0xee,
  comment: 0xfe,
} as const;

const MOST_SEGMENTS = 5000;
/** Decoders skip bytes between segments that belong to none; we skip as many of them as padding may be. */
const MOST_STRAY_BYTES = 4096;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/** Splits a JPEG up to its first scan. Refuses what ends or turns into something else before. */
export function splitJpeg(file: Uint8Array): Result<JpegFile, FormatRefusal> {
  const segments: JpegSegment[] = [];
  let at = 2;
  while (segments.length <= MOST_SEGMENTS) {
    if (file[at] !== 0xff) {
      const next = file.subarray(0, at + MOST_STRAY_BYTES).indexOf(0xff, at);
      if (next === -1) return brokenAt(at, 'A JPEG marker is missing here.');
      at = next;
    }
    while (file[at + 1] === 0xff) at += 1;
    const marker = file[at + 1];
    if (marker === undefined) return brokenAt(at, 'The file ends before its picture begins.');
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE) return accept({ segments, scanAt: at });
    const length = lengthOf(file, at, marker);
    if (length === undefined) return brokenAt(at, 'A JPEG segment is longer than the file.');
    segments.push({ marker, at, data: file.subarray(at + (length === 0 ? 2 : 4), at + 2 + length) });
    at += 2 + length;
  }
  return brokenAt(at, `There are more than ${MOST_SEGMENTS} segments before the picture.`);
}

/** Length of a segment with its length field; 0 for a marker that stands alone. */
function lengthOf(file: Uint8Array, at: number, marker: number): number | undefined {
  if (isAlone(marker)) return 0;
  const length = uintAt(file, at + 2, 2);
  return length === undefined || length < 2 || at + 2 + length > file.length ? undefined : length;
}

/** Markers without a length: TEM and the restart markers. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}
