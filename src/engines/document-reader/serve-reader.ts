import { parentPort } from 'node:worker_threads';

/** What a reading thread says: that it is loaded, what it read, or why its reader threw. */
export type ThreadWord<Answer> =
  | { readonly say: 'ready' }
  | { readonly say: 'read'; readonly answer: Answer }
  | { readonly say: 'threw'; readonly why: string };

/** Runs in the thread: reads one task after the other. A reader that throws costs its document and not the thread. */
export function serveReader<Task, Answer>(read: (task: Task) => Answer): void {
  const say = (word: ThreadWord<Answer>): void => parentPort?.postMessage(word);
  parentPort?.on('message', (task: Task) => say(wordOn(read, task)));
  say({ say: 'ready' });
}

function wordOn<Task, Answer>(read: (task: Task) => Answer, task: Task): ThreadWord<Answer> {
  try {
    return { say: 'read', answer: read(task) };
  } catch (fault) {
    // A bug of a reader: it becomes a refusal of this document.
    return { say: 'threw', why: fault instanceof Error ? fault.message : 'unknown' };
  }
}
