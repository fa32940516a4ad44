import { printDay } from '#kernel/day.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { AgreementRecord } from '../agreement-record.ts';
import type { Commitment } from '../agreement.ts';
import { quotaPeriodAt } from '../quota-period.ts';
import { localDay } from '../zone-clock.ts';
import { standingOfFulfilment, type Fulfilment } from './fulfilment.ts';

/** A stretch of time, `until` not included and not said where the agreement has no end. */
export type Stretch = { readonly from: Instant; readonly until?: Instant };

/**
 * How a promise stands in the period around a moment. What was recorded counts as done when the other side has confirmed it;
 * what was taken back counts nowhere.
 */
export type CommitmentBalance = Stretch & {
  readonly promised: number;
  readonly confirmed: number;
  readonly disputed: number;
  /** Recorded by one side, with no word of the other yet. */
  readonly unanswered: number;
  /** Never below nothing: more than was promised owes nobody anything. */
  readonly left: number;
};

type Terms = Pick<AgreementRecord, 'agreement' | 'former'>;

/** Counts what was done in the calendar period of the zone, or over the whole term where no period is said. */
export function commitmentBalance(
  record: Terms,
  commitment: Commitment,
  fulfilments: readonly Fulfilment[],
  at: Instant,
): CommitmentBalance {
  const { uid, count: promised } = commitment;
  const stretch = periodAround(record, commitment, at);
  const done = fulfilments.filter(
    ({ commitment: clause, doneOn }) => clause === uid && isDayIn(stretch, doneOn, zoneOf(commitment)),
  );
  const sum = (standing: ReturnType<typeof standingOfFulfilment>): number =>
    done
      .filter((one) => standingOfFulfilment(one) === standing)
      .reduce((total, { count }) => total + count, 0);
  const confirmed = sum('confirmed');
  return {
    ...stretch,
    promised,
    confirmed,
    disputed: sum('disputed'),
    unanswered: sum('unanswered'),
    left: Math.max(0, promised - confirmed),
  };
}

/** From the first version that has the clause: an amendment that keeps it keeps what was done. */
export function termOfCommitment({ agreement, former = [] }: Terms, uid: string): Stretch {
  const starts = [...former.map((one) => one.agreement), agreement]
    .filter(({ commitments }) => commitments.some((one) => one.uid === uid))
    .map(({ effectiveFrom }) => effectiveFrom);
  const { effectiveFrom, effectiveUntil } = agreement;
  return {
    from: starts.reduce((first, one) => (one < first ? one : first), effectiveFrom),
    ...(effectiveUntil === undefined ? {} : { until: effectiveUntil }),
  };
}

/** Is the calendar day, in the zone, one of those that the stretch touches? */
export function isDayIn({ from, until }: Stretch, day: string, zone: string): boolean {
  const first = printDay(localDay(from, zone));
  return day >= first && (until === undefined || day <= printDay(localDay(plusSeconds(until, -1), zone)));
}

/** The zone in which the days of a commitment are counted. */
export function zoneOf({ per }: Pick<Commitment, 'per'>): string {
  return per?.zone ?? 'UTC';
}

/** Before the term its first period, behind it the last one. */
function periodAround(record: Terms, { uid, per }: Commitment, at: Instant): Stretch {
  const term = termOfCommitment(record, uid);
  if (!per) return term;
  const started = at < term.from ? term.from : at;
  const within = term.until !== undefined && started >= term.until ? plusSeconds(term.until, -1) : started;
  return quotaPeriodAt(per.period, per.zone, within);
}
