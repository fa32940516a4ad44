import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { sizeIn } from './collect-webp.ts';
import { concatBytes, latin1Bytes, uintAt, uintBytes } from './located-bytes.ts';
import type { MetadataBlocks } from './metadata-blocks.ts';
import { brokenAt } from './picture-parts.ts';
import { splitWebp, type WebpChunk } from './split-webp.ts';

const KEPT: ReadonlySet<string> = new Set(['ICCP', 'ANIM', 'ANMF', 'ALPH', 'VP8 ', 'VP8L']);

/** Flags of the extended header (RFC 9649 §2.7). */
const FLAG = { animation: 0x02, xmp: 0x04, exif: 0x08, alpha: 0x10, profile: 0x20 } as const;

/** The same pixels with XMP and EXIF; WebP has no place for IIM. */
export function rebuildWebp(file: Uint8Array, blocks: MetadataBlocks): Result<Uint8Array, FormatRefusal> {
  const split = splitWebp(file);
  if (!split.ok) return split;
  const chunks = split.value;
  const isCut = chunks.some(({ at, data }) => data.length !== uintAt(file, at + 4, 4, true));
  const size = chunks.map(({ type, data }) => sizeIn(type, data)).find((one) => one !== undefined);
  if (isCut || size === undefined) return brokenAt(file.length, 'The picture has no end.');
  const body = concatBytes([
    latin1Bytes('WEBP'),
    chunk('VP8X', header(chunks, size, blocks)),
    ...chunks.filter(({ type }) => KEPT.has(type)).map(({ type, data }) => chunk(type, data)),
    ...(blocks.exif ? [chunk('EXIF', blocks.exif)] : []),
    chunk('XMP ', blocks.xmp),
  ]);
  return accept(concatBytes([latin1Bytes('RIFF'), uintBytes(body.length, 4, true), body]));
}

function header(
  chunks: readonly WebpChunk[],
  [width, height]: readonly [number, number],
  { exif }: MetadataBlocks,
): Uint8Array {
  const has = (type: string) => chunks.some((one) => one.type === type);
  const before = chunks.find(({ type }) => type === 'VP8X')?.data[0] ?? 0;
  const lossless = chunks.find(({ type }) => type === 'VP8L');
  // VP8L tells by one bit whether it has an alpha channel (RFC 9649 §3.4).
  const isClear = has('ALPH') || (((lossless?.data[4] ?? 0) >> 4) & 1) === 1;
  const flags =
    (before & FLAG.animation) |
    (before & FLAG.alpha) |
    (isClear ? FLAG.alpha : 0) |
    (has('ICCP') ? FLAG.profile : 0) |
    (exif ? FLAG.exif : 0) |
    FLAG.xmp;
  return concatBytes([
    Uint8Array.of(flags, 0, 0, 0),
    uintBytes(width - 1, 4, true).subarray(0, 3),
    uintBytes(height - 1, 4, true).subarray(0, 3),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const head = concatBytes([latin1Bytes(type), uintBytes(data.length, 4, true)]);
  return concatBytes([head, data, new Uint8Array(data.length % 2)]);
}
