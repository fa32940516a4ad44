import { plusDuration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import { endOf, type Direction } from './compile-agreements.ts';
import type { Decision, Reason } from './decision.ts';
import { isDue } from './judge-permission.ts';
import { judgeStanding, termClause } from './judge-standing.ts';
import type { UseQuestion } from './use-question.ts';

/**
 * May a copy stay where it was published? As long as an agreement under which it can have been published has begun and
 * either has not ended or lets copies stay; where all of them must come down, until the last tail is over.
 */
export function decideKeeping(directions: readonly Direction[], { at }: UseQuestion): Decision {
  const begun = directions.filter(({ inForce }) => at >= inForce.agreement.effectiveFrom);
  const judged = begun.map((direction) => ({ direction, removeBy: removalDue(direction, at) }));
  const free = judged.find(({ removeBy }) => removeBy === undefined);
  if (free) return answer(true, { code: 'tail.keepPublished', clause: termClause(free.direction, 'tail') });
  const [last] = judged.toSorted((one, other) => ((one.removeBy ?? '') < (other.removeBy ?? '') ? 1 : -1));
  if (last?.removeBy === undefined) return answer(false, { code: 'no.rule' });
  const clause = termClause(last.direction, 'tail');
  return answer(at < last.removeBy, { code: 'tail.removeAll', clause, at: last.removeBy });
}

/**
 * What may be done to a published copy when no agreement stands: bring it to the version that corrects it, in the language
 * in which it is published. Corrections oblige as long as a copy stands, so they are never forbidden; neither freshness nor
 * the terms of the permission are asked, for otherwise the wrong text would stand. The duties of the copy remain.
 */
export function decideCorrection(
  directions: readonly Direction[],
  question: UseQuestion,
): Decision | undefined {
  const { item, state, request, at } = question;
  const { publishedVersion } = state;
  if (publishedVersion === undefined || !bringsCorrection(item, publishedVersion)) return undefined;
  const action = CORRECTED.find((made) => made === request.action);
  if (action === undefined) return undefined;
  for (const direction of directions) {
    const [one] = direction.permissions.get(action) ?? [];
    const shut = judgeStanding(direction, at);
    if (!one || !shut || shut.code === 'agreement.notYetEffective') continue;
    const { agreement, digest } = direction.inForce;
    const name = shut.code === 'agreement.suspended' ? 'suspension' : 'tail';
    return {
      ...answer(true, { code: 'tail.correction', clause: termClause(direction, name) }),
      rule: one.permission.uid,
      agreement: { uid: agreement.uid, digest },
      duties: one.permission.duties.filter((duty) => isDue(duty, request)),
    };
  }
  return undefined;
}

/** How a copy was made: each of these can put a wrong text right. */
const CORRECTED = ['publish', 'translate', 'archive'] as const;

/** The newest version corrects what is published, and it is the one in hand. */
function bringsCorrection(
  { version, latestVersion, latestIsCorrection }: UseQuestion['item'],
  published: number,
): boolean {
  return (
    version !== undefined && version > published && version === latestVersion && latestIsCorrection === true
  );
}

function removalDue({ inForce, standing }: Direction, at: Instant): Instant | undefined {
  const { tailPolicy, tailPeriod } = inForce.agreement;
  const end = endOf(inForce, standing);
  if (tailPolicy === 'keepPublished' || end === undefined || at < end) return undefined;
  return plusDuration(end, tailPeriod);
}

function answer(permitted: boolean, reason: Reason): Decision {
  return { permitted, because: [reason], duties: [], obligations: [], trace: [] };
}
