import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { readDocument, type DocumentNeeds, type ReadDocument } from '#formats/convert.ts';
import { studySample, type SampleStudy } from '#formats/dialect-study/study-sample.ts';
import { inflate } from '../inflate.ts';
import { lookAtDocument, type DocumentLook } from '#formats/look-at-document.ts';

/** Foreign bytes, what is known of them beside, and whether they are read to be kept, looked at, or studied for a dialect. */
export type ReadTask = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly needs: DocumentNeeds;
  readonly want: 'items' | 'look' | 'study';
};
export type ReadAnswer = {
  readonly items?: Result<ReadDocument, FormatRefusal>;
  readonly look?: Result<DocumentLook, FormatRefusal>;
  readonly study?: SampleStudy;
};

export function readTask({ bytes, needs, want }: ReadTask): ReadAnswer {
  const whole = { ...needs, inflate };
  if (want === 'study') return { study: studySample(bytes, whole) };
  return want === 'items' ? { items: readDocument(bytes, whole) } : { look: lookAtDocument(bytes, whole) };
}
