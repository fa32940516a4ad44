import type { ProblemCode } from '#contract/problems.ts';
import type { Refusal } from './problems.ts';
import { RefusedCall } from './refused-call.ts';

const OF_FASTIFY: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type-unsupported',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_EMPTY_TYPE: 'content-type-unsupported',
  FST_ERR_NOT_FOUND: 'not-found',
};

/**
 * What an error that reached Fastify means to the caller. Whatever says it was the caller's (4xx) stays the caller's; a
 * store that cannot be reached is 503; everything else is a fault of ours.
 */
export function refusalOfError(error: unknown): Refusal {
  if (error instanceof RefusedCall) return error.refusal;
  if (!(error instanceof Error)) return { code: 'fault' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = Object.hasOwn(OF_FASTIFY, code) ? OF_FASTIFY[code] : undefined;
  if (known) return { code: known };
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status >= 400 && status < 500) return { code: 'request-malformed' };
  return { code: isOutage(error) ? 'node-not-ready' : 'fault' };
}

/** `StoreUnavailable` is how the store says that its database does not answer (T21); the cause may be wrapped. */
function isOutage(error: Error): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at.name === 'StoreUnavailable') return true;
  }
  return false;
}
