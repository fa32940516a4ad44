import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import undiciPackage from 'undici/package.json' with { type: 'json' };
import { accept, refuse, type Result } from '#kernel/result.ts';
import type {
  AbortSignalLike,
  FetchPolicy,
  FetchRefusal,
  FetchRefusalCode,
  FetchRequest,
  FetchResponse,
  GuardedDownload,
  GuardedFetch,
} from '#ports/fetch.ts';
import { digestOf } from '../world.ts';
import {
  dialWithSystem,
  guardedConnector,
  GuardError,
  resolveWithSystem,
  type Dial,
  type Resolve,
} from './connect.ts';
import { startDeadline, type Deadline } from './deadline.ts';
import { decodedBody } from './decoded-body.ts';
import { guardUrl, isPlain, type GuardedUrl } from './guard-url.ts';
import { firstHeaders, forbiddenHeader, headersAfterRedirect } from './request-headers.ts';

// The guard leans on what this major does: no redirects, no proxy from the environment, no decoding of its own.
if (!undiciPackage.version.startsWith('7.'))
  throw new Error(`undici ${undiciPackage.version} is not known here`);

const MAX_HEADER_BYTES = 16_384;
export const FETCH_DEFAULTS = {
  maxBytes: 5_242_880,
  firstByteMs: 10_000,
  totalMs: 30_000,
  maxRedirects: 3,
} as const;
export const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export type GuardedFetcher = { readonly fetch: GuardedFetch; readonly download: GuardedDownload };

/** The one way out (I22). `resolve` and `dial` are the system's, save in tests that play the network. */
export function guardedFetcher(
  network: { readonly resolve?: Resolve; readonly dial?: Dial } = {},
): GuardedFetcher {
  const resolve = network.resolve ?? resolveWithSystem;
  const dial = network.dial ?? dialWithSystem;
  return {
    fetch: (request, signal) => exchange({ request, signal, resolve, dial, consume: collect }),
    download: (request, path, signal) =>
      exchange({ request, signal, resolve, dial, consume: (answer) => writeTo(path, answer) }),
  };
}

type Exchange<T> = {
  readonly request: FetchRequest;
  readonly signal: AbortSignalLike | undefined;
  readonly resolve: Resolve;
  readonly dial: Dial;
  readonly consume: (answer: Answer) => Promise<T>;
};

/** The headers have come and were found good; the body is still on the wire. */
type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly url: string;
  readonly pieces: AsyncIterable<Uint8Array>;
};

type Hop = { readonly target: GuardedUrl; readonly headers: Readonly<Record<string, string>> };

async function exchange<T>(task: Exchange<T>): Promise<Result<T, FetchRefusal>> {
  const limits = { ...FETCH_DEFAULTS, ...task.request.limits };
  const deadline = startDeadline(limits, task.signal);
  const trail = { url: task.request.url };
  try {
    let hop = firstHop(task.request);
    const seen = new Set([hop.target.url.href]);
    for (;;) {
      trail.url = hop.target.url.href;
      const outcome = await oneHop(task, hop, deadline, limits.maxBytes);
      if (outcome.done) return accept(outcome.value);
      if (seen.size > limits.maxRedirects) throw new GuardError('redirect-limit', `${limits.maxRedirects}`);
      hop = nextHop(task.request, hop, outcome.location);
      if (seen.has(hop.target.url.href)) throw new GuardError('redirect-loop', 'back where it was');
      seen.add(hop.target.url.href);
    }
  } catch (error) {
    return refuse(refusalOf(error, deadline, trail.url));
  } finally {
    deadline.end();
  }
}

function firstHop(request: FetchRequest): Hop {
  const forbidden = forbiddenHeader(request.headers ?? {});
  if (forbidden !== undefined) throw new GuardError('header-invalid', forbidden);
  return { target: guarded(request.url, request.policy ?? {}), headers: firstHeaders(request) };
}

function guarded(url: string, policy: FetchPolicy): GuardedUrl {
  const judged = guardUrl(url, policy);
  if (!judged.ok) throw new GuardError(judged.error.code, judged.error.detail);
  return judged.value;
}

/** The hop that a redirect leads to. A public host cannot send us to a configured one: that list is for callers. */
function nextHop(request: FetchRequest, from: Hop, location: string): Hop {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new GuardError('redirect-method', `${request.method} is not sent twice`);
  }
  const { allowHosts = [], ...open } = request.policy ?? {};
  const policy: FetchPolicy = from.target.isConfigured ? { ...open, allowHosts } : open;
  const target = guarded(absolute(location, from.target.url), policy);
  if (from.target.url.protocol === 'https:' && target.url.protocol === 'http:') {
    throw new GuardError('redirect-downgrade', 'https to http');
  }
  const isSameOrigin = target.url.origin === from.target.url.origin;
  return { target, headers: headersAfterRedirect(from.headers, isSameOrigin) };
}

/** Resolves against the page; a location with a scheme or authority of its own is judged exactly as written. */
function absolute(location: string, base: URL): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return location;
  if (!isPlain(location)) throw new GuardError('redirect-invalid', 'unprintable');
  if (location.startsWith('//')) return `${base.protocol}${location}`;
  const url = URL.parse(location, base.href);
  if (!url) throw new GuardError('redirect-invalid', 'no URL');
  return url.href;
}

type Outcome<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly location: string };

async function oneHop<T>(
  task: Exchange<T>,
  hop: Hop,
  deadline: Deadline,
  maxBytes: number,
): Promise<Outcome<T>> {
  const { url } = hop.target;
  // Loaded with the first request: most commands make none.
  const { Client } = await import('undici');
  // One client per hop: no socket is ever shared between names, callers or policies.
  const client = new Client(url.origin, {
    connect: guardedConnector(hop.target, { ...task, signal: deadline.signal }),
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
    pipelining: 0,
  });
  try {
    deadline.awaitFirstByte();
    const { method, body } = task.request;
    const response = await client.request({
      path: `${url.pathname}${url.search}`,
      method,
      headers: { ...hop.headers },
      signal: deadline.signal,
      ...(body === undefined ? {} : { body }),
    });
    deadline.firstByteCame();
    // A body that nobody reads is destroyed with its client; its error has no other listener.
    response.body.on('error', () => undefined);
    const headers = joined(response.headers);
    const location = headers['location'];
    if (REDIRECTS.has(response.statusCode) && location !== undefined) return { done: false, location };
    checkHeaders(task.request, response.statusCode, headers, maxBytes);
    const pieces = decodedBody(response.body, headers['content-encoding'] ?? '', maxBytes);
    const answer = { status: response.statusCode, headers, url: url.href, pieces };
    return { done: true, value: await task.consume(answer) };
  } finally {
    // Ends the socket too; what it still had to say is of no use.
    await client.destroy().catch(() => undefined);
  }
}

type Headers = Readonly<Record<string, string | number | readonly string[] | undefined>>;

export function joined(headers: Headers): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || name === 'set-cookie' ? [] : [[name, [value].flat().join(', ')]],
  );
  return Object.fromEntries(entries);
}

export function checkHeaders(
  request: FetchRequest,
  status: number,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
): void {
  const announced = Number(headers['content-length'] ?? 0);
  if (request.method !== 'HEAD' && announced > maxBytes) {
    throw new GuardError('too-large', `${announced} bytes announced`);
  }
  const isSuccess = status >= 200 && status < 300 && status !== 204;
  if (!isSuccess || !request.accept) return;
  const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!request.accept.includes(mediaType)) throw new GuardError('content-type', mediaType.slice(0, 100));
}

async function collect(answer: Answer): Promise<FetchResponse> {
  const { pieces, ...head } = answer;
  const chunks: Uint8Array[] = [];
  const soFar = () => ({ ...head, body: new Uint8Array(Buffer.concat(chunks)) });
  try {
    for await (const piece of pieces) chunks.push(piece);
  } catch (cause) {
    throw new BrokenOff(soFar(), cause);
  }
  return soFar();
}

/** The body did not come to its end. */
class BrokenOff extends Error {
  readonly part: FetchResponse;
  constructor(part: FetchResponse, cause: unknown) {
    super('the answer broke off', { cause });
    this.part = part;
  }
}

async function writeTo(
  path: string,
  answer: Answer,
): Promise<
  Omit<Answer, 'pieces'> & { readonly digest: ReturnType<typeof digestOf>; readonly sizeBytes: number }
> {
  const { pieces, ...head } = answer;
  if (head.status < 200 || head.status > 299) throw new GuardError('status', String(head.status));
  // `wx`: a name that exists already is a fault of the caller, never overwritten.
  const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
    throw new FileFault(`cannot create ${path}`, { cause });
  });
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let isWhole = false;
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      sizeBytes += piece.length;
      await file.appendFile(piece).catch(fileFault);
    }
    await file.sync().catch(fileFault);
    isWhole = true;
  } finally {
    await file.close();
    if (!isWhole) await rm(path, { force: true });
  }
  return { ...head, digest: digestOf(hash.digest()), sizeBytes };
}

/** Our own disk failed: a fault, not an answer from the other side. */
class FileFault extends Error {}

function fileFault(cause: unknown): never {
  throw new FileFault('cannot write a download', { cause });
}

export function refusalOf(error: unknown, deadline: Deadline, url: string): FetchRefusal {
  if (error instanceof FileFault) throw error;
  if (error instanceof BrokenOff) return { ...refusalOf(error.cause, deadline, url), part: error.part };
  const where = url.split(/[?#]/)[0]?.slice(0, 300) ?? '';
  // Once a time is up, whatever else breaks is a consequence of that.
  const cause: unknown = deadline.signal.aborted ? deadline.signal.reason : error;
  if (cause instanceof GuardError) return { code: cause.code, url: where, detail: cause.message };
  const detail = cause instanceof Error ? cause.message : String(cause);
  return { code: codeOf(cause), url: where, detail };
}

function codeOf(error: unknown): FetchRefusalCode {
  const isOverflow = error instanceof Error && 'code' in error && error.code === 'UND_ERR_HEADERS_OVERFLOW';
  return isOverflow ? 'headers-too-large' : 'connection-failed';
}
