import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { joinBytes, latin1Of, standsAt, stretchOf, uintAt, type LocatedBytes } from './located-bytes.ts';
import { BLOCK_BYTES, createParts, type PictureParts } from './picture-parts.ts';
import { JPEG, splitJpeg, type JpegSegment } from './split-jpeg.ts';

/** How each kind of segment begins (EXIF 3.0 §4.7.2, XMP part 3 §1.1.3, Photoshop file formats). */
export const JPEG_HEADS = {
  exif: 'Exif\0',
  xmp: 'http://ns.adobe.com/xap/1.0/\0',
  extendedXmp: 'http://ns.adobe.com/xmp/extension/\0',
  photoshop: 'Photoshop 3.0\0',
} as const;

/** Finds the metadata blocks of a JPEG. */
export function collectJpeg(file: Uint8Array): Result<PictureParts, FormatRefusal> {
  const split = splitJpeg(file);
  if (!split.ok) return split;
  const { segments, scanAt } = split.value;
  const parts = createParts('jpeg');
  const photoshop: LocatedBytes[] = [];
  const extended: Extension[] = [];
  for (const segment of segments) {
    const { marker, data, at } = segment;
    const from = (length: number): LocatedBytes => stretchOf(file, at + 4 + length, at + 4 + data.length);
    if (marker === JPEG.app1) takeApp1({ parts, extended }, data, from);
    else if (marker === JPEG.app13) takeApp13(parts, photoshop, data, from);
    else if (marker === JPEG.comment) parts.notes.push({ keyword: 'Comment', text: from(0), isUtf8: false });
    else readFrame(parts, segment);
  }
  // One list of resources may be longer than a segment holds, and goes on in the next.
  joinExtensions(parts, extended);
  if (photoshop.length > 0) parts.photoshop.push(joinBytes(photoshop));
  const end = endAfter(file, scanAt);
  if (end === undefined)
    parts.dropped.add(`byte ${file.length}`, 'end of the picture', 'the file breaks off before it');
  else if (file.subarray(end).some((byte) => byte !== 0))
    parts.dropped.add(`byte ${end}`, `${file.length - end} bytes`, 'they stand after the end of the picture');
  return accept(parts);
}

function takeApp1(
  { parts, extended }: { readonly parts: PictureParts; readonly extended: Extension[] },
  data: Uint8Array,
  from: (length: number) => LocatedBytes,
): void {
  if (standsAt(data, 0, JPEG_HEADS.exif)) parts.tiff.push(from(JPEG_HEADS.exif.length + 1));
  else if (standsAt(data, 0, JPEG_HEADS.xmp)) parts.xmp.push(from(JPEG_HEADS.xmp.length));
  else if (standsAt(data, 0, JPEG_HEADS.extendedXmp)) extended.push(extensionOf(data, from));
  // Some programs leave the name of the namespace away.
  else if (standsAt(data, 0, '<?xpacket') || standsAt(data, 0, '<x:xmpmeta')) parts.xmp.push(from(0));
}

/** Photoshop 2.5 had another name, with a version of no use behind it; some writers of wires put IIM there as it is. */
function takeApp13(
  parts: PictureParts,
  photoshop: LocatedBytes[],
  data: Uint8Array,
  from: (length: number) => LocatedBytes,
): void {
  if (standsAt(data, 0, JPEG_HEADS.photoshop)) photoshop.push(from(JPEG_HEADS.photoshop.length));
  else if (standsAt(data, 0, 'Adobe_Photoshop2.5:')) photoshop.push(from(PHOTOSHOP_2_HEAD));
  else if (data[0] === 0x1c) parts.iim.push(from(0));
}

const PHOTOSHOP_2_HEAD = 27;

/** One portion of an extended XMP: what it belongs to, how long the whole is, and where in it this stands. */
type Extension = {
  readonly guid: string;
  readonly full: number;
  readonly offset: number;
  readonly portion: LocatedBytes;
};

/** XMP part 3 §1.1.3.1: GUID of 32 characters, full length, offset of this portion, portion. */
function extensionOf(data: Uint8Array, from: (length: number) => LocatedBytes): Extension {
  const head = JPEG_HEADS.extendedXmp.length;
  return {
    guid: latin1Of(data.subarray(head, head + 32)),
    full: uintAt(data, head + 32, 4) ?? 0,
    offset: uintAt(data, head + 36, 4) ?? 0,
    portion: from(head + 40),
  };
}

/** Portions may stand in any order. */
function joinExtensions(parts: PictureParts, extended: readonly Extension[]): void {
  const lengths = new Map<string, number>();
  for (const { guid, full, offset, portion } of extended.toSorted(
    (one, other) => one.offset - other.offset,
  )) {
    const before = lengths.get(guid) ?? 0;
    const length = before + portion.bytes.length;
    if (offset !== before || length > Math.min(full, BLOCK_BYTES)) {
      parts.dropped.add(
        `byte ${portion.placeOf(0)}`,
        `extended XMP from ${offset}`,
        'a portion before it is missing',
      );
      continue;
    }
    lengths.set(guid, length);
    parts.extendedXmp.set(guid, [...(parts.extendedXmp.get(guid) ?? []), portion]);
  }
}

const COLOURS: ReadonlyMap<number, string> = new Map([
  [1, 'grey'],
  [3, 'RGB'],
  [4, 'CMYK'],
]);

/** ITU-T T.81 §B.2.2. */
function readFrame(parts: PictureParts, { marker, data }: JpegSegment): void {
  const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
  const height = uintAt(data, 1, 2);
  const width = uintAt(data, 3, 2);
  const colour = COLOURS.get(data[5] ?? 0);
  if (!isFrame || parts.width !== undefined || height === undefined || width === undefined) return;
  parts.height = height;
  parts.width = width;
  if (colour !== undefined) parts.colour = colour;
}

/** Where the picture ends; what programs hang on to it may hold such a mark by chance only if it holds another picture. */
function endAfter(file: Uint8Array, scanAt: number): number | undefined {
  for (let at = file.length - 2; at >= scanAt; at -= 1)
    if (file[at] === 0xff && file[at + 1] === 0xd9) return at + 2;
  return undefined;
}
