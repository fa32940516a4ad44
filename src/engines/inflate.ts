import { inflateSync } from 'node:zlib';
import type { Inflate } from '#formats/picture/picture-parts.ts';

/** Inflates zlib data up to a number of bytes; undefined when they are broken or would be more. */
export const inflate: Inflate = (bytes, mostBytes) => {
  try {
    return inflateSync(bytes, { maxOutputLength: mostBytes });
  } catch {
    return undefined; // broken or too long: the reader says which block it was
  }
};
