import { isTerritory } from '#kernel/territory.ts';
import {
  directionsTo,
  type CompiledAgreements,
  type Direction,
  type PermissionFor,
} from './compile-agreements.ts';
import type { Decision, Reason } from './decision.ts';
import { judgeItem, judgeVersion } from './judge-item.ts';
import { countFailures, quotaCost } from './judge-permission.ts';
import { denyByPermission, permitByPermission, unmetReasons } from './explain-permission.ts';
import { judgeFreshness, judgeStanding } from './judge-standing.ts';
import { matchProhibitions } from './match-prohibitions.ts';
import { decideArchived } from './decide-archived.ts';
import { decideCorrection, decideKeeping } from './decide-tail.ts';
import { overrideFor } from './override/judge-override.ts';
import { judgeRestrictions } from './restrictions/judge-restrictions.ts';
import { KEEP_ARCHIVED, KEEP_PUBLISHED, type JudgedQuestion, type UseQuestion } from './use-question.ts';

/**
 * May `request.actor` do this with this item now? The order is that of docs/protocol/agreement.md §Evaluation: killed or
 * withheld → words of restriction → prohibitions → own item → standing and dates → superseded → fresh channel →
 * permissions → no. Where nothing stands any more, the tail says what may still be done to a published copy; an override
 * that two people made waives some of what freshness and permissions lack, and nothing of what comes before them.
 * Pure: same inputs, same answer. What is unknown never permits and always counts against (I12, I13, I15).
 * Among several granting agreements the one whose quota suffers least decides, then the lower uid.
 */
export function decideUse(agreements: CompiledAgreements, question: UseQuestion): Decision {
  return decide(agreements, withKnownPlace(question));
}

/** A place that no clause can name lies outside every place that is granted or excepted: it is taken as not said. */
function withKnownPlace(question: UseQuestion): UseQuestion {
  const { territory } = question.request;
  if (territory === undefined || isTerritory(territory)) return question;
  const { territory: _unknown, ...request } = question.request;
  return { ...question, request };
}

function decide(agreements: CompiledAgreements, question: UseQuestion): Decision {
  const { request, item } = question;
  const stopped = judgeItem(item);
  if (stopped) return deny([stopped]);
  if (request.action === KEEP_ARCHIVED) return decideArchived(agreements, question);
  const restricted = judgeRestrictions(question);
  if (restricted) return deny([restricted]);
  const forbidden = matchProhibitions(agreements, question);
  if (forbidden) return forbidden;
  if (item.provider === request.actor) return own();
  const directions = directionsTo(agreements, item, request.actor);
  if (request.action === KEEP_PUBLISHED) return decideKeeping(directions, question);
  const decision = decideByAgreements(directions, question);
  if (decision.permitted) return decision;
  return decideCorrection(directions, question) ?? decideByOverride(directions, question) ?? decision;
}

/** Yes by an override, with what it waives named beside the clause. */
function decideByOverride(directions: readonly Direction[], question: UseQuestion): Decision | undefined {
  const override = overrideFor(question);
  if (!override) return undefined;
  const decision = decideByAgreements(directions, { ...question, waived: new Set(override.waived) });
  if (!decision.permitted) return undefined;
  const granting = directions.filter(({ inForce }) => inForce.agreement.uid === decision.agreement?.uid);
  const stale = granting.map((one) => judgeFreshness(one, question.state)).filter((one) => one !== undefined);
  const because = [...decision.because, ...stale, ...unmetReasons(decision.trace)];
  return { ...decision, because, override: override.id };
}

function decideByAgreements(directions: readonly Direction[], question: JudgedQuestion): Decision {
  const standing = directions.filter((direction) => judgeStanding(direction, question.at) === undefined);
  if (standing.length === 0) return denyByReasons(directions, (one) => judgeStanding(one, question.at));
  const superseded = judgeVersion(question.item);
  if (superseded) return deny([superseded]);
  const fresh = standing.filter((direction) => isFresh(direction, question));
  if (fresh.length === 0) return denyByReasons(standing, (one) => judgeFreshness(one, question.state));
  const granting = chooseGranting(fresh, question);
  if (granting) return permitByPermission(granting.direction, granting.permission, question);
  const nearest = chooseNearest(fresh, question);
  if (nearest) return denyByPermission(nearest, question);
  // Nothing in what is open grants the action: an agreement that would have is shut, so say that instead.
  const shut = directions.filter((direction) => permissionsFor(direction, question).length > 0);
  return denyByReasons(shut, (one) => judgeStanding(one, question.at) ?? judgeFreshness(one, question.state));
}

function isFresh(direction: Direction, { state, waived }: JudgedQuestion): boolean {
  const stale = judgeFreshness(direction, state);
  return stale === undefined || (waived?.has(stale.code) ?? false);
}

type Choice = { readonly direction: Direction; readonly permission: PermissionFor };

/**
 * Of each agreement the first permission that is satisfied in full, whatever its quota; of these the one that takes
 * least of a quota, then the lower uid.
 */
function chooseGranting(directions: readonly Direction[], question: JudgedQuestion): Choice | undefined {
  let best: Choice | undefined;
  let lowest = Infinity;
  for (const direction of directions) {
    const permissions = permissionsFor(direction, question);
    if (best && isNoCheaper(permissions, lowest, question)) continue;
    const permission = permissions.find((one) => countFailures(one, question, 1) === 0);
    const cost = permission ? quotaCost(permission, question.state) : Infinity;
    if (!permission || cost >= lowest) continue;
    best = { direction, permission };
    lowest = cost;
  }
  return best;
}

/** No need to judge what could not win. */
function isNoCheaper(permissions: readonly PermissionFor[], cost: number, { state }: UseQuestion): boolean {
  return cost === 0 || permissions.every((one) => quotaCost(one, state) >= cost);
}

/**
 * The permission that fails in the fewest terms; ties go to the lower uid, then to the first in the document. None is
 * satisfied in full, or it would have granted: nothing after the first that fails in one term can be nearer.
 */
function chooseNearest(directions: readonly Direction[], question: UseQuestion): PermissionFor | undefined {
  let best: PermissionFor | undefined;
  let fewest = Infinity;
  for (const direction of directions)
    for (const permission of permissionsFor(direction, question)) {
      const failures = countFailures(permission, question, fewest);
      if (failures >= fewest) continue;
      if (failures === 1) return permission;
      best = permission;
      fewest = failures;
    }
  return best;
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
