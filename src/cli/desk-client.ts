import type { Body, Endpoint, Params, Query, Reply } from '#contract/endpoint.ts';
import { brokenPromise, isReplyTo } from '#contract/read-reply.ts';
import { listSeats, takeSeat } from '#contract/session.ts';
import { isJsonObject, type Json } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

type Part<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [N in Name]?: undefined }
  : { readonly [N in Name]: Value };

/** What one endpoint needs from its caller: only the parts that its contract names. */
export type CallInput<E extends Endpoint> = Part<'params', Params<E>> &
  Part<'query', Query<E>> &
  Part<'body', Body<E>>;

/** A call that did not do what was asked; `status` 0: nobody answered, so nobody knows whether it acted. */
export type CallRefusal = { readonly code: string; readonly status: number; readonly detail: string };

/** Thrown by `demand`, where the caller cannot go on without the answer. */
export class CallRefused extends Error {
  readonly refusal: CallRefusal;

  constructor(called: string, refusal: CallRefusal) {
    super(`${called}: ${refusal.code} (${refusal.status}) ${refusal.detail}`.trim());
    this.name = 'CallRefused';
    this.refusal = refusal;
  }
}

/** A person's place at one node's desk, from outside: HTTP, a cookie, and the token of the session. */
export type DeskClient = {
  readonly origin: string;
  call<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<Result<Reply<E>, CallRefusal>>;
  demand<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<Reply<E>>;
  /** Sits down in the first demo seat with this role, or that of this name; a restarted node keeps its sessions, so once is enough. */
  sitDownAs(who: string): Promise<void>;
};

const PATIENCE_MS = 15_000;

/** What a browser keeps between calls. */
type Kept = { readonly origin: string; readonly cookies: Map<string, string>; csrf: string };

/** A desk client without a session: `sitDownAs` before anything that needs one. */
export function deskClient(origin: string): DeskClient {
  const kept: Kept = { origin, cookies: new Map(), csrf: '' };
  async function demand<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<Reply<E>> {
    const result = await callOnce(kept, endpoint, input);
    if (result.ok) return result.value;
    throw new CallRefused(`${endpoint.method} ${origin}${endpoint.path}`, result.error);
  }
  return {
    origin,
    call: (endpoint, input) => callOnce(kept, endpoint, input),
    demand,
    async sitDownAs(who) {
      const { seats } = await demand(listSeats, {});
      const seat = seats.find(({ name, roles }) => name === who || roles.some((role) => role === who));
      if (!seat) throw new Error(`${origin} has no demo seat for ${who}`);
      const { session } = await demand(takeSeat, { params: { id: seat.id } });
      kept.csrf = session.csrf;
    },
  };
}

async function callOnce<E extends Endpoint>(
  kept: Kept,
  endpoint: E,
  input: CallInput<E>,
): Promise<Result<Reply<E>, CallRefusal>> {
  try {
    const response = await send(kept, endpoint, input);
    keepCookies(kept, response);
    const document: unknown = await response.json().catch(() => undefined); // what is no JSON is told by its status
    if (!response.ok) return refuse(refusalIn(response.status, document));
    if (isReplyTo(endpoint, document)) return accept(document);
    const detail = brokenPromise(endpoint, document);
    return refuse({ code: 'reply-not-understood', status: response.status, detail });
  } catch (fault) {
    // No answer came: for the caller an outcome like any other, told from refusals by its status.
    return refuse({ code: 'not-reached', status: 0, detail: causeOf(fault) });
  }
}

type Given = { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown };

function send({ origin, cookies, csrf }: Kept, endpoint: Endpoint, { params, query, body }: Given) {
  const headers = new Headers({ accept: 'application/json', origin, 'sec-fetch-site': 'same-origin' });
  if (cookies.size > 0)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
  if (endpoint.method !== 'GET') headers.set('x-csrf-token', csrf);
  if (body !== undefined) headers.set('content-type', 'application/json');
  return fetch(origin + addressOf(endpoint.path, params, query), {
    method: endpoint.method,
    headers,
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function keepCookies({ cookies }: Kept, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    if (/Max-Age=0|1970/.test(line)) cookies.delete(pair.slice(0, at));
    else cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

function addressOf(path: string, params: unknown, query: unknown): string {
  const values = new Map(entriesOf(params));
  const filled = path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(values.get(name) ?? ''),
  );
  const search = new URLSearchParams(entriesOf(query)).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

function entriesOf(values: unknown): [string, string][] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
}

function refusalIn(status: number, document: unknown): CallRefusal {
  const problem: { readonly [key: string]: Json } = isJsonObject(document) ? document : {};
  const { code, title, facts, because } = problem;
  const told = [title, facts, because].filter((one) => one !== undefined).map((one) => JSON.stringify(one));
  return {
    code: typeof code === 'string' ? code : `http-${status}`,
    status,
    detail: told.join(' ').slice(0, 800),
  };
}

function causeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  return fault.cause instanceof Error ? `${fault.message}: ${fault.cause.message}` : fault.message;
}
