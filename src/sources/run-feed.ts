import type { Instant } from '#kernel/instant.ts';
import type { Source, SourceCursor, SourceOutcome } from '#ports/source-store.ts';
import type { FetchResponse } from '#ports/fetch.ts';
import { afterFailure, afterSuccess } from './back-off.ts';
import { failedAnswer } from './failed-answer.ts';
import { newIn, type ReadingNeeds, type ReadSource, type SourceAgency } from './reading.ts';
import { fetchedPictures } from './source-pictures.ts';

const MOST_BYTES = 5 * 1024 * 1024;

/**
 * Polls an address that gives documents of any format that is read: conditionally when the server gave validators, later and later
 * while it fails, spread by chance; after a day of failures it stops until a person says so. What hangs, never ends, or leads to a
 * private address is refused by the guard (T09) and shows as the source's last outcome. Its secret headers go to its own origin only.
 */
export const runFeed: ReadSource = async (needs, agency, source, at) => {
  const { told, answer, failure } = await askFeed(needs, source, validators(source.cursor));
  const visit = { agency, source, at };
  if (told.status === 304) return { outcome: { ...WELL, ...told }, cursor: afterSuccess(needs, visit) };
  if (answer === undefined) return afterFailure(needs, visit, { ...NOTHING, ...told, detail: failure });
  const digest = needs.sha256(answer.body);
  if (digest === source.cursor.body)
    return { outcome: { ...WELL, ...told }, cursor: afterSuccess(needs, visit) };
  const outcome = await readBody(needs, visit, answer);
  return {
    outcome: { ...outcome, ...told },
    cursor: { ...afterSuccess(needs, visit), ...seen(answer), body: digest },
  };
};

type Asked = {
  readonly told: Pick<SourceOutcome, 'status' | 'sizeBytes' | 'milliseconds'>;
} & (
  | { readonly answer: FetchResponse; readonly failure?: never }
  | { readonly answer?: never; readonly failure: string }
);

/** Asks the address of a source, with its secret headers; anything but 200 is told as a failure in one line. */
export async function askFeed(
  needs: Pick<ReadingNeeds, 'fetch' | 'allowHosts' | 'openHeaders'>,
  source: Source,
  conditions: Readonly<Record<string, string>> = {},
): Promise<Asked> {
  const secrets =
    source.sealedHeaders === undefined ? {} : needs.openHeaders(source.sealedHeaders, source.id);
  const began = performance.now();
  const answer = await needs.fetch({
    method: 'GET',
    url: source.place,
    headers: { ...secrets, ...conditions },
    limits: { maxBytes: MOST_BYTES },
    policy: { allowHttp: true, allowHosts: needs.allowHosts },
  });
  const milliseconds = Math.round(performance.now() - began);
  if (!answer.ok) return { told: { milliseconds }, failure: `${answer.error.code}: ${answer.error.detail}` };
  const { status, body } = answer.value;
  const told = { status, sizeBytes: body.length, milliseconds };
  if (status === 200) return { told, answer: answer.value };
  return { told, failure: failedAnswer(answer.value, Object.values(secrets)) };
}

type Visit = { readonly agency: SourceAgency; readonly source: Source; readonly at: Instant };

const NOTHING: SourceOutcome = { ok: false, items: 0, refused: 0, detail: '' };
const WELL: SourceOutcome = { ...NOTHING, ok: true };

async function readBody(needs: ReadingNeeds, visit: Visit, response: FetchResponse): Promise<SourceOutcome> {
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
    return { ok: false, items: 0, refused: 1, detail: `${code}${place}: ${detail}` };
  }
  return { ok: true, items: newIn(report.value), refused: report.value.refused.length, detail: '' };
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
