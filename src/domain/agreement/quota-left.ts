import type { Instant } from '#kernel/instant.ts';
import type { QuotaPeriod } from './agreement.ts';
import { directionKey, type CompiledAgreements } from './compile-agreements.ts';
import type { ClauseRef } from './decision.ts';
import { quotaPeriodAt } from './quota-period.ts';

/** A permission that counts, with the period that runs now. */
export type QuotaTerm = {
  readonly rule: string;
  readonly clause: ClauseRef;
  readonly limit: number;
  readonly period: QuotaPeriod;
  readonly from: Instant;
  readonly until: Instant;
};

/** What is left of it; never below nothing, even when the limit was lowered in mid-period. */
export type QuotaLeft = QuotaTerm & { readonly used: number; readonly left: number };

/** The permissions with a quota between two parties, by uid so that two transactions lock them in one order. */
export function quotasBetween(
  agreements: CompiledAgreements,
  [provider, actor]: readonly [string, string],
  at: Instant,
): readonly QuotaTerm[] {
  const terms = new Map<string, QuotaTerm>();
  const directions = agreements.directions.get(directionKey(provider, actor)) ?? [];
  const permissions = directions.flatMap((one) => [...one.permissions.values()].flat());
  for (const { permission, clause } of permissions) {
    const term = permission.constraints.find(({ operand }) => operand === 'countPerPeriod');
    if (term?.operand !== 'countPerPeriod') continue;
    const { value: limit, period, zone } = term;
    const span = quotaPeriodAt(period, zone, at);
    terms.set(permission.uid, { rule: permission.uid, clause, limit, period, ...span });
  }
  return [...terms.values()].toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
}

export function leftOf(term: QuotaTerm, used: number): QuotaLeft {
  return { ...term, used, left: Math.max(0, term.limit - used) };
}
