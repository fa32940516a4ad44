import { plusDuration, type Duration } from '#kernel/duration.ts';
import { secondsBetween, type Instant } from '#kernel/instant.ts';
import type {
  Action,
  ConstraintTerm,
  Did,
  Dids,
  Obligation,
  Permission,
  Prohibition,
  RefinementTerm,
  RuleAction,
  Selector,
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
  /** Who has suspended this permission alone. */
  readonly suspendedBy?: Did;
};

export type ProhibitionFor = {
  readonly inForce: AgreementInForce;
  /** Between the assigner and the one of its assignees that is bound here. */
  readonly standing: Standing;
  readonly prohibition: Prohibition;
  readonly clause: ClauseRef;
  readonly refinements: readonly RefinementTerm[];
};

/** How an agreement stands between the sides of a rule. */
export type Standing = {
  readonly isSuspended: boolean;
  /** The end that notice, cause or both sides have set; never later than `effectiveUntil`. */
  readonly endsAt?: Instant;
};

/** What one agreement says in one direction: giver's items, taker's uses. */
export type Direction = {
  readonly inForce: AgreementInForce;
  /** Who lets the taker have the items: their provider, or who passes them on. */
  readonly giver: Did;
  readonly standing: Standing;
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
    for (const [key, direction] of compileDirections(inForce, clauses)) append(directions, key, direction);
    for (const prohibition of inForce.agreement.prohibitions)
      addProhibition(prohibitions, inForce, prohibition, clauseOf(clauses, prohibition.uid));
  }
  return { directions, prohibitions };
}

/** The directions of one agreement under their keys: one for each provider, giver and taker that its rules name. */
function compileDirections(
  inForce: AgreementInForce,
  clauses: ClauseRefs,
): readonly (readonly [string, Direction])[] {
  const { permissions, obligations } = inForce.agreement;
  const pairs = new Map(
    [...permissions, ...obligations].flatMap(({ assigner, assignees, target }) =>
      providersOf(target, assigner).flatMap((provider) =>
        assignees.map((taker) => [`${provider} ${assigner} ${taker}`, { provider, giver: assigner, taker }]),
      ),
    ),
  );
  return [...pairs.values()].map((pair) => [
    directionKey(pair.provider, pair.taker),
    compileDirection(inForce, clauses, pair),
  ]);
}

/**
 * What agreements say to this taker of items of this provider, as they come by this giver: what a third party lets it do with its own
 * copies says nothing of those. Not known by whom they come, it is what anybody says.
 */
export function directionsTo(
  { directions }: CompiledAgreements,
  { provider, suppliedBy }: { readonly provider: Did; readonly suppliedBy?: Did | undefined },
  taker: Did,
): readonly Direction[] {
  const all = directions.get(directionKey(provider, taker)) ?? [];
  return suppliedBy === undefined ? all : all.filter(({ giver }) => giver === suppliedBy);
}

/** Whose items a selector is about: the giver's own, unless it names others. */
export function providersOf({ terms }: Selector, giver: Did): readonly Did[] {
  const named = terms.flatMap((term) => (term.operand === 'provider' ? term.values : []));
  return named.length > 0 ? [...new Set(named)] : [giver];
}

function compileDirection(
  inForce: AgreementInForce,
  clauses: ClauseRefs,
  { provider, giver, taker }: { readonly provider: Did; readonly giver: Did; readonly taker: Did },
): Direction {
  const isOurs = (rule: {
    readonly assigner: Did;
    readonly assignees: Dids;
    readonly target: Selector;
  }): boolean =>
    rule.assigner === giver &&
    rule.assignees.includes(taker) &&
    providersOf(rule.target, giver).includes(provider);
  const permissions = new Map<string, PermissionFor[]>();
  for (const permission of inForce.agreement.permissions.filter(isOurs))
    for (const action of permission.actions)
      append(permissions, action.action, compilePermission(inForce, permission, action, clauses));
  const obligations = inForce.agreement.obligations.filter(isOurs);
  const freshnessSeconds = secondsOf(inForce.agreement.freshness, inForce.agreement.effectiveFrom);
  const standing = standingBetween(inForce, [giver, taker]);
  return { inForce, giver, standing, permissions, obligations, freshnessSeconds, clauses };
}

function compilePermission(
  { suspendedRules }: AgreementInForce,
  permission: Permission,
  { action, refinements }: RuleAction,
  clauses: ClauseRefs,
): PermissionFor {
  const constraints = action === 'publish' ? withEmbargo(permission.constraints) : permission.constraints;
  const by = suspendedRules.find(({ uid }) => uid === permission.uid)?.by;
  return {
    permission,
    clause: clauseOf(clauses, permission.uid),
    refinements,
    constraints,
    ...(by === undefined ? {} : { suspendedBy: by }),
  };
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
  const { assigner, assignees, target, actions } = prohibition;
  for (const { action, refinements } of actions)
    for (const assignee of assignees)
      for (const provider of providersOf(target, action === 'offer' ? assignee : assigner))
        append(prohibitions, prohibitionKey(provider, assignee, action), {
          inForce,
          standing: standingBetween(inForce, [assigner, assignee]),
          prohibition,
          clause,
          refinements,
        });
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

/** How an agreement stands between some of its parties, as far as is known: the whole, and each of them. */
export function standingBetween(inForce: AgreementInForce, sides: readonly Did[]): Standing {
  const apart = inForce.apart?.filter(({ did }) => sides.includes(did)) ?? [];
  const endsAt = [inForce.endsAt, ...apart.map((one) => one.endsAt)].filter((one) => one !== undefined);
  const [first] = endsAt.toSorted();
  return {
    isSuspended: inForce.standing === 'suspended' || apart.some((one) => one.isSuspended),
    ...(first === undefined ? {} : { endsAt: first }),
  };
}

/** The last moment plus one between these sides: by date, by notice, or by leaving. */
export function endOf({ agreement }: AgreementInForce, { endsAt }: Standing): Instant | undefined {
  const { effectiveUntil } = agreement;
  if (endsAt === undefined || effectiveUntil === undefined) return endsAt ?? effectiveUntil;
  return endsAt < effectiveUntil ? endsAt : effectiveUntil;
}
