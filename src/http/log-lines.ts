import type { FastifyReply, FastifyRequest } from 'fastify';

/** One line for one answered call: ids and the route's pattern; no address, browser, title or query (I25, T19). */
export function callLine(request: FastifyRequest, reply: FastifyReply): Record<string, unknown> {
  const { session } = request;
  return {
    method: request.method,
    route: request.routeOptions.url ?? 'unknown',
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ...(session ? { agency: session.agencyId, person: session.personId } : {}),
  };
}

/**
 * A fault as it may be logged: names, codes and places in our code. Its message is left out, because databases and
 * parsers quote the data they stumbled over.
 */
export function faultLine(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { fault: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const frames = (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 12);
  return {
    fault: error.name,
    ...code,
    frames,
    ...(error.cause === undefined ? {} : { cause: faultLine(error.cause) }),
  };
}
