import { parseDay, printDay } from '#kernel/day.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgreementRecord } from '../agreement-record.ts';
import type { Commitment, Did } from '../agreement.ts';
import { isSignedByAll } from '../state-of.ts';
import { localDay } from '../zone-clock.ts';
import { isDayIn, termOfCommitment, zoneOf } from './commitment-balance.ts';
import { standingOfFulfilment, type Fulfilment, type FulfilmentWord } from './fulfilment.ts';

/** In one record. */
const MOST_FULFILLED = 10_000;

/** Of one side under one agreement, until the other answers. */
const MOST_UNANSWERED = 100;

/** The clock of the first place on earth where a day begins, ahead of UTC. */
const FIRST_CLOCK_SECONDS = 14 * 3600;

export type FulfilmentRefusal =
  | { readonly code: 'commitment-unknown'; readonly commitment: string }
  /** One of the two does not provide and the other does not receive what was promised. */
  | { readonly code: 'commitment-of-others'; readonly commitment: string }
  | { readonly code: 'fulfilment-invalid'; readonly field: 'count' | 'doneOn' | 'reason' }
  /** More of one side wait for an answer than any honest one would record. */
  | { readonly code: 'fulfilments-unanswered'; readonly most: number };

export type WordRefusal =
  | { readonly code: 'fulfilment-not-yours' }
  | { readonly code: 'fulfilment-answered' }
  | { readonly code: 'fulfilment-invalid'; readonly field: 'reason' };

export type Recorded = Pick<Fulfilment, 'commitment' | 'recordedBy' | 'counterpart' | 'count' | 'doneOn'>;

/**
 * The commitment that something was done towards: signed by all, between these two, on a day of its term and not to come.
 * `known` is what was recorded under the agreement before.
 */
export function judgeFulfilment(
  record: AgreementRecord,
  done: Recorded,
  { known, at }: { readonly known: readonly Fulfilment[]; readonly at: Instant },
): Result<Commitment, FulfilmentRefusal> {
  const { commitment: uid, recordedBy, counterpart } = done;
  const commitment = record.agreement.commitments.find((one) => one.uid === uid);
  if (!commitment || !isSignedByAll(record)) return refuse({ code: 'commitment-unknown', commitment: uid });
  const isPromised = ([provider, receiver]: readonly [Did, Did]): boolean =>
    commitment.assigner === provider && commitment.assignees.includes(receiver);
  if (!isPromised([recordedBy, counterpart]) && !isPromised([counterpart, recordedBy]))
    return refuse({ code: 'commitment-of-others', commitment: uid });
  const waiting = known.filter(
    (one) => one.recordedBy === recordedBy && standingOfFulfilment(one) === 'unanswered',
  );
  if (waiting.length >= MOST_UNANSWERED)
    return refuse({ code: 'fulfilments-unanswered', most: MOST_UNANSWERED });
  return judgeFacts(record, done, commitment, at);
}

function judgeFacts(
  record: AgreementRecord,
  { count, doneOn }: Recorded,
  commitment: Commitment,
  at: Instant,
): Result<Commitment, FulfilmentRefusal> {
  if (!Number.isSafeInteger(count) || count < 1 || count > MOST_FULFILLED)
    return refuse({ code: 'fulfilment-invalid', field: 'count' });
  const today = printDay(localDay(plusSeconds(at, FIRST_CLOCK_SECONDS), 'UTC'));
  const isInTerm = isDayIn(termOfCommitment(record, commitment.uid), doneOn, zoneOf(commitment));
  return parseDay(doneOn) && doneOn <= today && isInTerm
    ? accept(commitment)
    : refuse({ code: 'fulfilment-invalid', field: 'doneOn' });
}

/** The other side confirms or disputes, and may still confirm what it disputed; who recorded it may take it back at any time. */
export function judgeWord(
  fulfilment: Fulfilment,
  by: Did,
  { kind, reason }: Pick<FulfilmentWord, 'kind' | 'reason'>,
): Result<true, WordRefusal> {
  const standing = standingOfFulfilment(fulfilment);
  const speaker = kind === 'withdrawn' ? fulfilment.recordedBy : fulfilment.counterpart;
  if (by !== speaker) return refuse({ code: 'fulfilment-not-yours' });
  if (standing === 'withdrawn' || standing === kind) return refuse({ code: 'fulfilment-answered' });
  if (standing === 'confirmed' && kind === 'disputed') return refuse({ code: 'fulfilment-answered' });
  return kind === 'disputed' && reason.trim() === ''
    ? refuse({ code: 'fulfilment-invalid', field: 'reason' })
    : accept(true);
}
