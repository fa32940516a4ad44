import type { ReadForeignBytes } from '#app/item/ingest-document.ts';
import { readDocument } from '#formats/convert.ts';

/** Reads in the test's own thread. */
export const readHere: ReadForeignBytes = (_sourceId, bytes, needs) =>
  Promise.resolve(readDocument(bytes, needs));
