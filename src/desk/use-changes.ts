import { useEffect } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { awaitChanges } from '#contract/changes.ts';
import { call } from './call.ts';

/** Between two times that everything is asked anew, however much arrives: fifty desks at a busy node ask no more than it answers. */
const REST_MS = 3000;
const AFTER_FAILURE_MS = 5000;

/**
 * Waits at the node until something of the agency changes; then every read that asks again by itself (`everySeconds`) asks
 * at once. What is written beside the node (by the command line) is still found by its next time.
 */
export function useChanges(): void {
  const client = useQueryClient();
  useEffect(() => {
    const heard: Heard = {};
    let looking: AbortController | undefined;
    // A browser has six connections to a node: windows in the background hold none.
    const look = (): void => {
      looking?.abort();
      looking = document.hidden ? undefined : new AbortController();
      if (looking) void follow(client, heard, looking.signal);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      looking?.abort();
    };
  }, [client]);
}

/** The last mark that was heard. */
type Heard = { mark?: string };

async function follow(client: QueryClient, heard: Heard, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const query = heard.mark === undefined ? {} : { after: heard.mark };
    const answer = await call(awaitChanges, { query }, { signal }).catch(() => undefined);
    if (answer?.ok) {
      if (heard.mark !== undefined && answer.value.mark !== heard.mark) void askAgain(client);
      heard.mark = answer.value.mark;
    }
    await rest(answer?.ok ? REST_MS : AFTER_FAILURE_MS, signal);
  }
}

function askAgain(client: QueryClient): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ observers }) => observers.some(({ options }) => options.refetchInterval),
  });
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
