import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { partOf, standsAt, stretchOf, uintAt, type LocatedBytes } from './located-bytes.ts';
import { createParts, type PictureParts } from './picture-parts.ts';
import { splitWebp, type WebpChunk } from './split-webp.ts';

/** Finds the metadata blocks of a WebP. */
export function collectWebp(file: Uint8Array): Result<PictureParts, FormatRefusal> {
  const split = splitWebp(file);
  if (!split.ok) return split;
  const parts = createParts('webp');
  parts.colour = 'RGB';
  for (const chunk of split.value) {
    const data = stretchOf(file, chunk.at + 8, chunk.at + 8 + chunk.data.length);
    // Some writers put EXIF's name for JPEG before it, and some spell XMP without its blank.
    if (chunk.type === 'EXIF') parts.tiff.push(withoutHead(data));
    else if (chunk.type === 'XMP ' || chunk.type === 'XMP\0') parts.xmp.push(data);
    else readSize(parts, chunk);
  }
  return accept(parts);
}

function withoutHead(data: LocatedBytes): LocatedBytes {
  return standsAt(data.bytes, 0, 'Exif\0\0') ? partOf(data, 6) : data;
}

/** RFC 9649 §2.7: the canvas of the extended form, else the frame's own size. */
function readSize(parts: PictureParts, { type, data }: WebpChunk): void {
  if (parts.width !== undefined) return;
  const size = sizeIn(type, data);
  if (size === undefined) return;
  parts.width = size[0];
  parts.height = size[1];
}

/** Width and height as a frame or canvas says them; undefined for other chunks. */
export function sizeIn(type: string, data: Uint8Array): readonly [number, number] | undefined {
  if (type === 'VP8X' && data.length >= 10) return [threeBytes(data, 4) + 1, threeBytes(data, 7) + 1];
  if (type === 'VP8L') {
    const bits = uintAt(data, 1, 4, true);
    return bits === undefined ? undefined : [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  }
  if (type !== 'VP8 ') return undefined;
  const width = uintAt(data, 6, 2, true);
  const height = uintAt(data, 8, 2, true);
  return width === undefined || height === undefined ? undefined : [width & 0x3fff, height & 0x3fff];
}

function threeBytes(data: Uint8Array, at: number): number {
  return (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8) | ((data[at + 2] ?? 0) << 16);
}
