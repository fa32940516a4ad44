import type { AbortSignalLike, FetchRefusalCode } from '#ports/fetch.ts';
import { GuardError } from './connect.ts';

/** Ends a request when one of its times is up, or when its caller no longer wants it. */
export type Deadline = {
  readonly signal: AbortSignal;
  /** Starts the wait for the next hop's headers. */
  readonly awaitFirstByte: () => void;
  readonly firstByteCame: () => void;
  readonly end: () => void;
};

export function startDeadline(
  limits: { readonly firstByteMs: number; readonly totalMs: number },
  outer: AbortSignalLike | undefined,
): Deadline {
  const controller = new AbortController();
  const abort = (code: FetchRefusalCode, detail: string): void =>
    controller.abort(new GuardError(code, detail));
  const given = (): void => abort('aborted', 'the caller gave up');
  if (outer?.aborted) given();
  outer?.addEventListener('abort', given);
  const total = setTimeout(() => abort('total-timeout', `${limits.totalMs} ms`), limits.totalMs);
  let first: NodeJS.Timeout | undefined;
  return {
    signal: controller.signal,
    awaitFirstByte: () => {
      clearTimeout(first);
      first = setTimeout(() => abort('first-byte-timeout', `${limits.firstByteMs} ms`), limits.firstByteMs);
    },
    firstByteCame: () => clearTimeout(first),
    end: () => {
      clearTimeout(total);
      clearTimeout(first);
      outer?.removeEventListener('abort', given);
    },
  };
}
