import { refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { createDroppedList, type DroppedList } from '../dropped-list.ts';
import type { LocatedBytes } from './located-bytes.ts';

/** The kinds of picture whose metadata are read. */
export type PictureKind = 'jpeg' | 'png' | 'tiff' | 'webp';

/** Inflates zlib data, or gives undefined when they are broken or would become more than `mostBytes`. */
export type Inflate = (bytes: Uint8Array, mostBytes: number) => Uint8Array | undefined;

/** A text that stands in a picture file beside the metadata blocks: a JPEG comment, a PNG text chunk. */
export type PictureNote = { readonly keyword: string; readonly text: LocatedBytes; readonly isUtf8: boolean };

/** What was found in a picture file, block by block in file order, still unread. */
export type PictureParts = {
  readonly kind: PictureKind;
  width?: number;
  height?: number;
  /** Colour model of the pixels as far as the file's frame says it: `RGB`, `grey`, `CMYK`. */
  colour?: string;
  /** Name of the embedded colour profile. */
  profile?: string;
  /** TIFF structures: EXIF blocks, or the file itself when it is a TIFF. */
  readonly tiff: LocatedBytes[];
  readonly xmp: LocatedBytes[];
  /** Photoshop image resource blocks. */
  readonly photoshop: LocatedBytes[];
  /** IPTC-IIM outside Photoshop blocks. */
  readonly iim: LocatedBytes[];
  readonly notes: PictureNote[];
  /** Extended XMP by its GUID; used when the main packet names it. */
  readonly extendedXmp: Map<string, LocatedBytes[]>;
  readonly dropped: DroppedList;
};

/** The largest metadata block that is read, also after inflating. */
export const BLOCK_BYTES = 4 * 1024 * 1024;

/** Inflated altogether, however many blocks are packed; and notes that are read. */
export const INFLATED_BYTES = 2 * BLOCK_BYTES;
export const MOST_NOTES = 200;

export function createParts(kind: PictureKind): PictureParts {
  return {
    kind,
    tiff: [],
    xmp: [],
    photoshop: [],
    iim: [],
    notes: [],
    extendedXmp: new Map(),
    dropped: createDroppedList(),
  };
}

/** A picture file that breaks off or contradicts itself at a byte. */
export function brokenAt(byte: number, detail: string): Result<never, FormatRefusal> {
  return refuse({ code: 'picture-invalid', at: `byte ${byte}`, detail });
}
