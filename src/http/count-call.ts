import type { FastifyInstance, FastifyRequest } from 'fastify';
import { plusSeconds } from '#kernel/instant.ts';
import { RefusedCall } from './refused-call.ts';

/** Counts a call; one beyond the limit is refused as `too-many-requests`, with the time to come back. */
export async function countCall(
  limit: ReturnType<FastifyInstance['createRateLimit']>,
  request: FastifyRequest,
): Promise<void> {
  const counted = await limit(request);
  if (counted.isAllowed || !counted.isExceeded) return;
  const retryAt = plusSeconds(request.server.door.now(), counted.ttlInSeconds);
  throw new RefusedCall({ code: 'too-many-requests', retryAt });
}
