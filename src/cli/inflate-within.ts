import { inflateSync } from 'node:zlib';
import type { Inflate } from '#formats/picture/picture-parts.ts';

/** zlib data as plain bytes; undefined when they are broken or would become more than is read (a bomb). */
export const inflateWithin: Inflate = (bytes, mostBytes) => {
  try {
    return inflateSync(bytes, { maxOutputLength: mostBytes });
  } catch {
    // Both kinds of fault mean the same to the reader: these bytes are not read.
    return undefined;
  }
};
