import { threadCpuUsage } from 'node:process';
import { parentPort } from 'node:worker_threads';

/** What a reading thread says: that it is loaded, what it read, or why its reader threw. */
type Said<Answer> =
  | { readonly say: 'ready' }
  | { readonly say: 'read'; readonly answer: Answer }
  | { readonly say: 'threw'; readonly why: string };

/** `worked` is what the processor has worked for the thread so far. */
export type ThreadWord<Answer> = Said<Answer> & { readonly worked: NodeJS.CpuUsage };

/** Runs in the thread: reads one task after the other. A reader that throws costs its document and not the thread. */
export function serveReader<Task, Answer>(read: (task: Task) => Answer): void {
  const say = (said: Said<Answer>): void =>
    parentPort?.postMessage({ ...said, worked: threadCpuUsage() } satisfies ThreadWord<Answer>);
  parentPort?.on('message', (task: Task) => say(wordOn(read, task)));
  say({ say: 'ready' });
}

function wordOn<Task, Answer>(read: (task: Task) => Answer, task: Task): Said<Answer> {
  try {
    return { say: 'read', answer: read(task) };
  } catch (fault) {
    // A bug of a reader: it becomes a refusal of this document.
    return { say: 'threw', why: fault instanceof Error ? fault.message : 'unknown' };
  }
}
