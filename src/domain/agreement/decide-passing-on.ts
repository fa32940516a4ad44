import type { Did } from './agreement.ts';
import { checkSelectorTerm } from './check-term.ts';
import { directionsTo, type CompiledAgreements, type PermissionFor } from './compile-agreements.ts';
import { notSeen, shownTo, type Sight } from './decide-sight.ts';
import { decideUse } from './decide-use.ts';
import type { Decision, Reason } from './decision.ts';
import { waitUntil } from './explain-permission.ts';
import { isWithin } from './is-within.ts';
import { judgeStanding } from './judge-standing.ts';
import { selectorMatches } from './list-products.ts';
import { matchProhibitions } from './match-prohibitions.ts';
import type { ItemFacts, UseQuestion } from './use-question.ts';

/**
 * May we pass a partner's item on to this third party now? Whoever brings it to us must grant it (`grantUse`, with this recipient), nobody
 * may be promised it alone (`offer`), an agreement of ours with the third party must select items of its provider, and where a duty
 * `nextPolicy` binds us to a permission, nothing that the third party may do by us may go beyond that. No override helps.
 * `decision` is that of `decideUse` when it goes; its file can be made again from it.
 */
export function decidePassingOn(agreements: CompiledAgreements, question: UseQuestion, to: Did): Sight {
  const asked = askToPassOn(question, to);
  if (to === question.item.provider || to === question.item.suppliedBy) return { decision: notSeen([]) };
  const granted = decideUse(agreements, asked);
  if (!granted.permitted) return { decision: granted };
  const promised = matchProhibitions(agreements, {
    ...asked,
    request: { ...asked.request, action: 'offer' },
  });
  if (promised) return { decision: withRetry(promised) };
  const shown = shownTo(agreements, asked, { partner: to, decision: granted });
  if (!shown.under) return shown;
  const wider = widerThanLet(agreements, asked, { to, granted });
  return wider.length === 0 ? shown : { decision: notSeen(wider) };
}

/** As `decideUse` is asked: where a third party is aimed at is its own to know. */
export function askToPassOn({ request, item, state, at }: UseQuestion, recipient: Did): UseQuestion {
  const { overrides: _overrides, ...known } = state;
  return { request: { actor: request.actor, action: 'grantUse', recipient }, item, state: known, at };
}

function withRetry(denied: Decision): Decision {
  const retryAt = waitUntil(denied.because);
  return retryAt === undefined ? denied : { ...denied, retryAt };
}

/** What the third party may do by us and the permission that it is bound to does not say. */
function widerThanLet(
  agreements: CompiledAgreements,
  question: UseQuestion,
  { to, granted }: { readonly to: Did; readonly granted: Decision },
): readonly Reason[] {
  const bounds = granted.duties.flatMap(({ action, target }) =>
    action === 'nextPolicy' && target !== undefined ? [target] : [],
  );
  if (bounds.length === 0) return [];
  const { item, request } = question;
  const letUs = permissionsTo(agreements, question, { from: item.suppliedBy, to: request.actor }).filter(
    ({ one }) => one.suspendedBy === undefined && selectorMatches(one.permission.target, item),
  );
  const given = permissionsTo(agreements, question, { from: request.actor, to }).filter(({ one }) =>
    maySelect(one, item),
  );
  return bounds.flatMap((bound) => {
    const limits = letUs.filter(
      ({ one, agreement }) => one.permission.uid === bound && agreement === granted.agreement?.uid,
    );
    return given
      .filter(
        ({ action, one }) => !limits.some((limit) => limit.action === action && isWithin(one, limit.one)),
      )
      .map(({ action, one }) => ({ code: 'passing.wider', clause: one.clause, found: [action] }) as const);
  });
}

type Given = { readonly action: string; readonly one: PermissionFor; readonly agreement: string };

/** What agreements that are not over say to one side of items of this provider: one that rests or has not begun may count any day. */
function permissionsTo(
  agreements: CompiledAgreements,
  { item, at }: UseQuestion,
  { from, to }: { readonly from: Did | undefined; readonly to: Did },
): readonly Given[] {
  return directionsTo(agreements, { provider: item.provider, suppliedBy: from }, to)
    .filter((direction) => !isOver(judgeStanding(direction, at)))
    .flatMap(({ inForce, permissions }) =>
      [...permissions].flatMap(([action, all]) =>
        all.map((one) => ({ action, one, agreement: inForce.agreement.uid })),
      ),
    );
}

function isOver(reason: Reason | undefined): boolean {
  return reason?.code === 'agreement.expired' || reason?.code === 'agreement.terminated';
}

function maySelect({ permission }: PermissionFor, item: ItemFacts): boolean {
  return permission.target.terms.every((term) => checkSelectorTerm(term, item) !== 'unsatisfied');
}
