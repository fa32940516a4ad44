import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { readDocument, type DocumentNeeds, type ReadDocument } from '#formats/convert.ts';

/** Foreign bytes, and what is known of them beside. */
export type ReadTask = { readonly bytes: Uint8Array<ArrayBuffer>; readonly needs: DocumentNeeds };
export type ReadAnswer = Result<ReadDocument, FormatRefusal>;

export function readTask({ bytes, needs }: ReadTask): ReadAnswer {
  return readDocument(bytes, needs);
}
