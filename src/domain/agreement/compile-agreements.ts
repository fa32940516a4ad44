import { plusDuration, type Duration } from '#kernel/duration.ts';
import { secondsBetween, type Instant } from '#kernel/instant.ts';
import type {
  Action,
  Agreement,
  ConstraintTerm,
  Did,
  Obligation,
  Permission,
  Prohibition,
  RefinementTerm,
  RuleAction,
} from './agreement.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import type { ClauseRef } from './decision.ts';
import { numberClauses } from './number-clauses.ts';

type ClauseRefs = ReadonlyMap<string, ClauseRef>;

/** One permission as it stands for one of its actions. */
export type PermissionFor = {
  readonly permission: Permission;
  readonly clause: ClauseRef;
  readonly refinements: readonly RefinementTerm[];
  readonly constraints: readonly ConstraintTerm[];
};

export type ProhibitionFor = {
  readonly inForce: AgreementInForce;
  readonly prohibition: Prohibition;
  readonly clause: ClauseRef;
  readonly refinements: readonly RefinementTerm[];
};

/** What one agreement says in one direction: giver's items, taker's uses. */
export type Direction = {
  readonly inForce: AgreementInForce;
  readonly permissions: ReadonlyMap<string, readonly PermissionFor[]>;
  readonly obligations: readonly Obligation[];
  readonly freshnessSeconds: number;
  readonly clauses: ClauseRefs;
};

/** Agreements laid out so that a decision looks only at those between its two parties. Made once, used many times. */
export type CompiledAgreements = {
  readonly directions: ReadonlyMap<string, readonly Direction[]>;
  readonly prohibitions: ReadonlyMap<string, readonly ProhibitionFor[]>;
};

/** DIDs hold no spaces. */
export function directionKey(provider: Did, actor: Did): string {
  return `${provider} ${actor}`;
}

export function prohibitionKey(provider: Did, actor: Did, action: Action): string {
  return `${provider} ${actor} ${action}`;
}

/** Order does not matter: agreements are sorted by uid, so equal sets give equal decisions. */
export function compileAgreements(agreements: readonly AgreementInForce[]): CompiledAgreements {
  const directions = new Map<string, Direction[]>();
  const prohibitions = new Map<string, ProhibitionFor[]>();
  for (const inForce of agreements.toSorted((a, b) => (a.agreement.uid < b.agreement.uid ? -1 : 1))) {
    const clauses = numberClauses(inForce.agreement);
    const [first, second] = inForce.agreement.parties;
    addDirection(directions, compileDirection(inForce, clauses, [first.did, second.did]));
    addDirection(directions, compileDirection(inForce, clauses, [second.did, first.did]));
    for (const prohibition of inForce.agreement.prohibitions)
      addProhibition(prohibitions, inForce, prohibition, clauseOf(clauses, prohibition.uid));
  }
  return { directions, prohibitions };
}

type Keyed<T> = { readonly key: string; readonly value: T } | undefined;

function addDirection(directions: Map<string, Direction[]>, entry: Keyed<Direction>): void {
  if (entry) append(directions, entry.key, entry.value);
}

function compileDirection(
  inForce: AgreementInForce,
  clauses: ClauseRefs,
  [giver, taker]: readonly [Did, Did],
): Keyed<Direction> {
  const isOurs = (rule: { readonly assigner: Did; readonly assignee: Did }): boolean =>
    rule.assigner === giver && rule.assignee === taker;
  const permissions = new Map<string, PermissionFor[]>();
  for (const permission of inForce.agreement.permissions.filter(isOurs))
    for (const action of permission.actions)
      append(permissions, action.action, compilePermission(permission, action, clauses));
  const obligations = inForce.agreement.obligations.filter(isOurs);
  if (permissions.size === 0 && obligations.length === 0) return undefined;
  const freshnessSeconds = secondsOf(inForce.agreement.freshness, inForce.agreement.effectiveFrom);
  return {
    key: directionKey(giver, taker),
    value: { inForce, permissions, obligations, freshnessSeconds, clauses },
  };
}

function compilePermission(
  permission: Permission,
  { action, refinements }: RuleAction,
  clauses: ClauseRefs,
): PermissionFor {
  const constraints = action === 'publish' ? withEmbargo(permission.constraints) : permission.constraints;
  return { permission, clause: clauseOf(clauses, permission.uid), refinements, constraints };
}

/** No grant to publish overrides an embargo by silence (I13): the profile reads it into every such permission. */
function withEmbargo(constraints: readonly ConstraintTerm[]): readonly ConstraintTerm[] {
  const spelled = constraints.some((term) => term.operand === 'dateTime' && term.value === 'itemEmbargoEnd');
  if (spelled) return constraints;
  return [...constraints, { operand: 'dateTime', operator: 'gteq', value: 'itemEmbargoEnd' }];
}

/**
 * A prohibition covers the assigner's items, but that of `offer` the assignee's own, since that is what one has to
 * offer: exclusivity. Passing on a partner's item is `grantUse` (docs/protocol/agreement.md).
 */
function addProhibition(
  prohibitions: Map<string, ProhibitionFor[]>,
  inForce: AgreementInForce,
  prohibition: Prohibition,
  clause: ClauseRef,
): void {
  const { assigner, assignee, actions } = prohibition;
  for (const { action, refinements } of actions) {
    const key = prohibitionKey(action === 'offer' ? assignee : assigner, assignee, action);
    append(prohibitions, key, { inForce, prohibition, clause, refinements });
  }
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

export function clauseOf(clauses: ClauseRefs, uid: string): ClauseRef {
  const clause = clauses.get(uid);
  if (!clause) throw new Error(`clause ${uid} was not numbered`);
  return clause;
}

function secondsOf(duration: Duration, from: Instant): number {
  return secondsBetween(from, plusDuration(from, duration));
}

/** When the agreement ends as far as is known: by its date or by notice. */
export function endOf(inForce: {
  readonly agreement: Agreement;
  readonly endsAt?: Instant;
}): Instant | undefined {
  const { endsAt } = inForce;
  const { effectiveUntil } = inForce.agreement;
  if (endsAt === undefined || effectiveUntil === undefined) return endsAt ?? effectiveUntil;
  return endsAt < effectiveUntil ? endsAt : effectiveUntil;
}
