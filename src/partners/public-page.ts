import type { SeenPage } from '#domain/correction/judge-copy.ts';
import type { MarkedPage } from '#formats/html/page-mark.ts';
import type { GuardedFetch } from '#ports/fetch.ts';

const MOST_BYTES = 2 * 1024 * 1024;

/** Reads foreign bytes where they can do no harm. */
type ReadPage = (
  url: string,
  bytes: Uint8Array,
  contentType: string | undefined,
) => Promise<{ readonly mark?: MarkedPage; readonly text?: string }>;

/**
 * Asks for a public address as any reader would: one guarded GET without a name of ours, a cookie or a signature, since a
 * partner's pages are for its readers and nobody is to be told apart. Nothing when no answer comes.
 */
export function publicPage(
  fetch: GuardedFetch,
  readPage: ReadPage,
  allowHosts: readonly string[],
): (url: string) => Promise<SeenPage | undefined> {
  return async (url) => {
    const answer = await fetch({
      method: 'GET',
      url,
      limits: { maxBytes: MOST_BYTES, totalMs: 15_000 },
      policy: { allowHosts },
    });
    if (!answer.ok) return undefined;
    const { status, body, headers } = answer.value;
    const { mark, text } = await readPage(url, body, headers['content-type']);
    return { status, ...mark, ...(text === undefined ? {} : { text }) };
  };
}
