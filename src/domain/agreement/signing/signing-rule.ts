import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

/** How an agency signs. */
export type SigningRule = {
  /** One person approves the exact text, another signs it. */
  readonly twoPerson: boolean;
  /** What somebody without an account counts as who signs by a link. */
  readonly outside: 'nobody' | 'approver' | 'signatory';
};

/** Until an agency has set anything: one person signs, and only people with a seat. */
export const FIRST_RULE: SigningRule = { twoPerson: false, outside: 'nobody' };

/** The two seats that set the rule together; neither can alone. */
export type RuleSeat = 'administrator' | 'chief';

/** One person's word that the rule should be so. Added, never changed. */
export type RuleWish = {
  readonly rule: SigningRule;
  readonly personId: string;
  readonly seat: RuleSeat;
  readonly at: Instant;
};

/** The rule in force, and the wish that still waits for the other seat. */
export type RuleStanding = { readonly rule: SigningRule; readonly waiting?: RuleWish };

/** Why a wish is not taken. */
export type RuleRefusal =
  | { readonly code: 'signing-rule-same' }
  | { readonly code: 'signing-rule-outside-idle' }
  | { readonly code: 'signing-rule-same-person' };

/** What all wishes come to, oldest first: a rule holds from the moment when two people in the two seats have wished it one after the other. */
export function ruleAfter(wishes: readonly RuleWish[]): RuleStanding {
  let standing: RuleStanding = { rule: FIRST_RULE };
  for (const wish of wishes) {
    const { waiting, rule } = standing;
    if (waiting && confirms(wish, waiting)) standing = { rule: wish.rule };
    // To wish what holds already takes back what was waiting.
    else standing = isSame(wish.rule, rule) ? { rule } : { rule, waiting: wish };
  }
  return standing;
}

/** May this person wish this now? `seats`: those of the two that the person holds. */
export function wishRule(
  standing: RuleStanding,
  wish: Omit<RuleWish, 'seat'>,
  seats: readonly RuleSeat[],
): Result<RuleWish, RuleRefusal> {
  const { waiting } = standing;
  if (wish.rule.outside === 'approver' && !wish.rule.twoPerson)
    return refuse({ code: 'signing-rule-outside-idle' });
  if (!waiting && isSame(wish.rule, standing.rule)) return refuse({ code: 'signing-rule-same' });
  // Who holds both seats speaks from the one that is still missing.
  const seat = seats.find((one) => one !== waiting?.seat) ?? seats[0];
  if (!seat) throw new Error('whoever wishes a rule sits in one of the two seats');
  const wished = { ...wish, seat };
  if (waiting && isSame(waiting.rule, wish.rule) && !confirms(wished, waiting))
    return refuse({ code: 'signing-rule-same-person' });
  return accept(wished);
}

function confirms(wish: RuleWish, waiting: RuleWish): boolean {
  return isSame(wish.rule, waiting.rule) && wish.personId !== waiting.personId && wish.seat !== waiting.seat;
}

function isSame(one: SigningRule, other: SigningRule): boolean {
  return one.twoPerson === other.twoPerson && one.outside === other.outside;
}
