import { plusDuration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Did } from './agreement.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import type { AgreementEvent, AgreementRecord, AgreementState } from './agreement-record.ts';

/**
 * Where an agreement stands at a moment. In force means: both sides signed these very bytes, each signature verified
 * by itself, it has begun, and nobody has suspended or ended it. What is declared later than `at` does not count yet.
 */
export function stateOf(record: AgreementRecord, at: Instant): AgreementState {
  const signers = signersOf(record);
  if (signers.length < 2) return signers.length === 0 ? 'draft' : 'proposed';
  const { effectiveFrom, effectiveUntil } = record.agreement;
  const endsAt = endDeclared(record, at);
  if (endsAt !== undefined && at >= endsAt) return 'terminated';
  if (effectiveUntil !== undefined && at >= effectiveUntil) return 'expired';
  if (at < effectiveFrom) return 'not-yet-effective';
  return suspendersOf(record, at).length > 0 ? 'suspended' : 'in-force';
}

/** The same from one side's chair: what the other side proposed is `received`. */
export function stateSeenBy(record: AgreementRecord, viewer: Did, at: Instant): AgreementState | 'received' {
  const state = stateOf(record, at);
  return state === 'proposed' && !signersOf(record).includes(viewer) ? 'received' : state;
}

/** Parties whose own signature over this version was verified. */
export function signersOf({ agreement, digest, signatures }: AgreementRecord): readonly Did[] {
  return agreement.parties
    .map(({ did }) => did)
    .filter((did) => signatures.some((one) => one.by === did && one.verified && one.digest === digest));
}

/** Sides whose suspension has not been lifted by themselves; each must resume on its own. */
export function suspendersOf(record: AgreementRecord, at: Instant): readonly Did[] {
  return record.agreement.parties
    .map(({ did }) => did)
    .filter((did) => {
      const last = eventsUntil(record, at).findLast(
        (event) => event.by === did && (event.kind === 'suspended' || event.kind === 'resumed'),
      );
      return last?.kind === 'suspended';
    });
}

/** The end that declarations have set: by notice, by both, or for cause; the earliest of them. */
export function endDeclared(record: AgreementRecord, at: Instant): Instant | undefined {
  const events = eventsUntil(record, at);
  const { noticePeriod, parties } = record.agreement;
  const noticed = events
    .filter(({ kind }) => kind === 'notice')
    .map((event) => plusDuration(event.at, noticePeriod));
  const ended = events.filter((event) => event.kind === 'terminated');
  const forCause = ended.filter(({ cause }) => cause !== undefined).map((event) => event.at);
  const byEach = parties.map(({ did }) => ended.find(({ by }) => by === did)?.at);
  const [first, second] = byEach;
  const together = first !== undefined && second !== undefined ? [first > second ? first : second] : [];
  return [...noticed, ...forCause, ...together].toSorted()[0];
}

/** What decisions need of a record; undefined while a signature is missing. */
export function agreementInForce(
  record: AgreementRecord,
  at: Instant,
  suspendedRules: readonly string[],
): AgreementInForce | undefined {
  const state = stateOf(record, at);
  if (state === 'draft' || state === 'proposed') return undefined;
  const endsAt = endDeclared(record, at);
  return {
    agreement: record.agreement,
    digest: record.digest,
    standing: standingIn(record, state, at),
    suspendedRules,
    ...(endsAt === undefined ? {} : { endsAt }),
  };
}

/** All records of a node as decisions need them; a version gives way when one that supersedes it takes effect. */
export function agreementsInForce(
  records: readonly AgreementRecord[],
  at: Instant,
  suspendedRules: readonly string[] = [],
): readonly AgreementInForce[] {
  const superseded = new Set(
    records
      .filter((record) => signersOf(record).length === 2 && at >= record.agreement.effectiveFrom)
      .map(({ agreement }) => agreement.supersedes),
  );
  return records
    .filter(({ digest }) => !superseded.has(digest))
    .map((record) => agreementInForce(record, at, suspendedRules))
    .filter((one) => one !== undefined);
}

function standingIn(
  record: AgreementRecord,
  state: AgreementState,
  at: Instant,
): AgreementInForce['standing'] {
  if (state === 'terminated') return 'terminated';
  return suspendersOf(record, at).length > 0 ? 'suspended' : 'active';
}

function eventsUntil({ events }: AgreementRecord, at: Instant): readonly AgreementEvent[] {
  return events.filter((event) => event.at <= at);
}
