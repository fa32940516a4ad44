import type { Instant } from '#kernel/instant.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import { clauseOf, endOf, type Direction, type Standing } from './compile-agreements.ts';
import type { ClauseRef, Reason } from './decision.ts';
import { termUid, type GeneralTerm } from './number-clauses.ts';
import type { UseState } from './use-question.ts';

/** Step 4: does the agreement stand at this moment? It counts from `effectiveFrom` and ends before `effectiveUntil`. */
export function judgeStanding(direction: Direction, at: Instant): Reason | undefined {
  const { inForce, standing } = direction;
  const { effectiveFrom, effectiveUntil } = inForce.agreement;
  if (inForce.standing === 'terminated')
    return { code: 'agreement.terminated', clause: termClause(direction, 'period') };
  if (effectiveUntil !== undefined && at >= effectiveUntil)
    return { code: 'agreement.expired', clause: termClause(direction, 'period'), at: effectiveUntil };
  if (standing.endsAt !== undefined && at >= standing.endsAt)
    return { code: 'agreement.terminated', clause: termClause(direction, 'period'), at: standing.endsAt };
  if (at < effectiveFrom)
    return { code: 'agreement.notYetEffective', clause: termClause(direction, 'period'), at: effectiveFrom };
  if (standing.isSuspended)
    return { code: 'agreement.suspended', clause: termClause(direction, 'suspension') };
  return undefined;
}

/** Do prohibitions bind now? A suspension stops uses, not promises. */
export function isBinding(inForce: AgreementInForce, standing: Standing, at: Instant): boolean {
  if (inForce.standing === 'terminated' || at < inForce.agreement.effectiveFrom) return false;
  const end = endOf(inForce, standing);
  return end === undefined || at < end;
}

/** Step 6: without a fresh head of the giver's channel nobody can know of a kill (PXP/1, freshness gate). */
export function judgeFreshness(direction: Direction, { headAgeSeconds }: UseState): Reason | undefined {
  if (headAgeSeconds !== undefined && headAgeSeconds <= direction.freshnessSeconds) return undefined;
  const facts = {
    clause: termClause(direction, 'freshness'),
    wanted: [direction.inForce.agreement.freshness],
  };
  if (headAgeSeconds === undefined) return { code: 'channel.stale.unknown', ...facts };
  return { code: 'channel.stale', ...facts, found: [`PT${Math.ceil(headAgeSeconds / 60)}M`] };
}

/** The clause of a direction's agreement that says a general term. */
export function termClause(direction: Direction, name: GeneralTerm): ClauseRef {
  return clauseOf(direction.clauses, termUid(direction.inForce.agreement, name));
}
