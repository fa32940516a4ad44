import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { AgreementInForce } from '#domain/agreement/agreement-in-force.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import { standingBetween } from '#domain/agreement/compile-agreements.ts';
import { isBinding } from '#domain/agreement/judge-standing.ts';
import { listProducts, selectorMatches } from '#domain/agreement/list-products.ts';
import { agreementsInForce } from '#domain/agreement/state-of.ts';
import type { UseQuestion } from '#domain/agreement/use-question.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { gatherUse, judgeUse, type UseContext } from '#app/agreement/judge-use.ts';
import { readRecords } from '#app/agreement/read-records.ts';
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

/**
 * To whom may this item be offered now? A partner sees what some permission of an agreement in force selects (unknown
 * facts keep an item out of sight), unless a prohibition, exclusivity above all, forbids us to offer it there.
 */
export async function judgeOffers(
  useState: UseStateReader,
  subject: OfferSubject,
): Promise<readonly OfferJudgement[]> {
  const { agencyDid, at } = subject;
  const context = await gatherUse(useState, { ...subject, actor: agencyDid });
  const agreements = agreementsInForce(readRecords(await useState.agreements()), at);
  const judged = new Map<string, OfferJudgement>();
  for (const inForce of agreements) {
    for (const partnerDid of seenBy(inForce, agencyDid, context)) {
      if (judged.has(partnerDid) || !isOpen(inForce, [agencyDid, partnerDid], at)) continue;
      const request = { actor: agencyDid, action: 'offer', recipient: partnerDid } as const;
      const decision = judgeUse(context, request, at);
      if (!decision.permitted) continue;
      const { item, state } = context;
      const question = { request, item, state, at };
      const agreementDigest = inForce.digest;
      judged.set(partnerDid, {
        partnerDid,
        agreementDigest,
        decision,
        question,
        agreements: context.agreements,
      });
    }
  }
  return [...judged.values()];
}

/** Signed by all, begun, not ended, not suspended: new material may pass. */
function isOpen(inForce: AgreementInForce, sides: readonly string[], at: Instant): boolean {
  const standing = standingBetween(inForce, sides);
  return !standing.isSuspended && isBinding(inForce, standing, at);
}

function seenBy(inForce: AgreementInForce, agencyDid: string, { item }: UseContext): readonly string[] {
  return listProducts(inForce.agreement)
    .filter(({ provider, selector }) => provider === agencyDid && selectorMatches(selector, item))
    .map(({ receiver }) => receiver);
}
