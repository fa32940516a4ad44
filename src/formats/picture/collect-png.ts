import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import {
  latin1Of,
  partOf,
  standsAt,
  stretchOf,
  uintAt,
  unpackedAt,
  type LocatedBytes,
} from './located-bytes.ts';
import {
  BLOCK_BYTES,
  createParts,
  INFLATED_BYTES,
  MOST_NOTES,
  type Inflate,
  type PictureParts,
} from './picture-parts.ts';
import { splitPng, type PngChunk } from './split-png.ts';

const XMP_KEYWORD = 'XML:com.adobe.xmp';

/** Finds the metadata blocks of a PNG; what is deflated is read when `inflate` is given. */
export function collectPng(
  file: Uint8Array,
  inflate: Inflate | undefined,
): Result<PictureParts, FormatRefusal> {
  const split = splitPng(file);
  if (!split.ok) return split;
  const parts = createParts('png');
  const open = budgeted(inflate);
  for (const chunk of split.value.chunks) {
    const data = stretchOf(file, chunk.at + 8, chunk.end - 4);
    if (chunk.type === 'IHDR') readHeader(parts, chunk);
    else if (chunk.type === 'eXIf') parts.tiff.push(data);
    else if (chunk.type === 'iCCP') parts.profile = keywordOf(data.bytes);
    else if (chunk.type === 'sRGB') parts.profile = 'sRGB';
    else if (TEXTS.has(chunk.type)) readText(parts, chunk.type, data, open);
  }
  if (!split.value.isWhole)
    parts.dropped.add(`byte ${file.length}`, 'end of the picture', 'the file breaks off before it');
  return accept(parts);
}

const TEXTS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt']);
const COLOURS: ReadonlyMap<number, string> = new Map([
  [0, 'grey'],
  [2, 'RGB'],
  [3, 'RGB'],
  [4, 'grey'],
  [6, 'RGB'],
]);

function readHeader(parts: PictureParts, { data }: PngChunk): void {
  const width = uintAt(data, 0, 4);
  const height = uintAt(data, 4, 4);
  const colour = COLOURS.get(data[9] ?? -1);
  if (width !== undefined) parts.width = width;
  if (height !== undefined) parts.height = height;
  if (colour !== undefined) parts.colour = colour;
}

/** However many texts are packed, they are inflated to so many bytes altogether, also those that turn out to be too long. */
function budgeted(inflate: Inflate | undefined): Inflate | undefined {
  let left = INFLATED_BYTES;
  return (
    inflate &&
    ((bytes, mostBytes) => {
      const most = Math.min(mostBytes, left);
      const open = most > 0 ? inflate(bytes, most) : undefined;
      left -= open?.length ?? most;
      return open;
    })
  );
}

function keywordOf(data: Uint8Array): string {
  const end = data.subarray(0, 80).indexOf(0);
  return latin1Of(data.subarray(0, end === -1 ? 0 : end));
}

/** PNG 3rd edition §11.3.3. */
function readText(parts: PictureParts, type: string, data: LocatedBytes, inflate: Inflate | undefined): void {
  const keyword = keywordOf(data.bytes);
  const rest = partOf(data, Math.min(keyword.length + 1, data.bytes.length));
  const { packed, text } = type === 'iTXt' ? international(rest) : plainOrPacked(type, rest);
  const place = text.placeOf(0);
  const open = packed ? inflate?.(text.bytes, BLOCK_BYTES) : text.bytes;
  if (open === undefined) {
    const why = inflate
      ? `it does not inflate, or to more than ${BLOCK_BYTES} bytes`
      : 'nothing is here to inflate it';
    parts.dropped.add(`byte ${place}`, `${type} ${keyword}`, why);
    return;
  }
  const value = packed ? unpackedAt(open, place) : text;
  if (keyword === XMP_KEYWORD) parts.xmp.push(value);
  else if (keyword.startsWith('Raw profile type ')) keepProfile(parts, keyword.slice(17), value);
  else if (parts.notes.length < MOST_NOTES)
    parts.notes.push({ keyword, text: value, isUtf8: type === 'iTXt' });
  else parts.dropped.add(`byte ${place}`, `${type} ${keyword}`, `the first ${MOST_NOTES} texts are read`);
}

function plainOrPacked(type: string, rest: LocatedBytes): { packed: boolean; text: LocatedBytes } {
  const packed = type === 'zTXt';
  return { packed, text: partOf(rest, packed ? Math.min(1, rest.bytes.length) : 0) };
}

/** Compression flag and method, language tag, translated keyword, text. */
function international(rest: LocatedBytes): { packed: boolean; text: LocatedBytes } {
  const language = rest.bytes.indexOf(0, 2);
  const translated = language === -1 ? -1 : rest.bytes.indexOf(0, language + 1);
  const start = translated === -1 ? rest.bytes.length : translated + 1;
  return { packed: rest.bytes[0] === 1, text: partOf(rest, start) };
}

/** ImageMagick's way: a name, a length in decimal, then the bytes in hexadecimal over many lines. */
function keepProfile(parts: PictureParts, name: string, value: LocatedBytes): void {
  const place = value.placeOf(0);
  const written = /^\s*[\w ]{0,40}\s+(\d{1,9})\s+([\dA-Fa-f\s]*)$/.exec(latin1Of(value.bytes));
  const digits = written?.[2]?.replace(/\s+/g, '') ?? '';
  const bytes = new Uint8Array(digits.length >> 1);
  for (let index = 0; index < bytes.length; index += 1)
    bytes[index] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16);
  if (written === null || bytes.length !== Number(written[1])) {
    parts.dropped.add(`byte ${place}`, `profile ${name}`, 'its length is not the length it says');
    return;
  }
  keepBlock(parts, unpackedAt(bytes, place));
}

/** What it is shows at its beginning, whatever it is called. */
function keepBlock(parts: PictureParts, block: LocatedBytes): void {
  const { bytes } = block;
  if (standsAt(bytes, 0, 'Exif\0\0')) parts.tiff.push(partOf(block, 6));
  else if (standsAt(bytes, 0, 'http://ns.adobe.com/xap/1.0/\0')) parts.xmp.push(partOf(block, 29));
  else if (standsAt(bytes, 0, 'Photoshop 3.0\0')) parts.photoshop.push(partOf(block, 14));
  else if (standsAt(bytes, 0, '8BIM')) parts.photoshop.push(block);
  else if (bytes[0] === 0x1c) parts.iim.push(block);
  else if (standsAt(bytes, 0, 'II*\0') || standsAt(bytes, 0, 'MM\0*')) parts.tiff.push(block);
  else if (bytes[0] === 0x3c) parts.xmp.push(block);
  else parts.dropped.add(`byte ${block.placeOf(0)}`, 'raw profile', 'it is none of a known kind');
}
