import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { readDocument, type DocumentNeeds, type ReadDocument } from '#formats/convert.ts';
import { readPageMark, type MarkedPage } from '#formats/html/page-mark.ts';
import { readPageText } from '#formats/html/page-text.ts';
import { onlyGiven } from '#formats/only-given.ts';
import { decodeText } from '#formats/text/decode-text.ts';
import { studySample, type SampleStudy } from '#formats/dialect-study/study-sample.ts';
import { inflate } from '../inflate.ts';
import { lookAtDocument, type DocumentLook } from '#formats/look-at-document.ts';

/**
 * Foreign bytes, what is known of them beside, and whether they are read to be kept, looked at, or studied for a dialect, or as a page that
 * others publish.
 */
export type ReadTask = { readonly bytes: Uint8Array<ArrayBuffer> } & Wanted;
export type Wanted =
  | { readonly want: 'items' | 'look' | 'study'; readonly needs: DocumentNeeds }
  | { readonly want: 'page'; readonly contentType?: string };
export type ReadAnswer = {
  readonly items?: Result<ReadDocument, FormatRefusal>;
  readonly look?: Result<DocumentLook, FormatRefusal>;
  readonly study?: SampleStudy;
  readonly page?: ReadPage;
};

/** `text`: what readers can read on it; absent where it is too large for that. */
export type ReadPage = { readonly mark?: MarkedPage; readonly text?: string };

export function readTask(task: ReadTask): ReadAnswer {
  const { bytes, want } = task;
  if (want === 'page') return { page: readPage(task.bytes, task.contentType) };
  const whole = { ...task.needs, inflate };
  if (want === 'study') return { study: studySample(bytes, whole) };
  return want === 'items' ? { items: readDocument(bytes, whole) } : { look: lookAtDocument(bytes, whole) };
}

function readPage(bytes: Uint8Array, contentType: string | undefined): ReadPage {
  const decoded = decodeText(bytes, contentType);
  if (!decoded.ok) return {};
  const page = decoded.value.text;
  return onlyGiven({ mark: readPageMark(page), text: readPageText(page) });
}
