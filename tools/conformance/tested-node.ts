import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { signedHeaders, type Ask, type Departure } from './signed-request.ts';
import type { Peer } from './peer.ts';

/** What the tested node answered. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** The body as a JSON object; empty where it is none. */
  readonly json: JsonObject;
};

/** A request without the address of the node. */
export type Call = Omit<Ask, 'url' | 'method'> & { readonly path: string; readonly method?: Ask['method'] };

const PATIENCE_MS = 90_000;

/** Sends a request without a signature. */
export function callUnsigned(origin: string, call: Call): Promise<Answer> {
  return send(askOf(origin, call), { ...call.headers, ...jsonType(call) });
}

/** Sends a request in the name of a peer, signed as specified or departing from it. */
export function callAs(origin: string, peer: Peer, call: Call, departure?: Departure): Promise<Answer> {
  const ask = askOf(origin, call);
  return send(ask, signedHeaders(peer.http, ask, departure));
}

/** The same, once more where a node that has just started says that it cannot tell the request from a repetition. */
export async function ask(origin: string, peer: Peer, call: Call): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    const answer = await callAs(origin, peer, call);
    if (answer.status !== 401 || tries === 10) return answer;
    await pause(1000);
  }
}

/** Sends exactly these headers, whatever they say. */
export async function send(ask: Ask, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await fetch(ask.url, {
    method: ask.method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(ask.body === undefined ? {} : { body: ask.body }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes, json: readJson(bytes) };
}

export function askOf(origin: string, { method = 'GET', path, ...more }: Call): Ask {
  return { ...more, method, url: `${origin}${path}` };
}

function jsonType({ body }: Call): Record<string, string> {
  return body === undefined ? {} : { 'content-type': 'application/json' };
}

function readJson(bytes: Buffer): JsonObject {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isJsonObject(value) ? value : {};
  } catch {
    return {}; // an answer without JSON is told by its status
  }
}

/** The code of a refusal. */
export function codeOf({ json }: Answer): Json | undefined {
  return json['code'];
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((wake) => {
    setTimeout(wake, milliseconds);
  });
}
