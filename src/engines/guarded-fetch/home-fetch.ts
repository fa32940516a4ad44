import { setImmediate } from 'node:timers/promises';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type {
  AbortSignalLike,
  FetchRefusal,
  FetchRequest,
  FetchResponse,
  GuardedFetch,
} from '#ports/fetch.ts';
import { GuardError } from './connect.ts';
import { startDeadline } from './deadline.ts';
import { checkHeaders, FETCH_DEFAULTS, joined, REDIRECTS, refusalOf } from './guarded-fetch.ts';

/** A call as the doors of this process get it, and what they say. */
export type HomeCall = Pick<FetchRequest, 'method' | 'url'> & {
  readonly headers: Record<string, string>;
  readonly payload?: Buffer;
  readonly signal: AbortSignal;
};
type HomeAnswer = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly rawPayload: Buffer;
};
export type AnswerHome = (call: HomeCall) => Promise<HomeAnswer>;

export type HomeFetch = {
  readonly fetch: GuardedFetch;
  /** From now on this process answers what is asked of our own addresses. */
  readonly openDoors: (answer: AnswerHome) => void;
};

/**
 * What agencies of one node ask of each other skips the network and nothing else: the same doors answer. A process without
 * doors goes by the network, where our own addresses may be private ones.
 */
export function homeFetch(away: GuardedFetch, isOurs: (origin: string) => Promise<boolean>): HomeFetch {
  let doors: AnswerHome | undefined;
  const fetch: GuardedFetch = async (request, signal) => {
    const url = URL.parse(request.url);
    if (!url || !(await isOurs(url.origin))) return away(request, signal);
    if (!doors) return away(letHome(request, url), signal);
    const answered = await askHome(doors, request, signal);
    const next = answered.ok ? redirected(request, answered.value) : undefined;
    return next ? fetch(next, signal) : answered;
  };
  return { fetch, openDoors: (answer) => void (doors = answer) };
}

function letHome(request: FetchRequest, { protocol, hostname, port }: URL): FetchRequest {
  const host = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
  const { policy = {} } = request;
  return { ...request, policy: { ...policy, allowHosts: [...(policy.allowHosts ?? []), host] } };
}

async function askHome(
  doors: AnswerHome,
  request: FetchRequest,
  outer: AbortSignalLike | undefined,
): Promise<Result<FetchResponse, FetchRefusal>> {
  const { method, url, body } = request;
  const limits = { ...FETCH_DEFAULTS, ...request.limits };
  const deadline = startDeadline(limits, outer);
  try {
    deadline.awaitFirstByte();
    // Never in the caller's own turn: over the network nobody is answered before having asked.
    await setImmediate();
    deadline.signal.throwIfAborted();
    const { signal } = deadline;
    const call = { method, url, signal, headers: { ...request.headers } };
    const payload = body === undefined ? {} : { payload: Buffer.from(body) };
    const answer = await Promise.race([doors({ ...call, ...payload }), whenAborted(signal)]);
    const headers = joined(answer.headers);
    checkHeaders(request, answer.statusCode, headers, limits.maxBytes);
    if (answer.rawPayload.length > limits.maxBytes)
      throw new GuardError('too-large', `${answer.rawPayload.length} bytes`);
    return accept({ status: answer.statusCode, headers, body: new Uint8Array(answer.rawPayload), url });
  } catch (error) {
    return refuse(refusalOf(error, deadline, url));
  } finally {
    deadline.end();
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, failed) => {
    signal.addEventListener('abort', () => failed(signal.reason), { once: true });
  });
}

/** Where an answer leads; nowhere when as many were followed as the caller wants. */
function redirected(
  request: FetchRequest,
  { status, headers, url }: FetchResponse,
): FetchRequest | undefined {
  const to = headers['location'];
  const left = request.limits?.maxRedirects ?? FETCH_DEFAULTS.maxRedirects;
  if (!REDIRECTS.has(status) || to === undefined || left === 0 || request.method !== 'GET') return undefined;
  return { ...request, url: new URL(to, url).href, limits: { ...request.limits, maxRedirects: left - 1 } };
}
