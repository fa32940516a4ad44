import { never } from '#kernel/never.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isParty } from './agreement.ts';
import type {
  AgreementEvent,
  AgreementRecord,
  AgreementRefusal,
  AgreementState,
} from './agreement-record.ts';
import { hasLeft, stateOf, suspendersOf } from './state-of.ts';

const LIVING: readonly AgreementState[] = ['not-yet-effective', 'in-force', 'suspended'];

/**
 * Adds what one side declares, ours or a partner's, if that side may: any party suspends at once, only who suspended
 * resumes, any gives notice once, all together end at once, one alone only for another's overdue duty. Of three or more,
 * who gives notice or ends for cause leaves, and the others go on.
 */
export function declareEvent(
  record: AgreementRecord,
  event: AgreementEvent,
): Result<AgreementRecord, AgreementRefusal> {
  const refusal = whyNot(record, event);
  return refusal ? refuse(refusal) : accept({ ...record, events: [...record.events, event] });
}

function whyNot(record: AgreementRecord, event: AgreementEvent): AgreementRefusal | undefined {
  const { by, at } = event;
  if (!isParty(record.agreement, by)) return { code: 'agreement-not-a-party', by };
  const state = stateFor(record, event);
  if (!LIVING.includes(state)) return { code: 'agreement-not-in-state', state, wanted: LIVING };
  switch (event.kind) {
    case 'suspended':
      return suspendersOf(record, at).includes(by) ? alreadyDeclared(event) : undefined;
    case 'resumed':
      return suspendersOf(record, at).includes(by) ? undefined : { code: 'agreement-not-suspended-by', by };
    case 'notice':
      return hasDeclared(record, event) ? alreadyDeclared(event) : undefined;
    case 'terminated':
      if (event.cause !== undefined) return judgeCause(record, event.by, event.cause);
      return hasDeclared(record, event) ? alreadyDeclared(event) : undefined;
  }
  return never(event);
}

/** Who has left an agreement that goes on among others has no say in it any more. */
function stateFor(record: AgreementRecord, { by, at }: AgreementEvent): AgreementState {
  return hasLeft(record, by, at) ? 'terminated' : stateOf(record, at);
}

function hasDeclared({ events }: AgreementRecord, { kind, by }: AgreementEvent): boolean {
  return events.some((one) => one.kind === kind && one.by === by);
}

function alreadyDeclared({ kind, by }: AgreementEvent): AgreementRefusal {
  return { code: 'agreement-already-declared', kind, by };
}

/** The cause must be an obligation that the other side owes to the one who ends; that it is overdue, the caller has checked. */
function judgeCause(record: AgreementRecord, by: string, cause: string): AgreementRefusal | undefined {
  const owed = record.agreement.obligations.some(({ uid, assigner }) => uid === cause && assigner === by);
  return owed ? undefined : { code: 'agreement-cause-unknown', cause };
}
