import type { Digest } from '#kernel/digest.ts';
import { firstOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import { prohibitionKey } from '#domain/agreement/compile-agreements.ts';
import { askToPassOn, decidePassingOn } from '#domain/agreement/decide-passing-on.ts';
import { decideSight, takersFrom, type Sight } from '#domain/agreement/decide-sight.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import type { UseQuestion } from '#domain/agreement/use-question.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { gatherUse, type UseContext } from '#app/agreement/judge-use.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

/** Our own item, or a partner's that we pass on, in the version that would leave. */
export type OfferSubject = {
  readonly agencyDid: string;
  readonly item: StoredItem;
  readonly version: ItemVersion;
  readonly at: Instant;
  /** To whom people here pass a partner's item on; nobody else is looked at. */
  readonly passedTo?: readonly string[];
};

/** One partner that an agreement in force lets see the item, and the decision that lets it leave. */
export type OfferJudgement = {
  readonly partnerDid: string;
  readonly agreementDigest: Digest;
  readonly decision: Decision;
  readonly question: UseQuestion;
  readonly agreements: UseContext['agreements'];
};

/** What is known of the item, for all partners. */
export function gatherOffer(useState: UseStateReader, subject: OfferSubject): Promise<UseContext> {
  return gatherUse(useState, {
    ...subject,
    actor: subject.agencyDid,
    lockQuotas: subject.passedTo !== undefined,
  });
}

/** To whom may this item be offered now? */
export async function judgeOffers(
  useState: UseStateReader,
  subject: OfferSubject,
): Promise<readonly OfferJudgement[]> {
  return offersFrom(await gatherOffer(useState, subject), subject);
}

/** Every partner by the one `sightOf`, which also says why not. */
export function offersFrom(
  context: UseContext,
  { agencyDid, at, passedTo }: Pick<OfferSubject, 'agencyDid' | 'at' | 'passedTo'>,
): readonly OfferJudgement[] {
  const { agreements } = context;
  return (passedTo ?? takersFrom(agreements, agencyDid)).flatMap((partnerDid) => {
    const { decision, under, question } = sightOf(context, { agencyDid, at }, partnerDid);
    return under ? [{ partnerDid, agreementDigest: under, decision, question, agreements }] : [];
  });
}

/** May this partner have the item by us, and what was asked: our own as `decideSight` says, a partner's as `decidePassingOn`. */
export function sightOf(
  { agreements, item, state }: UseContext,
  { agencyDid, at }: Pick<OfferSubject, 'agencyDid' | 'at'>,
  partnerDid: string,
): Sight & { readonly question: UseQuestion } {
  const request = { actor: agencyDid, action: 'offer', recipient: partnerDid } as const;
  const asked = { request, item, state, at };
  if (item.provider === agencyDid) return { ...decideSight(agreements, asked, partnerDid), question: asked };
  const question = askToPassOn(asked, partnerDid);
  return { ...decidePassingOn(agreements, question, partnerDid), question };
}

/**
 * The next moment at which a partner will see this item that does not see it now: hours promised to another alone are over
 * then. `wasOffered`: to somebody at this moment at the latest, since that is what such hours run from.
 */
export function nextSightAt(
  context: UseContext,
  {
    agencyDid,
    at,
    passedTo,
    wasOffered,
  }: Pick<OfferSubject, 'agencyDid' | 'at' | 'passedTo'> & { readonly wasOffered: boolean },
): Instant | undefined {
  const { agreements, item: facts, state } = context;
  if (passedTo) return nextPassingAt(context, { agencyDid, at, passedTo });
  const item = wasOffered ? { ...facts, offeredAt: facts.offeredAt ?? at } : facts;
  if (!agreements.prohibitions.has(prohibitionKey(agencyDid, agencyDid, 'offer'))) return undefined;
  const question = { request: { actor: agencyDid, action: 'offer' }, item, state, at } as const;
  const [next] = takersFrom(agreements, agencyDid)
    .map((partner) => decideSight(agreements, question, partner).decision.retryAt)
    .filter((moment) => moment !== undefined)
    .toSorted();
  return next;
}

/** The same of what we pass on, beside hours also for a quota; and soon for a channel that was not heard of in time. */
function nextPassingAt(
  context: UseContext,
  { agencyDid, at, passedTo }: Required<Pick<OfferSubject, 'agencyDid' | 'at' | 'passedTo'>>,
): Instant | undefined {
  const moments = passedTo.map((partner) => {
    const { decision } = sightOf(context, { agencyDid, at }, partner);
    const isStale = decision.because.some(({ code }) => code.startsWith('channel.stale'));
    return isStale ? plusSeconds(at, STALE_SECONDS) : decision.retryAt;
  });
  return firstOf(...moments);
}

const STALE_SECONDS = 60;
