import { parseDigest } from '#kernel/digest.ts';
import { instantOf, type Instant } from '#kernel/instant.ts';
import type { Agreement, Did, Permission } from './agreement.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import { compileAgreements, directionKey, type CompiledAgreements } from './compile-agreements.ts';
import { decideSight, takersFrom } from './decide-sight.ts';
import { decideUse } from './decide-use.ts';
import type { Decision } from './decision.ts';
import { quotasBetween } from './quota-left.ts';
import { DUTIES_TO_BE_DONE, type ItemFacts, type UseRequest } from './use-question.ts';

/** `over-quota`: it would be shared, and not published any more in that period. */
export const SIMULATED_OUTCOMES = ['shared', 'blocked', 'over-quota'] as const;
export type SimulatedOutcome = (typeof SIMULATED_OUTCOMES)[number];

/** A story, and the moment from which a taker could have used it. */
export type PastItem = { readonly facts: ItemFacts; readonly at: Instant };

export type Simulated<Item extends PastItem = PastItem> = {
  readonly item: Item;
  readonly taker: Did;
  readonly outcome: SimulatedOutcome;
  /** The decision that settled it: on seeing the story when it is blocked, else on publishing it. */
  readonly decision: Decision;
};

/**
 * What would have become of the stories of one giver under an agreement, had it stood while they came in. Each is judged by the same
 * rules as on its day: may the other side see it, and publish it once its embargo is over? Quotas are spent in the order
 * of the stories. The days in the agreement itself are left out, for they lie in the future; `beside` are the agreements
 * whose prohibitions hold as well.
 */
export function simulateAgreement<Item extends PastItem>(
  giver: Did,
  agreement: Agreement,
  beside: readonly AgreementInForce[],
  items: readonly Item[],
): readonly Simulated<Item>[] {
  const compiled = compileAgreements([asIfInForce(agreement), ...beside.map(prohibitionsOf)]);
  const spent = new Map<string, number>();
  return items
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .flatMap((item) =>
      takersFrom(compiled, giver).map((taker) => ({
        item,
        taker,
        ...judge({ compiled, agreement, giver, taker, spent }, item),
      })),
    );
}

type Simulation = {
  readonly compiled: CompiledAgreements;
  readonly agreement: Agreement;
  readonly giver: Did;
  readonly taker: Did;
  /** First publications by rule and the start of its period. */
  readonly spent: Map<string, number>;
};

function judge(
  { compiled, agreement, giver, taker, spent }: Simulation,
  { facts, at: arrivedAt }: PastItem,
): Pick<Simulated, 'outcome' | 'decision'> {
  const at = usableFrom(facts, arrivedAt);
  const terms = quotasBetween(compiled, [giver, taker], at);
  const keys = new Map(terms.map(({ rule, from }) => [rule, `${rule} ${taker} ${from}`]));
  const counts = new Map([...keys].map(([rule, key]) => [rule, spent.get(key) ?? 0]));
  const state = { counts, headAgeSeconds: 0, duties: DUTIES_TO_BE_DONE };
  const item = { ...facts, offeredAt: facts.offeredAt ?? at };
  const request: UseRequest = { actor: giver, action: 'offer', recipient: taker };
  const sight = decideSight(compiled, { request, item, state, at }, taker);
  if (!sight.decision.permitted) return { outcome: 'blocked', decision: sight.decision };
  const use = publishing(agreement, compiled, { giver, taker });
  const decision = decideUse(compiled, { request: use, item, state, at });
  if (decision.permitted) {
    const key = keys.get(decision.rule ?? '');
    if (key !== undefined) spent.set(key, (spent.get(key) ?? 0) + 1);
    return { outcome: 'shared', decision };
  }
  const isSpent = decision.because.every(({ code }) => code === 'constraint.countPerPeriod');
  return { outcome: isSpent ? 'over-quota' : 'blocked', decision };
}

/** An embargo is waited for. */
function usableFrom({ embargoEndAt }: ItemFacts, at: Instant): Instant {
  return embargoEndAt !== undefined && embargoEndAt !== 'none' && embargoEndAt > at ? embargoEndAt : at;
}

/** The plainest publication that the clause allows: its first channel, in its first country. */
function publishing(
  agreement: Agreement,
  { directions }: CompiledAgreements,
  { giver, taker }: { readonly giver: Did; readonly taker: Did },
): UseRequest {
  const direction = directions
    .get(directionKey(giver, taker))
    ?.find(({ inForce }) => inForce.agreement.uid === agreement.uid);
  const granted = direction?.permissions.get('publish')?.[0];
  const channel = granted?.refinements
    .flatMap((term) => (term.operand === 'deliveryChannel' ? term.values : []))
    .at(0);
  const territory = granted?.constraints
    .flatMap((term) => (term.operand === 'spatial' ? term.values : []))
    .at(0);
  return {
    actor: taker,
    action: 'publish',
    ...(channel === undefined ? {} : { channel }),
    ...(territory === undefined ? {} : { territory }),
  };
}

const FIRST = parseFirst();

/** Signed by nobody; the digest names no document and goes nowhere. */
function asIfInForce(agreement: Agreement): AgreementInForce {
  const { effectiveUntil: _until, ...endless } = agreement;
  const permissions = agreement.permissions.map(withoutDays);
  return {
    agreement: { ...endless, effectiveFrom: FIRST.instant, permissions },
    digest: FIRST.digest,
    standing: 'active',
    suspendedRules: [],
  };
}

function withoutDays(permission: Permission): Permission {
  const isDay = (term: Permission['constraints'][number]): boolean =>
    term.operand === 'dateTime' && term.value !== 'itemEmbargoEnd';
  return { ...permission, constraints: permission.constraints.filter((term) => !isDay(term)) };
}

/** What other agreements grant is not what is asked here. */
function prohibitionsOf(inForce: AgreementInForce): AgreementInForce {
  return { ...inForce, agreement: { ...inForce.agreement, permissions: [], obligations: [] } };
}

function parseFirst() {
  const digest = parseDigest(`sha-256:${'A'.repeat(43)}`);
  if (!digest) throw new RangeError('a digest of nothing is one');
  return { digest, instant: instantOf(0) };
}
