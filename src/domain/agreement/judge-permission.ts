import type { Duty, DutyAction } from './agreement.ts';
import { checkConstraintTerm, checkDutyTerm, checkRefinementTerm, checkSelectorTerm } from './check-term.ts';
import type { PermissionFor } from './compile-agreements.ts';
import type { Outcome, TraceLine } from './decision.ts';
import { unmetCode } from './unmet-code.ts';
import type { JudgedQuestion, UseQuestion, UseRequest, UseState } from './use-question.ts';

/**
 * In how many terms a permission is not satisfied, a suspension of it alone counted as one; 0 permits. Stops at `enough`, past which it cannot be the nearest.
 * Counts only: the words are made for the one permission that decides (`explain-permission`), which keeps a decision
 * over many agreements cheap.
 */
export function countFailures(one: PermissionFor, question: JudgedQuestion, enough: number): number {
  const resting = one.suspendedBy === undefined ? 0 : 1;
  const before = resting + countInTarget(one, question, enough - resting);
  return before >= enough ? before : before + countInUse(one, question, enough - before);
}

/** Satisfied, or waived for what it lacks. */
function isMet(
  outcome: Outcome,
  place: TraceLine['place'],
  operand: TraceLine['operand'],
  waived: JudgedQuestion['waived'],
): boolean {
  return outcome === 'satisfied' || (waived?.has(unmetCode(place, operand, outcome)) ?? false);
}

function countInTarget({ permission }: PermissionFor, { item }: UseQuestion, enough: number): number {
  let failures = 0;
  for (const term of permission.target.terms) {
    if (failures >= enough) return failures;
    if (checkSelectorTerm(term, item) !== 'satisfied') failures += 1;
  }
  return failures;
}

function countInUse(
  { permission, refinements, constraints }: PermissionFor,
  question: JudgedQuestion,
  enough: number,
): number {
  let failures = 0;
  for (const term of refinements)
    if (!isMet(checkRefinementTerm(term, question.request), 'refinement', term.operand, question.waived))
      failures += 1;
  for (const term of constraints) {
    if (failures >= enough) return failures;
    const outcome = checkConstraintTerm(term, question, permission.uid);
    if (!isMet(outcome, 'constraint', term.operand, question.waived)) failures += 1;
  }
  if (failures >= enough) return failures;
  for (const duty of permission.duties)
    if (isDue(duty, question.request) && dutyOutcome(duty.action, question.state) !== 'satisfied')
      failures += 1;
  return failures;
}

/** A duty falls away only when one of its conditions certainly does not hold. */
export function isDue(duty: Duty, request: UseRequest): boolean {
  return duty.constraints.every((term) => checkDutyTerm(term, request) !== 'unsatisfied');
}

export function dutyOutcome(action: DutyAction, { duties }: UseState): Outcome {
  const done = duties[action];
  if (done === undefined) return 'unknown';
  return done ? 'satisfied' : 'unsatisfied';
}

/** What a use takes from the scarcest quota it touches: 1 for the last one, ½ for the last but one, 0 when it costs nothing. */
export function quotaCost({ permission, constraints }: PermissionFor, state: UseState): number {
  if (state.counted?.has(permission.uid)) return 0;
  let cost = 0;
  for (const term of constraints) {
    if (term.operand !== 'countPerPeriod') continue;
    const left = term.value - (state.counts.get(permission.uid) ?? 0);
    cost = Math.max(cost, 1 / Math.max(1, left));
  }
  return cost;
}
