import type { FastifyRequest } from 'fastify';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency, Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import { mayCallAt } from '#domain/newsroom/key-validity.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import type { RequestParts } from '#formats/envelope/http-message.ts';
import { openRequest, verifyRequest } from '#formats/envelope/request-signature.ts';
import type { RequestNonces } from '#ports/request-nonces.ts';
import type { Hash } from '#ports/world.ts';
import { makeNonceCheck } from './nonce-check.ts';

/** One of our agencies, and the partner of it that stands at the door. */
export type PartnerCall = { readonly agency: Agency; readonly partner: Partner };

export type PartnerDoorNeeds = {
  /** Every agency of this node that has pinned the keys of this DID. */
  readonly findPinned: (partnerDid: string) => Promise<readonly PartnerCall[]>;
  readonly verify: Verify<PartnerKey>;
  readonly hash: Hash;
  readonly nonces: RequestNonces;
};

export type PartnerDoorRefusal =
  | { readonly code: 'signature-refused'; readonly reason: string }
  | { readonly code: 'clock-skew'; readonly serverTime: Instant };

/**
 * Believes a request only when its RFC 9421 signature holds under a pinned request key and its nonce is fresh; the body
 * is looked at afterwards (I17, I19).
 */
export function partnerDoor(needs: PartnerDoorNeeds) {
  const nonces = makeNonceCheck(needs.nonces);
  return async (
    request: RequestParts,
    at: Instant,
  ): Promise<Result<readonly PartnerCall[], PartnerDoorRefusal>> => {
    const opened = openRequest(request, at);
    if (!opened.ok) {
      return opened.error.code === 'clock-skew'
        ? refuse({ code: 'clock-skew', serverTime: at })
        : refuse({ code: 'signature-refused', reason: opened.error.code });
    }
    const { keyid, nonce, createdAt, expiresAt } = opened.value;
    const pinned = await needs.findPinned(keyid.slice(0, keyid.indexOf('#')));
    // Each agency of the node believes what it has pinned itself; one may have heard of a new key before another.
    const calls: PartnerCall[] = [];
    // An unknown key as a wrong signature: who our partners are is told to nobody (I12).
    let refused = 'signature-invalid';
    for (const call of pinned) {
      const key = call.partner.keys.find((one) => one.kid === keyid && mayCallAt(one, at));
      if (!key) continue;
      const verified = verifyRequest(opened.value, key, { verify: needs.verify, sha256: needs.hash.sha256 });
      if (verified.ok) calls.push(call);
      else refused = verified.error.code;
    }
    if (calls.length === 0) return refuse({ code: 'signature-refused', reason: refused });
    if (!(await nonces.isFresh(keyid, nonce, { createdAt, expiresAt }, at))) {
      return refuse({ code: 'signature-refused', reason: 'nonce-used' });
    }
    return accept(calls);
  };
}

/** The parts that a request signature covers, as they came in. The address is one that we know as ours, whatever Host says. */
export async function partsOf(request: FastifyRequest): Promise<RequestParts> {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: request.method,
    targetUri: `${await request.server.door.askedOrigin(request)}${request.raw.url ?? ''}`,
    headers,
    ...(Buffer.isBuffer(request.body) ? { body: request.body } : {}),
  };
}
