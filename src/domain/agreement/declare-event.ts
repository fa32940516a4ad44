import { never } from '#kernel/never.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isParty } from './agreement.ts';
import {
  declarationsOf,
  type AgreementEvent,
  type AgreementRecord,
  type AgreementRefusal,
  type AgreementState,
} from './agreement-record.ts';
import { clausesOwedTo, rulesSuspendableBy } from './clauses-owed-to.ts';
import { causeDeclaredBy, hasLeft, stateOf, suspensionBy } from './state-of.ts';

/** What is declared about an agreement that lives. */
type LivingEvent = Exclude<AgreementEvent, { readonly kind: 'contested' }>;

const LIVING: readonly AgreementState[] = ['not-yet-effective', 'in-force', 'suspended'];

/**
 * Adds what one side declares, ours or a partner's, if that side may: any party suspends at once, the whole or single
 * permissions that the text lets it suspend, only who suspended resumes, any gives notice once, all together end at once, one alone only for a clause that another has broken. Who ended
 * for cause may take it back before it takes hold, and whom it is held against may answer in words, also after the end.
 * Of three or more, who gives notice or ends for cause leaves, and the others go on.
 */
export function declareEvent(
  record: AgreementRecord,
  event: AgreementEvent,
): Result<AgreementRecord, AgreementRefusal> {
  const refusal = whyNot(record, event);
  return refusal ? refuse(refusal) : accept({ ...record, events: [...record.events, event] });
}

function whyNot(record: AgreementRecord, event: AgreementEvent): AgreementRefusal | undefined {
  const { by } = event;
  if (!isParty(record.agreement, by)) return { code: 'agreement-not-a-party', by };
  if (event.kind === 'contested') return judgeContest(record, event);
  const state = stateFor(record, event);
  if (!LIVING.includes(state)) return { code: 'agreement-not-in-state', state, wanted: LIVING };
  return judgeLiving(record, event);
}

function judgeLiving(record: AgreementRecord, event: LivingEvent): AgreementRefusal | undefined {
  const { by, at } = event;
  switch (event.kind) {
    case 'suspended':
      return judgeSuspension(record, event);
    case 'resumed':
      return suspensionBy(record, by, at) ? undefined : { code: 'agreement-not-suspended-by', by };
    case 'notice':
      return hasDeclared(record, event) ? alreadyDeclared(event) : undefined;
    case 'terminated':
      if (event.cause !== undefined) return judgeCause(record, event, event.cause.clause);
      return hasDeclared(record, event) ? alreadyDeclared(event) : undefined;
    case 'cured':
      return causeDeclaredBy(record, by, at) ? undefined : { code: 'agreement-cause-not-declared', by };
  }
  return never(event);
}

/** Whether what was owed is overdue, no node can judge; which permissions may rest for it, the text says. */
function judgeSuspension(
  record: AgreementRecord,
  event: Extract<AgreementEvent, { readonly kind: 'suspended' }>,
): AgreementRefusal | undefined {
  const { by, at, rules } = event;
  const suspendable = rulesSuspendableBy(record.agreement, by);
  const rule = rules?.find((uid) => !suspendable.includes(uid));
  if (rule !== undefined) return { code: 'agreement-rule-not-suspendable', rule };
  const before = suspensionBy(record, by, at);
  return before && isSame(before.rules, rules) ? alreadyDeclared(event) : undefined;
}

function isSame(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return new Set(one).size === new Set([...one, ...other]).size && new Set(other).size === new Set(one).size;
}

/** Who has left an agreement that goes on among others has no say in it any more. */
function stateFor(record: AgreementRecord, { by, at }: AgreementEvent): AgreementState {
  return hasLeft(record, by, at) ? 'terminated' : stateOf(record, at);
}

/** An ending for cause says more than the agreement to end together, and one does not stand for the other. */
function hasDeclared(record: AgreementRecord, { kind, by }: AgreementEvent): boolean {
  return declarationsOf(record).some(
    ({ event: one }) =>
      one.kind === kind && one.by === by && !(one.kind === 'terminated' && one.cause !== undefined),
  );
}

function alreadyDeclared({ kind, by }: AgreementEvent): AgreementRefusal {
  return { code: 'agreement-already-declared', kind, by };
}

/** The cause must be a clause that another side owes to the one who ends; whether it was broken, no node can judge. */
function judgeCause(
  record: AgreementRecord,
  event: AgreementEvent,
  clause: string,
): AgreementRefusal | undefined {
  const { by, at } = event;
  if (!clausesOwedTo(record.agreement, by).includes(clause))
    return { code: 'agreement-cause-unknown', cause: clause };
  return causeDeclaredBy(record, by, at) ? alreadyDeclared(event) : undefined;
}

/** Once for each ending for cause, by a side that did not declare it, while it stands or after the end. */
function judgeContest(record: AgreementRecord, event: AgreementEvent): AgreementRefusal | undefined {
  const { by, at } = event;
  const declared = record.agreement.parties
    .map(({ did }) => (did === by ? undefined : causeDeclaredBy(record, did, at)))
    .flatMap((one) => (one === undefined ? [] : [one.event]));
  const last = declared.toSorted((one, other) => (one.at < other.at ? -1 : 1)).at(-1);
  if (!last) return { code: 'agreement-cause-not-declared', by };
  const answered = declarationsOf(record).some(
    ({ event: one }) => one.kind === 'contested' && one.by === by && one.at >= last.at,
  );
  return answered ? alreadyDeclared(event) : undefined;
}
