import { accept, type Result } from '#kernel/result.ts';
import {
  ruleAfter,
  wishRule,
  type RuleRefusal,
  type RuleSeat,
  type RuleStanding,
  type SigningRule,
} from '#domain/agreement/signing/signing-rule.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { SigningStore } from '#ports/signing-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Signatory } from './agreement-needs.ts';

export type SigningRuleNeeds = {
  readonly transact: Transact<{ readonly signing: SigningStore; readonly activities: ActivityStore }>;
};

export async function readSigningRule(needs: SigningRuleNeeds, agencyId: string): Promise<RuleStanding> {
  return needs.transact(agencyId, async ({ signing }) => ruleAfter(await signing.ruleWishes()));
}

/** One person's word on how we sign; it holds when the other seat has said the same. */
export async function setSigningRule(
  needs: SigningRuleNeeds,
  by: Signatory & { readonly personId: string; readonly seats: readonly RuleSeat[] },
  rule: SigningRule,
): Promise<Result<RuleStanding, RuleRefusal>> {
  return needs.transact(by.agency.id, async ({ signing, activities }) => {
    const wishes = await signing.ruleWishes();
    const wished = wishRule(ruleAfter(wishes), { rule, personId: by.personId, at: by.at }, by.seats);
    if (!wished.ok) return wished;
    await signing.addRuleWish(wished.value);
    const standing = ruleAfter([...wishes, wished.value]);
    await activities.record({
      at: by.at,
      personId: by.personId,
      what: standing.waiting ? 'signing-rule-wished' : 'signing-rule-set',
      subject: by.agency.did,
      facts: { ...rule, seat: wished.value.seat },
    });
    return accept(standing);
  });
}
