import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { DocumentNeeds, ReadDocument } from '#formats/convert.ts';
import type { SampleStudy } from '#formats/dialect-study/study-sample.ts';
import type { DocumentLook } from '#formats/look-at-document.ts';
import { readerPool, type PoolPlan } from './reader-pool.ts';
import type { ReadAnswer, ReadPage, ReadTask, Wanted } from './read-task.ts';

type Reads<T> = (
  sourceId: string,
  bytes: Uint8Array,
  needs: DocumentNeeds,
) => Promise<Result<T, FormatRefusal>>;

/** Reads documents in threads of their own: whatever they contain, the main loop goes on (T10, I23). */
export type DocumentReader = {
  readonly read: Reads<ReadDocument>;
  /** What it is and how it would come in. */
  readonly look: Reads<DocumentLook>;
  /** Everything in it that a dialect could say something about. */
  readonly study: Reads<SampleStudy>;
  /** What a page says that others publish, to its readers and of itself; nothing of one that cannot be read. */
  readonly page: (url: string, bytes: Uint8Array, contentType?: string) => Promise<ReadPage>;
  readonly stop: () => Promise<void>;
};

const THREADS: PoolPlan = {
  module: new URL('reader-thread.ts', import.meta.url),
  threads: 2,
  deadlineMs: 2000,
};

export function documentReader(plan: PoolPlan = THREADS): DocumentReader {
  const pool = readerPool<ReadTask, ReadAnswer>(plan);
  // A copy of the bytes, because it moves to the thread and the caller keeps its own.
  const ask = (sourceId: string, bytes: Uint8Array, task: Wanted) =>
    pool.read(sourceId, { ...task, bytes: new Uint8Array(bytes) });
  return {
    async read(sourceId, bytes, needs) {
      const answer = await ask(sourceId, bytes, { needs, want: 'items' });
      return answer.ok ? (answer.value.items ?? unasked()) : answer;
    },
    async look(sourceId, bytes, needs) {
      const answer = await ask(sourceId, bytes, { needs, want: 'look' });
      return answer.ok ? (answer.value.look ?? unasked()) : answer;
    },
    async study(key, bytes, needs) {
      const answer = await ask(key, bytes, { needs, want: 'study' });
      return answer.ok ? accept(answer.value.study ?? unasked()) : answer;
    },
    async page(url, bytes, contentType) {
      const answer = await ask(url, bytes, {
        want: 'page',
        ...(contentType === undefined ? {} : { contentType }),
      });
      return answer.ok ? (answer.value.page ?? unasked()) : {};
    },
    stop: () => pool.stop(),
  };
}

function unasked(): never {
  throw new Error('a reading thread answered what it was not asked');
}
