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
    const leaving = new AbortController();
    void follow(client, leaving.signal);
    return () => leaving.abort();
  }, [client]);
}

async function follow(client: QueryClient, signal: AbortSignal): Promise<void> {
  let last: string | undefined;
  while (!signal.aborted) {
    await whenLookedAt(signal);
    const query = last === undefined ? {} : { after: last };
    const heard = await call(awaitChanges, { query }, { signal }).catch(() => undefined);
    if (heard?.ok) {
      if (last !== undefined && heard.value.mark !== last) void askAgain(client);
      last = heard.value.mark;
    }
    await rest(heard?.ok ? REST_MS : AFTER_FAILURE_MS, signal);
  }
}

function askAgain(client: QueryClient): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ observers }) => observers.some(({ options }) => options.refetchInterval),
  });
}

/** A window in the background asks for nothing. */
function whenLookedAt(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (!document.hidden || signal.aborted) return resolve();
    const look = new AbortController();
    const seen = (): void => {
      if (document.hidden && !signal.aborted) return;
      look.abort();
      resolve();
    };
    document.addEventListener('visibilitychange', seen, { signal: look.signal });
    signal.addEventListener('abort', seen, { signal: look.signal });
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
