import {
  directionKey,
  type CompiledAgreements,
  type Direction,
  type PermissionFor,
} from './compile-agreements.ts';
import type { Decision, Reason } from './decision.ts';
import { judgeItem, judgeVersion } from './judge-item.ts';
import { countFailures, quotaCost } from './judge-permission.ts';
import { denyByPermission, permitByPermission } from './explain-permission.ts';
import { judgeFreshness, judgeStanding } from './judge-standing.ts';
import { matchProhibitions } from './match-prohibitions.ts';
import type { UseQuestion } from './use-question.ts';

/**
 * May `request.actor` do this with this item now? The order is that of docs/protocol/agreement.md §Evaluation:
 * killed or withheld → prohibitions → own item → standing and dates → superseded → fresh channel → permissions → no.
 * Pure: same inputs, same answer. What is unknown never permits and always counts against (I12, I13, I15).
 * Among several granting agreements the one whose quota suffers least decides, then the lower uid.
 */
export function decideUse(agreements: CompiledAgreements, question: UseQuestion): Decision {
  const { request, item } = question;
  const stopped = judgeItem(item);
  if (stopped) return deny([stopped]);
  const forbidden = matchProhibitions(agreements, question);
  if (forbidden) return forbidden;
  if (item.provider === request.actor) return own();
  const directions = agreements.directions.get(directionKey(item.provider, request.actor)) ?? [];
  return decideByAgreements(directions, question);
}

function decideByAgreements(directions: readonly Direction[], question: UseQuestion): Decision {
  const standing = directions.filter((direction) => judgeStanding(direction, question.at) === undefined);
  if (standing.length === 0) return denyByReasons(directions, (one) => judgeStanding(one, question.at));
  const superseded = judgeVersion(question.item);
  if (superseded) return deny([superseded]);
  const fresh = standing.filter((direction) => judgeFreshness(direction, question.state) === undefined);
  if (fresh.length === 0) return denyByReasons(standing, (one) => judgeFreshness(one, question.state));
  const choice = choose(fresh, question);
  if (choice?.failures === 0) return permitByPermission(choice.direction, choice.permission, question);
  if (choice) return denyByPermission(choice.direction, choice.permission, question);
  // Nothing in what is open grants the action: an agreement that would have is shut, so say that instead.
  const shut = directions.filter((direction) => permissionsFor(direction, question).length > 0);
  return denyByReasons(shut, (one) => judgeStanding(one, question.at) ?? judgeFreshness(one, question.state));
}

type Choice = {
  readonly direction: Direction;
  readonly permission: PermissionFor;
  readonly failures: number;
  readonly cost: number;
};

/** The best granting permission, else the one that fails in the fewest terms; ties go to the first by uid and document. */
function choose(directions: readonly Direction[], question: UseQuestion): Choice | undefined {
  let best: Choice | undefined;
  for (const direction of directions) {
    const found = chooseWithin(direction, question);
    if (found && (!best || isBetter(found, best))) best = found;
  }
  return best;
}

/** Within one agreement the first that is satisfied in full, whatever its quota. */
function chooseWithin(direction: Direction, question: UseQuestion): Choice | undefined {
  let best: Choice | undefined;
  for (const permission of permissionsFor(direction, question)) {
    const failures = countFailures(direction, permission, question);
    if (failures === 0)
      return { direction, permission, failures, cost: quotaCost(permission, question.state) };
    if (!best || failures < best.failures) best = { direction, permission, failures, cost: 0 };
  }
  return best;
}

function isBetter(one: Choice, other: Choice): boolean {
  if (one.failures !== other.failures) return one.failures < other.failures;
  return one.cost < other.cost;
}

function permissionsFor(direction: Direction, { request }: UseQuestion): readonly PermissionFor[] {
  if (typeof request.action !== 'string') return [];
  return direction.permissions.get(request.action) ?? [];
}

function denyByReasons(
  directions: readonly Direction[],
  judge: (direction: Direction) => Reason | undefined,
): Decision {
  const reasons = directions.map(judge).filter((reason) => reason !== undefined);
  return deny(reasons.length > 0 ? reasons : [{ code: 'no.rule' }]);
}

function deny(because: readonly Reason[]): Decision {
  return { permitted: false, because, duties: [], obligations: [], trace: [] };
}

function own(): Decision {
  return {
    permitted: true,
    rule: 'own',
    because: [{ code: 'item.own' }],
    duties: [],
    obligations: [],
    trace: [],
  };
}
