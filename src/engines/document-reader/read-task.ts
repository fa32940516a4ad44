import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { readDocument, type DocumentNeeds, type ReadDocument } from '#formats/convert.ts';
import { inflate } from '../inflate.ts';
import { lookAtDocument, type DocumentLook } from '#formats/look-at-document.ts';

/** Foreign bytes, what is known of them beside, and whether they are read to be kept or only looked at. */
export type ReadTask = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly needs: DocumentNeeds;
  readonly want: 'items' | 'look';
};
export type ReadAnswer = {
  readonly items?: Result<ReadDocument, FormatRefusal>;
  readonly look?: Result<DocumentLook, FormatRefusal>;
};

export function readTask({ bytes, needs, want }: ReadTask): ReadAnswer {
  const whole = { ...needs, inflate };
  return want === 'items' ? { items: readDocument(bytes, whole) } : { look: lookAtDocument(bytes, whole) };
}
