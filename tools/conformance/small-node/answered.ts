import type { ServerResponse } from 'node:http';
import type { JsonObject } from '#kernel/json.ts';

/** What a door answers. */
export type Answered = {
  readonly status: number;
  readonly json?: JsonObject;
  readonly bytes?: Buffer;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export function problem(status: number, code: string, facts?: JsonObject): Answered {
  const json = {
    type: `urn:pactwire:problem:${code}`,
    title: code,
    status,
    code,
    ...(facts ? { facts } : {}),
  };
  return { status, json, type: 'application/problem+json' };
}

export function sendAnswer(
  reply: ServerResponse,
  { status, json, bytes, type = 'application/json', headers }: Answered,
): void {
  const body = bytes ?? (json === undefined ? undefined : JSON.stringify(json));
  if (body === undefined) reply.writeHead(status).end();
  else reply.writeHead(status, { ...headers, 'content-type': type }).end(body);
}
