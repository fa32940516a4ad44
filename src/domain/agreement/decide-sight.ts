import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Did } from './agreement.ts';
import {
  directionKey,
  directionsTo,
  type CompiledAgreements,
  type Direction,
  type PermissionFor,
} from './compile-agreements.ts';
import { decideUse } from './decide-use.ts';
import type { Decision, Reason } from './decision.ts';
import { restingReasons, unmetReasons, waitUntil } from './explain-permission.ts';
import { judgeStanding } from './judge-standing.ts';
import { selectorMatches } from './list-products.ts';
import { tracePermission } from './trace-terms.ts';
import type { UseQuestion } from './use-question.ts';

/** Whether a partner may see our item, and the version of the agreement that shows it. */
export type Sight = { readonly decision: Decision; readonly under?: Digest };

type Answer = { readonly partner: Did; readonly decision: Decision };

/**
 * May our item be offered to this partner now? Nothing must forbid to offer it there (exclusivity above all), and some
 * permission of an agreement that stands, not suspended by itself, must select it; what is unknown about an item keeps it out of sight (I12).
 * `retryAt` of a denial is when the partner would see it by waiting alone: when the hours of an exclusivity are over.
 */
export function decideSight(agreements: CompiledAgreements, question: UseQuestion, partner: Did): Sight {
  const offering = {
    ...question,
    request: { ...question.request, action: 'offer', recipient: partner },
  } as const;
  const decision = decideUse(agreements, offering);
  if (!decision.permitted) {
    const retryAt = seenAt(agreements, question, { partner, decision });
    return { decision: retryAt === undefined ? decision : { ...decision, retryAt } };
  }
  return shownTo(agreements, question, { partner, decision });
}

/** What we may let go out: does an agreement of ours with this partner select it? */
export function shownTo(
  agreements: CompiledAgreements,
  question: UseQuestion,
  { partner, decision }: Answer,
): Sight {
  const ours = { provider: question.item.provider, suppliedBy: question.request.actor };
  const directions = directionsTo(agreements, ours, partner);
  const standing = directions.filter((one) => judgeStanding(one, question.at) === undefined);
  const showing = standing.find((one) => shows(one, question));
  if (showing) return { decision, under: showing.inForce.digest };
  const resting = standing.flatMap((one) => selectingIn(one, question)).flatMap(restingReasons);
  if (resting.length > 0) return { decision: notSeen(resting) };
  const shut = directions.map((one) => judgeStanding(one, question.at)).filter((one) => one !== undefined);
  return { decision: notSeen(standing.length > 0 ? missedBy(standing, question) : shut) };
}

/** When what forbids is over, if the partner sees the item then; when the next is over, if not. */
function seenAt(
  agreements: CompiledAgreements,
  question: UseQuestion,
  { partner, decision }: Answer,
): Instant | undefined {
  const at = waitUntil(decision.because);
  if (at === undefined || at <= question.at) return undefined;
  const then = decideSight(agreements, { ...question, at }, partner);
  return then.under === undefined ? then.decision.retryAt : at;
}

/** Those to whom these agreements give anything of this agency's. */
export function takersFrom({ directions }: CompiledAgreements, giver: Did): readonly Did[] {
  const start = directionKey(giver, '');
  return [...directions.keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}

function shows(direction: Direction, question: UseQuestion): boolean {
  return selectingIn(direction, question).some(({ suspendedBy }) => suspendedBy === undefined);
}

function selectingIn(direction: Direction, { item }: UseQuestion): readonly PermissionFor[] {
  return permissionsIn(direction).filter(({ permission }) => selectorMatches(permission.target, item));
}

function permissionsIn({ permissions }: Direction) {
  return [...permissions.values()].flat();
}

/** The terms of the selector that comes nearest. */
function missedBy(directions: readonly Direction[], question: UseQuestion): readonly Reason[] {
  const missed = directions
    .flatMap(permissionsIn)
    .map((one) => unmetReasons(tracePermission(one, question).filter(({ place }) => place === 'target')));
  return missed.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

export function notSeen(reasons: readonly Reason[]): Decision {
  const because = reasons.length > 0 ? reasons : [{ code: 'no.rule' } as const];
  return { permitted: false, because, duties: [], obligations: [], trace: [] };
}
