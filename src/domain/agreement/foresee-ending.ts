import { plusDuration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { Did, TailPolicy } from './agreement.ts';
import type { AgreementEvent, AgreementRecord, AgreementRefusal } from './agreement-record.ts';
import { declareEvent } from './declare-event.ts';
import { awaitedToEnd, causeDeclaredBy, endDeclared, endOfParty, takesHoldAt } from './state-of.ts';

/** How an agreement ends for one side as things stand, and what outlives it. */
export type Ending = {
  /** First moment after the end; not said while nothing sets one. */
  readonly endsAt?: Instant;
  /** Whom it ends for: all, or this side, which leaves while others go on. */
  readonly endsFor: 'all' | 'us';
  /** Until when uses are still reported. */
  readonly tailUntil?: Instant;
  readonly tailPolicy: TailPolicy;
  /** It ends for cause, and who declared that can still take it back. */
  readonly isCurable: boolean;
  /** Who must still agree, once one side has agreed to end it together. */
  readonly awaits: readonly Did[];
};

/** The end that the term or the declarations have set for `viewer`, whichever comes first. */
export function endingOf(record: AgreementRecord, viewer: Did, at: Instant): Ending {
  const { effectiveUntil, tailPeriod, tailPolicy } = record.agreement;
  const ofAll = earlier(effectiveUntil, endDeclared(record, at));
  const endsAt = earlier(ofAll, endOfParty(record, viewer, at));
  return {
    endsFor: endsAt === ofAll ? 'all' : 'us',
    ...(endsAt === undefined ? {} : { endsAt, tailUntil: plusDuration(endsAt, tailPeriod) }),
    tailPolicy,
    isCurable: endsAt !== undefined && at < endsAt && endsForCause(record, endsAt, at),
    awaits: endsAt !== undefined && at >= endsAt ? [] : awaitedToEnd(record, at),
  };
}

/** What would follow if a side declared this now; the refusal when it may not. */
export function foreseeEnding(
  record: AgreementRecord,
  event: AgreementEvent,
): Result<Ending, AgreementRefusal> {
  const declared = declareEvent(record, event);
  return declared.ok ? accept(endingOf(declared.value, event.by, event.at)) : declared;
}

function endsForCause(record: AgreementRecord, endsAt: Instant, at: Instant): boolean {
  return record.agreement.parties.some(({ did }) => {
    const declared = causeDeclaredBy(record, did, at);
    return declared !== undefined && takesHoldAt(declared) === endsAt;
  });
}

function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}
