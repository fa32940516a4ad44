import { Worker } from 'node:worker_threads';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { whenWorked } from '../processor-time.ts';
import type { ThreadWord } from './serve-reader.ts';

/** A document on its way through a thread. */
export type ReadingJob<Task, Answer> = {
  readonly key: string;
  readonly task: Task;
  readonly settle: (outcome: Result<Answer, FormatRefusal>) => void;
  readonly giveUp: (fault: Error) => void;
};

export type ThreadPlan = {
  /** The module that a thread runs; it calls `serveReader`. */
  readonly module: URL;
  /** Milliseconds that the processor may work for a document: on a busy machine more goes by on the clock. */
  readonly deadlineMs: number;
};

export type ReadingThread<Task, Answer> = {
  readonly isFree: () => boolean;
  /** Of the document that is being read. */
  readonly key: () => string | undefined;
  readonly read: (job: ReadingJob<Task, Answer>) => void;
  readonly stop: (fault: Error) => Promise<unknown>;
};

type Now<Job> = {
  isReady: boolean;
  isGone: boolean;
  job?: Job;
  /** What the processor had worked for the thread when it last said something. */
  worked?: NodeJS.CpuUsage;
  stopClock?: () => void;
};

type Told = {
  /** It can be handed a document. */
  readonly onFree: () => void;
  /** It is gone: after a document that was too slow or deadly, or, with a fault, because it could not be loaded at all. */
  readonly onGone: (fault?: Error) => void;
};

/** A document that makes a reader hoard memory ends its thread, not the node. */
const MOST_MEBIBYTES = 512;

/** Starts a thread; while it has nothing to read it keeps no process alive. */
export function startReadingThread<Task extends { readonly bytes: Uint8Array<ArrayBuffer> }, Answer>(
  { module, deadlineMs }: ThreadPlan,
  { onFree, onGone }: Told,
): ReadingThread<Task, Answer> {
  const limits = { maxOldGenerationSizeMb: MOST_MEBIBYTES };
  const worker = new Worker(module, { execArgv: [], env: {}, resourceLimits: limits });
  const now: Now<ReadingJob<Task, Answer>> = { isReady: false, isGone: false };
  const end = (outcome: Result<Answer, FormatRefusal>): void => {
    now.stopClock?.();
    const { job } = now;
    delete now.job;
    job?.settle(outcome);
  };
  const lose = (fault: Error): void => {
    if (now.isGone) return;
    now.isGone = true;
    end(failed(fault.message));
    onGone(now.isReady ? undefined : fault);
  };
  const kill = (): void => {
    now.isGone = true;
    end(slow(deadlineMs));
    void worker.terminate();
    onGone();
  };
  worker.on('message', (word: ThreadWord<Answer>) => {
    now.worked = word.worked;
    if (word.say === 'ready') now.isReady = true;
    else end(word.say === 'read' ? accept(word.answer) : failed(word.why));
    worker.unref();
    onFree();
  });
  worker.on('error', lose);
  worker.on('exit', () => lose(new Error('its thread ended')));
  return {
    isFree: () => now.isReady && !now.isGone && now.job === undefined,
    key: () => now.job?.key,
    read(job) {
      now.job = job;
      worker.ref();
      now.stopClock = whenWorked(worker, { since: now.worked, limitMs: deadlineMs }, kill);
      worker.postMessage(job.task, [job.task.bytes.buffer]);
    },
    stop(fault) {
      now.isGone = true;
      now.stopClock?.();
      now.job?.giveUp(fault);
      return worker.terminate();
    },
  };
}

function slow(deadlineMs: number): Result<never, FormatRefusal> {
  const detail = `Reading took more than ${deadlineMs / 1000} seconds of the processor and was ended.`;
  return refuse({ code: 'document-too-slow', at: '', detail });
}

function failed(why: string): Result<never, FormatRefusal> {
  const detail = `The reader failed on this document: ${why.slice(0, 300)}.`;
  return refuse({ code: 'document-reader-failed', at: '', detail });
}
