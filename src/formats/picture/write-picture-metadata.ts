import { refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { collectPicture } from './collect-picture.ts';
import { concatBytes, joinBytes, latin1Bytes, uintBytes } from './located-bytes.ts';
import type { MetadataBlocks } from './metadata-blocks.ts';
import type { PictureMetadata } from './picture-metadata.ts';
import type { Inflate, PictureParts } from './picture-parts.ts';
import { printPictureIim } from './print-picture-iim.ts';
import { printPictureXmp } from './print-picture-xmp.ts';
import { numbersOf, readTiff } from './read-tiff.ts';
import { rebuildJpeg } from './rebuild-jpeg.ts';
import { rebuildPng } from './rebuild-png.ts';
import { rebuildWebp } from './rebuild-webp.ts';
import { readXmp, type XmpNode } from './xmp-node.ts';

/**
 * Writes metadata into a JPEG, PNG or WebP without touching its pixels: as XMP, and as IIM in UTF-8 with Photoshop's digest (WebP has no place
 * for IIM). Everything else that the file said is taken out, so that nothing private leaves with it (I26): positions, serial
 * numbers, contacts, maker notes, comments, thumbnails (which may show what was cropped away), histories, Content Credentials
 * (which would no longer fit the bytes) and whatever follows the end of the picture. What stays: the orientation, the
 * colour profile, and public facts of `keptXmp` such as how the picture was made and who is on it.
 * Refuses TIFF, broken pictures, and metadata that do not fit.
 */
export function writePictureMetadata(
  file: Uint8Array,
  metadata: PictureMetadata,
  { inflate }: { readonly inflate?: Inflate } = {},
): Result<Uint8Array, FormatRefusal> {
  const parts = collectPicture(file, inflate);
  if (!parts.ok) return parts;
  const exif = orientationOf(parts.value);
  const blocks: MetadataBlocks = {
    xmp: new TextEncoder().encode(printPictureXmp(metadata, packetOf(parts.value))),
    iim: printPictureIim(metadata),
    ...(exif === undefined ? {} : { exif }),
  };
  switch (parts.value.kind) {
    case 'jpeg':
      return rebuildJpeg(file, blocks);
    case 'png':
      return rebuildPng(file, blocks);
    case 'webp':
      return rebuildWebp(file, blocks);
    case 'tiff':
      return refuse({
        code: 'document-kind-unsupported',
        at: 'byte 0',
        detail: 'Nothing is written into a TIFF; a JPEG or PNG of it may be made.',
      });
  }
}

function packetOf({ xmp: [packet], extendedXmp }: PictureParts): ReadonlyMap<string, XmpNode> {
  const main = packet && readXmp(packet);
  if (!main?.ok) return new Map();
  const guid = main.value.get('xmpNote:HasExtendedXMP')?.text ?? '';
  const portions = extendedXmp.get(guid);
  const more = portions && readXmp(joinBytes(portions));
  return more?.ok ? new Map([...more.value, ...main.value]) : main.value;
}

/** A TIFF block with nothing but the orientation; undefined where the pixels are upright. */
function orientationOf({ tiff: [block] }: PictureParts): Uint8Array | undefined {
  const read = block && readTiff(block);
  const entry = read?.directories[0]?.entries.get(0x0112);
  const [orientation = 1] = read && entry ? numbersOf(entry, read.isLittleEndian) : [];
  if (orientation < 2 || orientation > 8) return undefined;
  const head = concatBytes([latin1Bytes('MM\0*'), uintBytes(8, 4), uintBytes(1, 2)]);
  const tag = [uintBytes(0x0112, 2), uintBytes(3, 2), uintBytes(1, 4), uintBytes(orientation, 2)];
  return concatBytes([head, ...tag, new Uint8Array(2), new Uint8Array(4)]);
}
