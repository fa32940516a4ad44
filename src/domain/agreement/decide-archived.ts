import type { Instant } from '#kernel/instant.ts';
import { boundaryOf } from './check-term.ts';
import {
  directionsTo,
  endOf,
  type CompiledAgreements,
  type Direction,
  type PermissionFor,
} from './compile-agreements.ts';
import type { Decision, Reason } from './decision.ts';
import { denyByPermission } from './explain-permission.ts';
import { countFailures } from './judge-permission.ts';
import { judgeStanding } from './judge-standing.ts';
import { matchProhibitions } from './match-prohibitions.ts';
import { judgeRestrictions } from './restrictions/judge-restrictions.ts';
import type { ItemFacts, UseQuestion } from './use-question.ts';

/**
 * May a copy stay in an archive that it was put into? As long as an agreement that has begun and not ended lets the item be
 * archived. What only rests takes nothing away: a suspension, a channel that was not heard of, words that nobody has confirmed yet;
 * and a copy that stands costs no quota. Permitted, `archive.until` has the moment at which the longest of these rights ends; where
 * nothing ends them the reason is `rule.granted`.
 */
export function decideArchived(agreements: CompiledAgreements, question: UseQuestion): Decision {
  const asked: UseQuestion = { ...question, request: { ...question.request, action: 'archive' } };
  const restricted = judgeRestrictions(asked);
  if (restricted && restricted.code !== 'item.restrictions.unconfirmed') return answer(false, [restricted]);
  const forbidden = matchProhibitions(agreements, asked);
  if (forbidden) return forbidden;
  const { item, request, at } = asked;
  if (item.provider === request.actor) return answer(true, [{ code: 'item.own' }]);
  const directions = directionsTo(agreements, item, request.actor);
  const open = directions.filter((one) => runs(one, at));
  if (open.length === 0) return answer(false, reasonsOf(directions, at));
  const rights = open.flatMap((direction) => archiving(direction).map((one) => ({ direction, one })));
  const granted = rights.filter(({ one }) => countFailures(one, asked, 1) === 0);
  const [longest] = granted.map((right) => reasonOf(right, item)).toSorted(lastFirst);
  if (longest) return answer(true, [longest]);
  const [lost] = rights;
  if (lost) return denyByPermission(lost.one, asked);
  // What let it be archived and has ended says more than that others never did.
  const ended = directions.filter(({ permissions }) => permissions.has('archive'));
  return answer(false, reasonsOf(ended, at));
}

/** Of the answers for the parts of one copy the one that it goes by as a whole: the first that denies, else the one that ends first. */
export function firstToEnd(answers: readonly [Decision, ...Decision[]]): Decision {
  const [first] = answers.toSorted((one, other) => lastFirst(endIn(other), endIn(one)));
  return answers.find(({ permitted }) => !permitted) ?? first ?? answers[0];
}

/** The moment at which `archive.until` ends the right to keep a copy; undefined where it is not known to end. */
export function endIn({ because: [reason] }: Decision): End {
  return reason?.code === 'archive.until' && reason.at !== undefined ? { at: reason.at } : {};
}

/** A suspension stops what is done anew, not what stands. */
function runs(direction: Direction, at: Instant): boolean {
  const shut = judgeStanding(direction, at);
  return shut === undefined || shut.code === 'agreement.suspended';
}

function archiving({ permissions }: Direction): readonly PermissionFor[] {
  return (permissions.get('archive') ?? []).map(({ suspendedBy: _resting, constraints, ...one }) => ({
    ...one,
    constraints: constraints.filter(({ operand }) => operand !== 'countPerPeriod'),
  }));
}

type Right = { readonly direction: Direction; readonly one: PermissionFor };

/** A right to archive lasts as long as its terms about time hold and its agreement runs. */
function reasonOf({ direction, one }: Right, item: ItemFacts): Reason {
  const ends = one.constraints.flatMap((term) => {
    if (term.operand !== 'elapsedTime' && term.operand !== 'dateTime') return [];
    const boundary = boundaryOf(term, item);
    const isLast = term.operator === 'lt' || term.operator === 'lteq';
    return isLast && boundary !== undefined && boundary !== 'none' ? [boundary] : [];
  });
  const [at] = [...ends, endOf(direction.inForce, direction.standing)]
    .filter((end) => end !== undefined)
    .toSorted();
  return at === undefined
    ? { code: 'rule.granted', clause: one.clause }
    : { code: 'archive.until', clause: one.clause, at };
}

type End = { readonly at?: Instant };

function lastFirst({ at: one }: End, { at: other }: End): number {
  if (one === other) return 0;
  return one === undefined || (other !== undefined && one > other) ? -1 : 1;
}

function reasonsOf(directions: readonly Direction[], at: Instant): readonly Reason[] {
  const reasons = directions.map((one) => judgeStanding(one, at)).filter((reason) => reason !== undefined);
  return reasons.length > 0 ? reasons : [{ code: 'no.rule' }];
}

function answer(permitted: boolean, because: readonly Reason[]): Decision {
  return { permitted, because, duties: [], obligations: [], trace: [] };
}
