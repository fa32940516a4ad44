import type { FastifyInstance, FastifyRequest } from 'fastify';
import { countCall } from '../count-call.ts';

/** Enough to fetch two hundred texts a second after an outage; a partner whose node runs wild takes no more than that. */
const CALLS_PER_MINUTE = 12_000;
/** A partner reads one channel of each of our agencies; more waits than that would only hold connections. */
const WAITS_AT_ONCE = 16;

/** What one partner may ask of this node, so that it does not take the place of the others (I23). */
export type PartnerQuota = {
  /** Counts a believed request; refused is `too-many-requests`, with the time to come back. */
  count(request: FastifyRequest, partnerDid: string): Promise<void>;
  /** Waits, unless the partner waits in too many places already: then it is answered at once. */
  wait(partnerDid: string, until: () => Promise<void>): Promise<void>;
};

export function partnerQuota(server: FastifyInstance, callsPerMinute = CALLS_PER_MINUTE): PartnerQuota {
  const callers = new WeakMap<FastifyRequest, string>();
  const waits = new Map<string, number>();
  const limit = server.createRateLimit({
    max: callsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => `partner ${callers.get(request) ?? ''}`,
  });
  return {
    async count(request, partnerDid) {
      callers.set(request, partnerDid);
      await countCall(limit, request);
    },
    async wait(partnerDid, until) {
      const open = waits.get(partnerDid) ?? 0;
      if (open >= WAITS_AT_ONCE) return;
      waits.set(partnerDid, open + 1);
      try {
        await until();
      } finally {
        const left = (waits.get(partnerDid) ?? 1) - 1;
        if (left > 0) waits.set(partnerDid, left);
        else waits.delete(partnerDid);
      }
    },
  };
}
