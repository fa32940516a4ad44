import type { Instant } from '#kernel/instant.ts';
import { checkSelectorTerm } from './check-term.ts';
import type { Direction, PermissionFor } from './compile-agreements.ts';
import type { Decision, ObligationDue, Reason, TraceLine } from './decision.ts';
import { isDue } from './judge-permission.ts';
import { tracePermission } from './trace-terms.ts';
import { unmetCode } from './unmet-code.ts';
import type { UseQuestion } from './use-question.ts';

/** Step 7, yes: the clause, its duties, what the use will oblige to, and the terms as they were judged. */
export function permitByPermission(
  direction: Direction,
  one: PermissionFor,
  question: UseQuestion,
): Decision {
  const { agreement, digest } = direction.inForce;
  return {
    permitted: true,
    rule: one.permission.uid,
    agreement: { uid: agreement.uid, digest },
    because: [{ code: 'rule.granted', clause: one.clause }],
    duties: one.permission.duties.filter((duty) => isDue(duty, question.request)),
    obligations: obligationsRaised(direction, question),
    trace: tracePermission(one, question),
  };
}

/** Step 8, no: the reasons of the permission that came nearest. */
export function denyByPermission(one: PermissionFor, question: UseQuestion): Decision {
  const trace = tracePermission(one, question);
  const because = [...restingReasons(one), ...unmetReasons(trace)];
  const retryAt = waitUntil(because);
  return {
    permitted: false,
    because,
    duties: one.permission.duties.filter((duty) => isDue(duty, question.request)),
    obligations: [],
    ...(retryAt === undefined ? {} : { retryAt }),
    trace,
  };
}

/** That a side has suspended this permission alone. */
export function restingReasons({ clause, suspendedBy }: PermissionFor): readonly Reason[] {
  return suspendedBy === undefined ? [] : [{ code: 'rule.suspended', clause, found: [suspendedBy] }];
}

/** What was not satisfied, as reasons. */
export function unmetReasons(trace: readonly TraceLine[]): Reason[] {
  return trace
    .filter(({ outcome }) => outcome !== 'satisfied')
    .map(({ clause, place, operand, found, operator, wanted, outcome, satisfiedAt }) => {
      return {
        code: unmetCode(place, operand, outcome),
        clause,
        operator,
        wanted,
        ...(found ? { found } : {}),
        ...(satisfiedAt === undefined ? {} : { at: satisfiedAt }),
      };
    });
}

/** Waiting helps only when it would satisfy every term that is not. */
export function waitUntil(because: readonly Reason[]): Instant | undefined {
  let latest: Instant | undefined;
  for (const { at } of because) {
    if (at === undefined) return undefined;
    if (latest === undefined || at > latest) latest = at;
  }
  return latest;
}

/** Publishing is the one use that is an event itself; takes, corrections and kills come by `obligationsAfter`. */
function obligationsRaised(direction: Direction, { request, item }: UseQuestion): readonly ObligationDue[] {
  if (request.action !== 'publish') return [];
  return direction.obligations
    .filter(({ event }) => event === 'itemPublished')
    .filter(({ target }) => target.terms.every((term) => checkSelectorTerm(term, item) !== 'unsatisfied'))
    .map(({ uid, action, dueIn }) => ({ rule: uid, action, dueIn }));
}
