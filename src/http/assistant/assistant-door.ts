import { createMcpHandler } from '@modelcontextprotocol/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { admitCall } from '../admit-call.ts';
import { bearerOf } from '../admit-key.ts';
import { RefusedCall } from '../refused-call.ts';
import { assistantServer } from './assistant-server.ts';
import type { AskApi } from './reading-tools.ts';

/** Who may come in: whoever holds a key for the wire. */
const ADMITTED = { method: 'POST', permission: 'read-wire', keyScope: 'read-wire' } as const;
const BODY_BYTES = 65_536;

/**
 * `POST /mcp`: Model Context Protocol over HTTP, without sessions, for programs with an API key. Nothing is kept between two
 * calls, and no stream stays open.
 */
export function mountAssistant(server: FastifyInstance, { version }: { readonly version: string }): void {
  server.route({
    method: ['POST', 'GET', 'DELETE'],
    url: '/mcp',
    bodyLimit: BODY_BYTES,
    config: { door: 'assistant' },
    onRequest: async (request, reply) => {
      // Tools ask the API with the key of the call; a session has none to give them.
      if (bearerOf(request) === undefined) throw new RefusedCall({ code: 'api-key-refused' });
      const admitted = await admitCall(ADMITTED, { request, reply }, server.door);
      if (!admitted.ok) throw new RefusedCall(admitted.error);
      request.session = admitted.value;
    },
    handler: async (request, reply) => {
      const handler = createMcpHandler(() => assistantServer(askAs(request), version), {
        maxSubscriptions: 0,
      });
      const response = await handler.fetch(webRequest(request), { parsedBody: request.body });
      const body = await response.text();
      await handler.close();
      for (const [name, value] of response.headers) reply.header(name, value);
      return reply.code(response.status).send(body);
    },
  });
}

/** The API behind the very doors that a program from outside comes through, with the caller's key and address. */
function askAs({ server, headers, ip }: FastifyRequest): AskApi {
  return async (path) => {
    const answer = await server.inject({
      method: 'GET',
      url: path,
      remoteAddress: ip,
      headers: {
        authorization: headers.authorization ?? '',
        'accept-language': headers['accept-language'] ?? 'en',
      },
    });
    const json: unknown = answer.json();
    return { status: answer.statusCode, json };
  };
}

function webRequest({ server, method, headers }: FastifyRequest): Request {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && name !== 'content-length') given.set(name, [value].flat().join(', '));
  return new Request(`${server.door.publicOrigin}/mcp`, { method, headers: given });
}
