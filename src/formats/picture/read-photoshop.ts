import type { DroppedList } from '../dropped-list.ts';
import { partOf, standsAt, uintAt, type LocatedBytes } from './located-bytes.ts';

/** One image resource of Photoshop by its number. */
export type PhotoshopResource = { readonly id: number; readonly data: LocatedBytes };

/** Numbers of image resources (Photoshop file formats, Image Resource IDs). */
export const RESOURCE = { iim: 0x0404, exif: 0x0422, xmp: 0x0424, iimDigest: 0x0425 } as const;

const SIGNATURES = ['8BIM', 'MeSa', 'PHUT', 'AgHg', 'DCSR', '8B64'];
const MOST_RESOURCES = 2000;

/** Splits image resource blocks: signature, number, name and data, the last two padded to even length. */
export function readPhotoshop(block: LocatedBytes, dropped: DroppedList): readonly PhotoshopResource[] {
  const { bytes } = block;
  const resources: PhotoshopResource[] = [];
  let at = 0;
  while (at + 12 <= bytes.length && resources.length < MOST_RESOURCES) {
    if (!SIGNATURES.some((signature) => standsAt(bytes, at, signature))) break;
    const id = uintAt(bytes, at + 4, 2) ?? 0;
    const name = (bytes[at + 6] ?? 0) + 1;
    const sizeAt = at + 6 + name + (name % 2);
    const size = uintAt(bytes, sizeAt, 4);
    const end = sizeAt + 4 + (size ?? 0);
    if (size === undefined || end > bytes.length) {
      dropped.add(`byte ${block.placeOf(at)}`, `image resource ${id}`, 'it is longer than its block');
      return resources;
    }
    resources.push({ id, data: partOf(block, sizeAt + 4, end) });
    at = end + (size % 2);
  }
  if (bytes.subarray(at).some((byte) => byte !== 0))
    dropped.add(`byte ${block.placeOf(at)}`, 'image resources', 'no such block begins here');
  return resources;
}
