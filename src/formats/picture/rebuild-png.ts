import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { concatBytes, latin1Bytes, uintBytes } from './located-bytes.ts';
import type { MetadataBlocks } from './metadata-blocks.ts';
import { brokenAt } from './picture-parts.ts';
import { printIimResources } from './print-picture-iim.ts';
import { splitPng } from './split-png.ts';

/** What a decoder shows (PNG 3rd edition §4.1, §11.3, APNG); all texts, times, EXIF and unknown chunks stay behind. */
const KEPT: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs acTL fcTL fdAT'.split(' '),
);

/** The same pixels with these blocks: XMP in its text chunk, IIM as ImageMagick puts it, EXIF in `eXIf`. */
export function rebuildPng(file: Uint8Array, blocks: MetadataBlocks): Result<Uint8Array, FormatRefusal> {
  const split = splitPng(file);
  if (!split.ok) return split;
  const { chunks, isWhole } = split.value;
  if (!isWhole) return brokenAt(file.length, 'The picture has no end.');
  const [header, ...rest] = chunks
    .filter(({ type }) => KEPT.has(type))
    .map(({ at, end }) => file.subarray(at, end));
  if (header === undefined || chunks[0]?.type !== 'IHDR') return brokenAt(8, 'The picture has no header.');
  const added = [
    ...(blocks.exif ? [chunk('eXIf', blocks.exif)] : []),
    chunk('iTXt', concatBytes([latin1Bytes('XML:com.adobe.xmp\0\0\0\0\0'), blocks.xmp])),
    chunk('tEXt', latin1Bytes(`Raw profile type iptc\0${rawProfile(printIimResources(blocks.iim))}`)),
  ];
  return accept(concatBytes([file.subarray(0, 8), header, ...added, ...rest]));
}

function rawProfile(bytes: Uint8Array): string {
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `\niptc\n${String(bytes.length).padStart(8)}\n${digits.replace(/.{72}/g, '$&\n')}\n`;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = concatBytes([latin1Bytes(type), data]);
  return concatBytes([uintBytes(data.length, 4), named, uintBytes(crc32(named), 4)]);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** PNG 3rd edition §5.5 and annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
