import type { WireEncoding } from '../wire/wire-item.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { joinBytes, latin1Of, type LocatedBytes } from './located-bytes.ts';
import { md5 } from './md5.ts';
import type { PictureParts } from './picture-parts.ts';
import { readExif, type ExifFacts } from './read-exif.ts';
import { readIim, type IimText, type Warn } from './read-iim.ts';
import { readPhotoshop, RESOURCE } from './read-photoshop.ts';
import { readTiff } from './read-tiff.ts';
import { readXmp, type XmpNode } from './xmp-node.ts';
import { XmpProperties } from './xmp-properties.ts';

/** The blocks of a picture, read. */
export type ReadBlocks = {
  readonly xmp: XmpProperties;
  readonly iim: readonly IimText[];
  /** Of the IIM, which alone leaves it open. */
  readonly encoding: WireEncoding;
  readonly exif: ExifFacts;
  /** The digest that the last writer of XMP left shows that the IIM was changed since. */
  readonly isIimNewer: boolean;
};

/** Reads every block; one that is broken is listed as dropped and leaves the others alone. */
export function readBlocks(parts: PictureParts, item: WireItemBuilder): ReadBlocks {
  const resource = resourcesOf(parts, item);
  const blocks = [...resource(RESOURCE.iim), ...parts.iim];
  const [iimBlock] = blocks;
  for (const further of blocks.slice(1))
    if (iimBlock && !isEqual(iimBlock.bytes, further.bytes))
      item.dropped.add(`byte ${further.placeOf(0)}`, 'IIM', 'another block of it stands before');
  const warn: Warn = (code, at, detail) => item.warn(code, at, detail);
  const iim = iimBlock && readIim(iimBlock, item.dropped, warn);
  const xmp = readPackets(parts, item, resource(RESOURCE.xmp));
  const digest = resource(RESOURCE.iimDigest)[0];
  return {
    xmp,
    iim: iim?.texts ?? [],
    encoding: iim?.encoding ?? { declared: [], found: parts.xmp.length > 0 ? 'utf-8' : 'binary' },
    exif: readExif(tiffOf(parts, item, resource(RESOURCE.exif))),
    isIimNewer: iimBlock !== undefined && digest !== undefined && isStale(digest.bytes, iimBlock.bytes),
  };
}

/** Reads XMP alone, where only a property of it is asked for. */
export function readXmpBlocks(parts: PictureParts, item: WireItemBuilder): XmpProperties {
  return readPackets(parts, item, resourcesOf(parts, item)(RESOURCE.xmp));
}

function resourcesOf(parts: PictureParts, item: WireItemBuilder): (id: number) => readonly LocatedBytes[] {
  const resources = parts.photoshop.flatMap((block) => readPhotoshop(block, item.dropped));
  return (id) => resources.filter((one) => one.id === id).map(({ data }) => data);
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** MWG Guidelines 2.0 §5.2: an MD5 of the IIM; sixteen zeros say nothing. */
function isStale(digest: Uint8Array, iim: Uint8Array): boolean {
  return digest.length === 16 && digest.some((byte) => byte !== 0) && !isEqual(digest, md5(iim));
}

function readPackets(
  parts: PictureParts,
  item: WireItemBuilder,
  more: readonly LocatedBytes[],
): XmpProperties {
  const packets = parts.xmp.length > 0 ? parts.xmp : more;
  const properties = new Map<string, XmpNode>();
  for (const packet of packets) addPacket(properties, packet, item);
  const guid = properties.get('xmpNote:HasExtendedXMP')?.text;
  for (const [name, portions] of parts.extendedXmp) {
    const whole = joinBytes(portions);
    if (name === guid) addPacket(properties, whole, item);
    else item.dropped.add(`byte ${whole.placeOf(0)}`, `extended XMP ${name}`, 'the XMP does not name it');
  }
  return new XmpProperties(properties);
}

function addPacket(properties: Map<string, XmpNode>, packet: LocatedBytes, item: WireItemBuilder): void {
  const read = readXmp(packet);
  if (!read.ok) {
    item.dropped.add(read.error.at, 'XMP', read.error.detail);
    return;
  }
  for (const [name, node] of read.value) if (!properties.has(name)) properties.set(name, node);
}

function tiffOf(
  parts: PictureParts,
  item: WireItemBuilder,
  more: readonly LocatedBytes[],
): Parameters<typeof readExif>[0] {
  const [block] = [...parts.tiff, ...more];
  if (block === undefined || block.bytes.length === 0) return { isLittleEndian: false, directories: [] };
  const read = readTiff(block);
  if (read.problem)
    item.dropped.add(read.problem.at, `EXIF ${latin1Of(block.bytes.subarray(0, 2))}`, read.problem.detail);
  return read;
}
