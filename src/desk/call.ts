import type { Body, Endpoint, Params, Query, Reply } from '#contract/endpoint.ts';
import { brokenPromise, isReplyTo } from '#contract/read-reply.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { CallRefused, parseProblem, unreachable, type Refusal } from './refusal.ts';

type Part<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [N in Name]?: undefined }
  : { readonly [N in Name]: Value };

/** What one endpoint needs from its caller: only the parts that its contract names. */
export type Input<E extends Endpoint> = Part<'params', Params<E>> &
  Part<'query', Query<E>> &
  Part<'body', Body<E>>;

type Manner = {
  readonly signal?: AbortSignal;
  /** The browser finishes the call even when the page closes (at most 64 KiB of body). */
  readonly keepalive?: boolean;
};

let csrf = '';

/** The session's token goes out with every call that changes something. */
export function rememberCsrf(token: string): void {
  csrf = token;
}

/** Calls one endpoint of the contract on this server; a refusal is a value, and so is a server that was not reached. */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  manner: Manner = {},
): Promise<Result<Reply<E>, Refusal>> {
  try {
    const response = await fetch(addressOf(endpoint.path, input.params, input.query), {
      method: endpoint.method,
      credentials: 'same-origin',
      headers: headersFor(endpoint, input.body !== undefined),
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...manner,
    });
    const document: unknown = await response.json().catch(() => undefined);
    if (!response.ok) return refuse(parseProblem(response.status, document));
    if (isReplyTo(endpoint, document)) return accept(document);
    const detail = `${endpoint.method} ${endpoint.path}: ${brokenPromise(endpoint, document)}`;
    return refuse({ code: 'reply-not-understood', status: response.status, detail, because: [] });
  } catch (cause) {
    // The one fault that becomes a refusal here: no answer came. An aborted call is the caller's own doing.
    if (manner.signal?.aborted) throw cause;
    return refuse(unreachable(`${endpoint.method} ${endpoint.path}`));
  }
}

/** The same for callers that wait for a throw (TanStack Query). */
export async function demand<E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  manner: Manner = {},
): Promise<Reply<E>> {
  const result = await call(endpoint, input, manner);
  if (!result.ok) throw new CallRefused(result.error);
  return result.value;
}

function headersFor(endpoint: Endpoint, hasBody: boolean): Headers {
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (hasBody) headers.set('content-type', 'application/json');
  if (endpoint.method !== 'GET') headers.set('x-csrf-token', csrf);
  return headers;
}

function addressOf(path: string, params: object | undefined, query: object | undefined): string {
  const values = new Map(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)]));
  const filled = path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(values.get(name) ?? ''),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}
