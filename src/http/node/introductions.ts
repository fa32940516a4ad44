import type { FastifyInstance, FastifyRequest } from 'fastify';
import { checkKeys, type KeyTools } from '#app/newsroom/check-keys.ts';
import type { Introduced } from '#app/newsroom/receive-introduction.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { didOfOrigin } from '#domain/newsroom/origin-of-did.ts';
import { parseIntroduction } from '#formats/discovery/introduction.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import { openRequest, verifyRequest } from '#formats/envelope/request-signature.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Hash } from '#ports/world.ts';
import type { Refusal } from '../problems.ts';
import { countCall } from '../count-call.ts';
import { RefusedCall } from '../refused-call.ts';
import { jsonBody, takeRawBodies } from './exchange.ts';
import { partsOf } from './partner-door.ts';

export type IntroductionsNeeds = KeyTools & {
  readonly verify: Verify<PartnerKey>;
  readonly hash: Hash;
  /** `receiveIntroduction` of `app/newsroom`. */
  readonly receive: (introduced: Introduced, at: Instant) => Promise<void>;
};

const HOUR_MS = 3_600_000;
/** A node introduces itself once or twice in its life; everybody together stays within what a desk can look at. */
const CALLS_PER_HOUR = { ofOne: 20, ofAll: 200 };
const MOST_BYTES = 16_384;

/**
 * First contact. The sender is unknown, so its signature must hold under the request key that stands in the text: that
 * proves possession, not identity, which two people settle by comparing thumbprints. The answer is always 202 (I12).
 */
export async function mountIntroductions(server: FastifyInstance, needs: IntroductionsNeeds): Promise<void> {
  await server.register(async (scope) => {
    takeRawBodies(scope);
    const countCall = countCalls(scope);
    scope.post(
      '/pxp/v1/introductions',
      { config: { door: 'node' }, bodyLimit: MOST_BYTES, onRequest: countCall },
      async (request, reply) => {
        const at = scope.door.now();
        const introduced = await readIntroduction(needs, request, at);
        if (!introduced.ok) throw new RefusedCall(introduced.error);
        await needs.receive({ ...(await meantAt(request)), ...introduced.value }, at);
        return reply.code(202).send();
      },
    );
  });
}

/** Who names nobody means the agency at the address that was called. */
async function meantAt(request: FastifyRequest): Promise<Pick<Introduced, 'to'>> {
  const { door } = request.server;
  const asked = await door.askedOrigin(request);
  return asked === door.publicOrigin ? {} : { to: didOfOrigin(asked) };
}

function countCalls(server: FastifyInstance): (request: FastifyRequest) => Promise<void> {
  const { now, visitors } = server.door;
  const limits = [
    server.createRateLimit({
      max: CALLS_PER_HOUR.ofOne,
      timeWindow: HOUR_MS,
      keyGenerator: ({ ip }) => `introduction ${visitors.keyOf(ip, now())}`,
    }),
    server.createRateLimit({
      max: CALLS_PER_HOUR.ofAll,
      timeWindow: HOUR_MS,
      keyGenerator: () => 'introductions',
    }),
  ];
  return async (request) => {
    for (const limit of limits) await countCall(limit, request);
  };
}

/** The keys are in the text, so it is read first; it does nothing before its signature held (I17). */
async function readIntroduction(
  needs: IntroductionsNeeds,
  request: FastifyRequest,
  at: Instant,
): Promise<Result<Introduced, Refusal & Record<string, unknown>>> {
  const introduction = parseIntroduction(jsonBody(request));
  if (!introduction.ok) return introduction;
  const keys = checkKeys(needs, introduction.value.keys);
  if (!keys.ok) return refuse({ code: 'introduction-invalid', at: '/keys', why: keys.error.why });
  const opened = openRequest(await partsOf(request), at);
  if (!opened.ok)
    return opened.error.code === 'clock-skew'
      ? refuse({ code: 'clock-skew', serverTime: at })
      : refuse({ code: 'signature-refused', reason: opened.error.code });
  const key = keys.value.find(({ kid, role }) => role === 'http' && kid === opened.value.keyid);
  if (!key) return refuse({ code: 'signature-refused', reason: 'key-unknown' });
  const verified = verifyRequest(opened.value, key, { verify: needs.verify, sha256: needs.hash.sha256 });
  if (!verified.ok) return refuse({ code: 'signature-refused', reason: verified.error.code });
  return accept({ ...introduction.value, keys: keys.value });
}
