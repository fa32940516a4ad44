import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseInstant, secondsBetween, type Instant } from '#kernel/instant.ts';
import { preferredLanguage } from './preferred-language.ts';
import { PROBLEM_TYPE, problemOf, type Refusal } from './problems.ts';

/** Answers with the problem document of a refusal; `retryAt` among its facts becomes Retry-After. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  at: Instant,
): FastifyReply {
  const problem = problemOf(refusal, preferredLanguage(request.headers['accept-language']), request.id);
  const wait = secondsToWait(refusal, at);
  if (wait !== undefined) reply.header('retry-after', String(wait));
  // RFC 6750 §3: whoever came with a key is told what kind of one opens this.
  if (refusal.code === 'api-key-refused') reply.header('www-authenticate', 'Bearer');
  return reply
    .code(problem.status)
    .header('content-type', PROBLEM_TYPE)
    .send(Buffer.from(JSON.stringify(problem)));
}

const RETRY_SOON_SECONDS = 2;

function secondsToWait(refusal: Refusal, at: Instant): number | undefined {
  if (refusal.code === 'node-not-ready') return RETRY_SOON_SECONDS;
  const retryAt =
    'retryAt' in refusal && typeof refusal.retryAt === 'string' ? parseInstant(refusal.retryAt) : undefined;
  return retryAt === undefined ? undefined : Math.max(1, Math.ceil(secondsBetween(at, retryAt)));
}
