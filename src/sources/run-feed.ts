import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Source, SourceCursor } from '#ports/source-store.ts';
import type { FetchResponse } from '#ports/fetch.ts';
import { newIn, type Reading, type ReadingNeeds, type ReadSource, type SourceAgency } from './reading.ts';
import { fetchedPictures } from './source-pictures.ts';

const EVERY_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 3600;
const MOST_BYTES = 5 * 1024 * 1024;

/**
 * Polls a feed: conditionally when the server gave validators, later and later while it fails, spread by chance. What
 * hangs, never ends, or leads to a private address is refused by the guard (T09) and shows as the source's last outcome.
 */
export const runFeed: ReadSource = async (needs, agency, source, at) => {
  const answer = await needs.fetch({
    method: 'GET',
    url: source.place,
    headers: validators(source.cursor),
    limits: { maxBytes: MOST_BYTES },
    policy: { allowHttp: true, allowHosts: needs.allowHosts },
  });
  if (!answer.ok) return failed(needs, source, at, `${answer.error.code}: ${answer.error.detail}`);
  const { status, body } = answer.value;
  const cursor = { ...keptOf(source.cursor), nextAt: nextAt(needs, at, EVERY_SECONDS) };
  if (status === 304) return quiet(cursor);
  if (status !== 200) return failed(needs, source, at, `The server answered ${status}.`);
  const digest = needs.sha256(body);
  if (digest === source.cursor.body) return quiet(cursor);
  return readBody(needs, { agency, source, at }, answer.value, {
    ...cursor,
    ...seen(answer.value),
    body: digest,
  });
};

type Visit = { readonly agency: SourceAgency; readonly source: Source; readonly at: Instant };

async function readBody(
  needs: ReadingNeeds,
  visit: Visit,
  response: FetchResponse,
  cursor: SourceCursor,
): Promise<Reading> {
  const contentType = response.headers['content-type'];
  const report = await needs.ingest({
    ...visit,
    name: visit.source.place,
    bytes: response.body,
    baseUrl: response.url,
    pictures: fetchedPictures(needs, visit.agency),
    ...(contentType === undefined ? {} : { contentType }),
  });
  if (!report.ok) {
    const { code, at, detail } = report.error;
    const place = at === '' ? '' : ` at ${at}`;
    return { outcome: { ok: false, items: 0, refused: 1, detail: `${code}${place}: ${detail}` }, cursor };
  }
  const { refused } = report.value;
  return { outcome: { ok: true, items: newIn(report.value), refused: refused.length, detail: '' }, cursor };
}

function validators({ etag, lastModified }: SourceCursor): Record<string, string> {
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

/** Longer validators than this are no validators; they are stored and sent back. */
const LONGEST_VALIDATOR = 500;

function seen({ headers }: FetchResponse): Pick<SourceCursor, 'etag' | 'lastModified'> {
  const { etag, 'last-modified': lastModified } = headers;
  return {
    ...(etag !== undefined && etag.length <= LONGEST_VALIDATOR ? { etag } : {}),
    ...(lastModified !== undefined && lastModified.length <= LONGEST_VALIDATOR ? { lastModified } : {}),
  };
}

function keptOf({ failures: _over, nextAt: _past, ...kept }: SourceCursor): SourceCursor {
  return kept;
}

function quiet(cursor: SourceCursor): Reading {
  return { outcome: { ok: true, items: 0, refused: 0, detail: '' }, cursor };
}

function failed(needs: ReadingNeeds, source: Source, at: Instant, detail: string): Reading {
  const failures = (source.cursor.failures ?? 0) + 1;
  const wait = Math.min(EVERY_SECONDS * 2 ** Math.min(failures - 1, 10), LONGEST_WAIT_SECONDS);
  return {
    outcome: { ok: false, items: 0, refused: 0, detail: detail.slice(0, 500).toWellFormed() },
    cursor: { ...source.cursor, failures, nextAt: nextAt(needs, at, wait) },
  };
}

/** Up to a tenth earlier or later, so that a hundred sources do not knock at one moment. */
function nextAt({ chance }: ReadingNeeds, at: Instant, seconds: number): Instant {
  return plusSeconds(at, Math.round(seconds * (0.9 + 0.2 * chance())));
}
