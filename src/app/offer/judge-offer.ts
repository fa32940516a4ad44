import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { prohibitionKey } from '#domain/agreement/compile-agreements.ts';
import { decideSight, takersFrom } from '#domain/agreement/decide-sight.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import type { UseQuestion } from '#domain/agreement/use-question.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { gatherUse, type UseContext } from '#app/agreement/judge-use.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

/** Our own item, in the version that would leave. */
export type OfferSubject = {
  readonly agencyDid: string;
  readonly item: StoredItem;
  readonly version: ItemVersion;
  readonly at: Instant;
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
  return gatherUse(useState, { ...subject, actor: subject.agencyDid });
}

/** To whom may this item be offered now? */
export async function judgeOffers(
  useState: UseStateReader,
  subject: OfferSubject,
): Promise<readonly OfferJudgement[]> {
  return offersFrom(await gatherOffer(useState, subject), subject);
}

/** Every partner by the one `decideSight`, which also says why not. */
export function offersFrom(
  { agreements, item, state }: UseContext,
  { agencyDid, at }: Pick<OfferSubject, 'agencyDid' | 'at'>,
): readonly OfferJudgement[] {
  return takersFrom(agreements, agencyDid).flatMap((partnerDid) => {
    const request = { actor: agencyDid, action: 'offer', recipient: partnerDid } as const;
    const question = { request, item, state, at };
    const { decision, under } = decideSight(agreements, question, partnerDid);
    return under ? [{ partnerDid, agreementDigest: under, decision, question, agreements }] : [];
  });
}

/**
 * The next moment at which a partner will see this item that does not see it now: hours promised to another alone are over
 * then. `wasOffered`: to somebody at this moment at the latest, since that is what such hours run from.
 */
export function nextSightAt(
  { agreements, item: facts, state }: UseContext,
  { agencyDid, at, wasOffered }: Pick<OfferSubject, 'agencyDid' | 'at'> & { readonly wasOffered: boolean },
): Instant | undefined {
  const item = wasOffered ? { ...facts, offeredAt: facts.offeredAt ?? at } : facts;
  if (!agreements.prohibitions.has(prohibitionKey(agencyDid, agencyDid, 'offer'))) return undefined;
  const question = { request: { actor: agencyDid, action: 'offer' }, item, state, at } as const;
  const [next] = takersFrom(agreements, agencyDid)
    .map((partner) => decideSight(agreements, question, partner).decision.retryAt)
    .filter((moment) => moment !== undefined)
    .toSorted();
  return next;
}
