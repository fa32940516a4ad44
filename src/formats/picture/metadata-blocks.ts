/** The blocks that are put into a picture: its XMP, its IIM, and a TIFF block with the orientation where the pixels are to be turned. */
export type MetadataBlocks = {
  readonly xmp: Uint8Array;
  readonly iim: Uint8Array;
  readonly exif?: Uint8Array;
};
