import { plusDuration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Did } from './agreement.ts';
import type { AgreementInForce, PartyApart, SuspendedRule } from './agreement-in-force.ts';
import {
  declarationsOf,
  type AgreementEvent,
  type AgreementRecord,
  type AgreementState,
  type Breach,
  type Declaration,
} from './agreement-record.ts';

/**
 * Where an agreement stands at a moment. In force means: all parties signed these very bytes, each signature verified by
 * itself, it has begun, and at least two parties have neither suspended nor left it. What is declared later than `at` does
 * not count yet. What was declared under a former version counts under each that follows: suspended stays suspended until
 * whoever suspended resumes, and a notice ends what was amended after it.
 */
export function stateOf(record: AgreementRecord, at: Instant): AgreementState {
  if (!isSignedByAll(record)) return signersOf(record).length === 0 ? 'draft' : 'proposed';
  const { effectiveFrom, effectiveUntil } = record.agreement;
  const endsAt = endDeclared(record, at);
  if (endsAt !== undefined && at >= endsAt) return 'terminated';
  if (effectiveUntil !== undefined && at >= effectiveUntil) return 'expired';
  if (at < effectiveFrom) return 'not-yet-effective';
  return openParties(record, at).length < 2 ? 'suspended' : 'in-force';
}

/** The same from one side's chair: what another side proposed is `received`, and a party may stand apart from the rest. */
export function stateSeenBy(record: AgreementRecord, viewer: Did, at: Instant): AgreementState | 'received' {
  const state = stateOf(record, at);
  if (state === 'proposed' && !signersOf(record).includes(viewer)) return 'received';
  if (state !== 'in-force' || openParties(record, at).includes(viewer)) return state;
  return hasLeft(record, viewer, at) ? 'terminated' : 'suspended';
}

/** With the last signature an agreement can be in force. */
export function isSignedByAll(record: AgreementRecord): boolean {
  return signersOf(record).length === record.agreement.parties.length;
}

/** Parties whose own signature over this version was verified. */
export function signersOf({ agreement, digest, signatures }: AgreementRecord): readonly Did[] {
  return agreement.parties
    .map(({ did }) => did)
    .filter((did) => signatures.some((one) => one.by === did && one.verified && one.digest === digest));
}

/** Sides that have suspended the whole and not lifted it by themselves; each must resume on its own. */
export function suspendersOf(record: AgreementRecord, at: Instant): readonly Did[] {
  return record.agreement.parties
    .map(({ did }) => did)
    .filter((did) => {
      const suspended = suspensionBy(record, did, at);
      return suspended !== undefined && suspended.rules === undefined;
    });
}

/** What a side has suspended and not lifted: its last word counts. */
export function suspensionBy(record: AgreementRecord, did: Did, at: Instant): Suspended | undefined {
  const last = declaredUntil(record, at)
    .map(({ event }) => event)
    .findLast(({ by, kind }) => by === did && (kind === 'suspended' || kind === 'resumed'));
  return last?.kind === 'suspended' ? last : undefined;
}

type Suspended = Extract<AgreementEvent, { readonly kind: 'suspended' }>;

/** Single permissions that rest, with who suspended them; an amendment that drops the rule leaves nothing to suspend. */
export function suspendedRulesOf(record: AgreementRecord, at: Instant): readonly SuspendedRule[] {
  const { parties, permissions } = record.agreement;
  return parties.flatMap(({ did: by }) =>
    (suspensionBy(record, by, at)?.rules ?? [])
      .filter((uid) => permissions.some((permission) => permission.uid === uid))
      .map((uid) => ({ uid, by })),
  );
}

/** Has this party gone, by its notice or for cause, while the others may go on? */
export function hasLeft(record: AgreementRecord, did: Did, at: Instant): boolean {
  const leavesAt = endOfParty(record, did, at);
  return leavesAt !== undefined && at >= leavesAt;
}

/**
 * The end of the whole that declarations have set: when fewer than two parties remain, or when all that remain have
 * declared it. Between two: by notice of one, for cause by one, or by both. Two endings for cause agree on nothing: each
 * waits for its own cure period.
 */
export function endDeclared(record: AgreementRecord, at: Instant): Instant | undefined {
  const dids = record.agreement.parties.map(({ did }) => did);
  const ended = endingsUntil(record, at);
  const leaving = dids.map((did) => endOfParty(record, did, at));
  const lastButOne = leaving.filter((one) => one !== undefined).toSorted()[dids.length - 2];
  const agreed = dids.map((did, index) => earliest(leaving[index], ended.find(({ by }) => by === did)?.at));
  const isAgreed = ended.some((event) => !isForCause(event)) && agreed.every((one) => one !== undefined);
  const together = isAgreed ? latest(agreed) : undefined;
  return earliest(lastButOne, together);
}

/** When one party leaves: a notice period after its notice, or for cause when the cure period has passed. */
export function endOfParty(record: AgreementRecord, did: Did, at: Instant): Instant | undefined {
  const ends = declaredUntil(record, at)
    .filter(({ event }) => event.by === did && (event.kind === 'notice' || isForCause(event)))
    .map(takesHoldAt);
  return earliest(...ends);
}

/** When a declaration takes hold: notice and cause give time, everything else counts at once. */
export function takesHoldAt({ event, under }: Declaration): Instant {
  const { noticePeriod, curePeriod } = under;
  if (event.kind === 'notice') return plusDuration(event.at, noticePeriod);
  return isForCause(event) && curePeriod !== undefined ? plusDuration(event.at, curePeriod) : event.at;
}

/** The ending for cause that a party has declared and not taken back, with what it holds against another. */
export function causeDeclaredBy(record: AgreementRecord, did: Did, at: Instant): CauseDeclared | undefined {
  return declaredUntil(record, at).findLast(
    (one): one is CauseDeclared => one.event.by === did && isForCause(one.event),
  );
}

type EndedForCause = Extract<AgreementEvent, { readonly kind: 'terminated' }> & { readonly cause: Breach };

export type CauseDeclared = Declaration & { readonly event: EndedForCause };

function isForCause(event: AgreementEvent): event is EndedForCause {
  return event.kind === 'terminated' && event.cause !== undefined;
}

/** Parties that have yet to agree, once one has declared that all should end it together. */
export function awaitedToEnd(record: AgreementRecord, at: Instant): readonly Did[] {
  const ended = endingsUntil(record, at);
  if (!ended.some((event) => !isForCause(event))) return [];
  return record.agreement.parties
    .map(({ did }) => did)
    .filter((did) => !hasLeft(record, did, at) && !ended.some(({ by }) => by === did));
}

function openParties(record: AgreementRecord, at: Instant): readonly Did[] {
  const suspenders = suspendersOf(record, at);
  return record.agreement.parties
    .map(({ did }) => did)
    .filter((did) => !suspenders.includes(did) && !hasLeft(record, did, at));
}

// Instants are of fixed width and sort as text.
function earliest(...moments: readonly (Instant | undefined)[]): Instant | undefined {
  return moments.filter((one) => one !== undefined).toSorted()[0];
}

function latest(moments: readonly (Instant | undefined)[]): Instant | undefined {
  return moments
    .filter((one) => one !== undefined)
    .toSorted()
    .at(-1);
}

/**
 * What decisions need of a record; undefined while a signature is missing. Everything that is on file has been declared,
 * also when the clock was set back since: a suspension of a minute ago is not in the future (I15, I27).
 */
export function agreementInForce(record: AgreementRecord, now: Instant): AgreementInForce | undefined {
  const at = latest([now, ...declarationsOf(record).map(({ event }) => event.at)]) ?? now;
  const state = stateOf(record, at);
  if (state === 'draft' || state === 'proposed') return undefined;
  const endsAt = endDeclared(record, at);
  return {
    agreement: record.agreement,
    digest: record.digest,
    standing: standingIn(record, state, at),
    suspendedRules: suspendedRulesOf(record, at),
    ...(endsAt === undefined ? {} : { endsAt }),
    ...partiesApart(record, at),
  };
}

/** All records of a node as decisions need them; a version gives way when one that supersedes it takes effect. */
export function agreementsInForce(
  records: readonly AgreementRecord[],
  at: Instant,
): readonly AgreementInForce[] {
  const superseded = new Set(
    records
      .filter((record) => isSignedByAll(record) && at >= record.agreement.effectiveFrom)
      .map(({ agreement }) => agreement.supersedes),
  );
  return records
    .filter(({ digest }) => !superseded.has(digest))
    .map((record) => agreementInForce(record, at))
    .filter((one) => one !== undefined);
}

function partiesApart(record: AgreementRecord, at: Instant): Pick<AgreementInForce, 'apart'> {
  const { parties } = record.agreement;
  if (parties.length === 2) return {};
  const suspenders = suspendersOf(record, at);
  const apart = parties.flatMap(({ did }): PartyApart[] => {
    const endsAt = endOfParty(record, did, at);
    const isSuspended = suspenders.includes(did);
    if (endsAt === undefined && !isSuspended) return [];
    return [{ did, isSuspended, ...(endsAt === undefined ? {} : { endsAt }) }];
  });
  return apart.length > 0 ? { apart } : {};
}

function standingIn(
  record: AgreementRecord,
  state: AgreementState,
  at: Instant,
): AgreementInForce['standing'] {
  if (state === 'terminated') return 'terminated';
  return openParties(record, at).length < 2 ? 'suspended' : 'active';
}

/** What was declared and stands: an ending for cause falls when the one who declared it says that the breach is cured. */
function declaredUntil(record: AgreementRecord, at: Instant): readonly Declaration[] {
  const declared = declarationsOf(record).filter(({ event }) => event.at <= at);
  return declared.filter(
    ({ event }, index) =>
      !isForCause(event) ||
      !declared.some(
        (one, later) => later > index && one.event.kind === 'cured' && one.event.by === event.by,
      ),
  );
}

function endingsUntil(record: AgreementRecord, at: Instant): readonly AgreementEvent[] {
  return declaredUntil(record, at)
    .map(({ event }) => event)
    .filter(({ kind }) => kind === 'terminated');
}
