import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import {
  startReadingThread,
  type ReadingJob,
  type ReadingThread,
  type ThreadPlan,
} from './reading-thread.ts';
import { turnQueue } from './turn-queue.ts';

/** Threads that read foreign bytes beside the main loop. */
export type ReaderPool<Task, Answer> = {
  /**
   * Reads one document. What throws, or takes longer than the deadline, is refused and its thread is replaced. Of one `key` (a source)
   * one document is read at a time and keys take turns, so one source whose documents are slow delays no other (I23). The bytes move
   * to the thread: they are gone here.
   */
  readonly read: (key: string, task: Task) => Promise<Result<Answer, FormatRefusal>>;
  /** What waits is given up with a fault, not a refusal: it was not looked at. */
  readonly stop: () => Promise<void>;
};

export type PoolPlan = ThreadPlan & { readonly threads: number };

/** Starts no thread before the first document. */
export function readerPool<Task extends { readonly bytes: Uint8Array<ArrayBuffer> }, Answer>(
  plan: PoolPlan,
): ReaderPool<Task, Answer> {
  const queue = turnQueue<ReadingJob<Task, Answer>>();
  const threads = new Set<ReadingThread<Task, Answer>>();
  let stopped: Error | undefined;

  const start = (): void => {
    const thread = startReadingThread<Task, Answer>(plan, {
      onFree: handOut,
      onGone(fault) {
        threads.delete(thread);
        if (stopped) return;
        if (fault) for (const job of queue.takeAll()) job.giveUp(fault);
        else start();
        handOut();
      },
    });
    threads.add(thread);
  };

  function handOut(): void {
    if (stopped) return;
    for (const thread of threads) {
      if (!thread.isFree()) continue;
      const job = queue.next(new Set([...threads].flatMap((one) => one.key() ?? [])));
      if (!job) return;
      thread.read(job);
    }
    if (!queue.isEmpty() && threads.size < plan.threads) start();
  }

  return {
    read: (key, task) =>
      new Promise((settle, giveUp) => {
        if (stopped) return giveUp(stopped);
        queue.add({ key, task, settle, giveUp });
        return handOut();
      }),
    async stop() {
      const fault = new Error('the reading threads are stopped');
      stopped = fault;
      for (const job of queue.takeAll()) job.giveUp(fault);
      await Promise.all([...threads].map((thread) => thread.stop(fault)));
    },
  };
}
