import type { Instant } from '#kernel/instant.ts';
import type { Agreement, Commitment } from './agreement.ts';
import { quotaPeriodAt } from './quota-period.ts';

/** Something done towards a promise: a visit held, places filled, a project finished. */
export type Delivery = { readonly commitment: string; readonly count: number; readonly at: Instant };

/** How a promise stands in the period around a moment; `until` is not said where the term has no end. */
export type CommitmentBalance = {
  readonly from: Instant;
  readonly until?: Instant;
  readonly promised: number;
  readonly done: number;
  /** Never below nothing: more than was promised owes nobody anything. */
  readonly left: number;
};

/** Counts what was done in the calendar period of the zone, or over the whole term where no period is said. */
export function commitmentBalance(
  agreement: Pick<Agreement, 'effectiveFrom' | 'effectiveUntil'>,
  { uid, count, per }: Commitment,
  deliveries: readonly Delivery[],
  at: Instant,
): CommitmentBalance {
  const { from, until } = per ? quotaPeriodAt(per.period, per.zone, at) : termOf(agreement);
  const done = deliveries
    .filter((one) => one.commitment === uid && one.at >= from && (until === undefined || one.at < until))
    .reduce((sum, one) => sum + one.count, 0);
  return {
    from,
    ...(until === undefined ? {} : { until }),
    promised: count,
    done,
    left: Math.max(0, count - done),
  };
}

function termOf({ effectiveFrom, effectiveUntil }: Parameters<typeof commitmentBalance>[0]): {
  readonly from: Instant;
  readonly until: Instant | undefined;
} {
  return { from: effectiveFrom, until: effectiveUntil };
}
