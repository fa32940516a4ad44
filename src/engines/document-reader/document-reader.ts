import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { DocumentNeeds, ReadDocument } from '#formats/convert.ts';
import { readerPool, type PoolPlan } from './reader-pool.ts';
import type { ReadAnswer, ReadTask } from './read-task.ts';

/** Reads documents in threads of their own: whatever they contain, the main loop goes on (T10, I23). */
export type DocumentReader = {
  readonly read: (
    sourceId: string,
    bytes: Uint8Array,
    needs: DocumentNeeds,
  ) => Promise<Result<ReadDocument, FormatRefusal>>;
  readonly stop: () => Promise<void>;
};

const THREADS: PoolPlan = {
  module: new URL('reader-thread.ts', import.meta.url),
  threads: 2,
  deadlineMs: 2000,
};

export function documentReader(plan: PoolPlan = THREADS): DocumentReader {
  const pool = readerPool<ReadTask, ReadAnswer>(plan);
  return {
    async read(sourceId, bytes, needs) {
      // A copy, because it moves to the thread and the caller keeps its own.
      const answer = await pool.read(sourceId, { bytes: new Uint8Array(bytes), needs });
      return answer.ok ? answer.value : answer;
    },
    stop: () => pool.stop(),
  };
}
