import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { standsAt, stretchOf, unpackedAt, type LocatedBytes } from './located-bytes.ts';
import { createParts, type PictureParts } from './picture-parts.ts';
import { numbersOf, readTiff, type TiffEntry, type TiffRead } from './read-tiff.ts';

const XMP = 700;
const IIM = 33723;
const PHOTOSHOP = 34377;

/** Finds the metadata blocks of a TIFF (tags 700, 33723 and 34377; XMP part 3 §1.1.2). */
export function collectTiff(file: Uint8Array): Result<PictureParts, FormatRefusal> {
  if (standsAt(file, 2, '+\0') || standsAt(file, 2, '\0+'))
    return refuse({
      code: 'document-kind-unsupported',
      at: 'byte 2',
      detail: 'BigTIFF is not read; a TIFF of less than 4 GB may be sent.',
    });
  const whole = stretchOf(file, 0, file.length);
  const read = readTiff(whole);
  if (read.problem) return refuse(read.problem);
  const parts = createParts('tiff');
  parts.tiff.push(whole);
  const main = read.directories[0]?.entries;
  const block = (tag: number): LocatedBytes | undefined => main?.get(tag)?.value;
  const xmp = block(XMP);
  const photoshop = block(PHOTOSHOP);
  const iim = block(IIM);
  if (xmp && xmp.bytes.length > 0) parts.xmp.push(xmp);
  if (photoshop && photoshop.bytes.length > 0) parts.photoshop.push(photoshop);
  if (iim && iim.bytes.length > 0) parts.iim.push(inByteOrder(iim));
  readFrame(parts, read);
  return accept(parts);
}

/** Old writers called IIM a list of LONG and turned every four bytes round with the file's order. */
function inByteOrder(iim: LocatedBytes): LocatedBytes {
  const { bytes } = iim;
  if (bytes[0] === 0x1c || bytes[3] !== 0x1c) return iim;
  const turned = new Uint8Array(bytes.length & ~3);
  for (let at = 0; at < turned.length; at += 1) turned[at] = bytes[(at & ~3) + 3 - (at & 3)] ?? 0;
  return unpackedAt(turned, iim.placeOf(0));
}

const COLOURS: ReadonlyMap<number, string> = new Map([
  [0, 'grey'],
  [1, 'grey'],
  [2, 'RGB'],
  [3, 'RGB'],
  [5, 'CMYK'],
  [6, 'RGB'],
  [8, 'Lab'],
]);

function readFrame(parts: PictureParts, { directories, isLittleEndian }: TiffRead): void {
  const main = directories[0]?.entries;
  const number = (entry: TiffEntry | undefined) => entry && numbersOf(entry, isLittleEndian)[0];
  const width = number(main?.get(256));
  const height = number(main?.get(257));
  const colour = COLOURS.get(number(main?.get(262)) ?? -1);
  if (width !== undefined) parts.width = width;
  if (height !== undefined) parts.height = height;
  if (colour !== undefined) parts.colour = colour;
}
