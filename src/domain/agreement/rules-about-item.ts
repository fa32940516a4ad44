import type { Instant } from '#kernel/instant.ts';
import {
  ACTIONS,
  type Action,
  type ConstraintTerm,
  type Did,
  type Duty,
  type Obligation,
  type RefinementTerm,
  type RuleAction,
  type Selector,
} from './agreement.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import { boundaryOf, checkSelectorTerm } from './check-term.ts';
import {
  clauseOf,
  directionsTo,
  endOf,
  prohibitionKey,
  type CompiledAgreements,
  type Direction,
  type PermissionFor,
  type ProhibitionFor,
} from './compile-agreements.ts';
import type { ClauseRef } from './decision.ts';
import { decideUse } from './decide-use.ts';
import { isBinding, judgeStanding } from './judge-standing.ts';
import { requestsOf } from './override/judge-override.ts';
import { FORBIDDEN_BY, type Restriction } from './restrictions/restriction.ts';
import type { ItemFacts, UseRequest, UseState } from './use-question.ts';

/** A condition that whoever holds the item alone can judge; `used` is how much of a quota was spent when it was written. */
export type ItemCondition = { readonly term: ConstraintTerm; readonly used?: number };

type ItemRule = { readonly assigner: Did; readonly assignee: Did };

/** One action that a clause allows with the item. */
export type ItemPermission = ItemRule & {
  readonly clause: ClauseRef;
  readonly action: RuleAction;
  readonly conditions: readonly ItemCondition[];
  readonly duties: readonly Duty[];
  /** The override in force that lets it pass, where the clause alone would not; its end is among the conditions. */
  readonly override?: string;
};

/** One action that a clause forbids, or the words that came with the item and that a person of ours confirmed. */
export type ItemProhibition = ItemRule & {
  readonly from: { readonly clause: ClauseRef } | { readonly words: string };
  readonly action: RuleAction;
  readonly conditions: readonly ItemCondition[];
};

export type ItemObligation = ItemRule & { readonly clause: ClauseRef; readonly obligation: Obligation };

/** What stands about one item towards one agency at a moment; `agreements` are those that the clauses come from. */
export type ItemRules = {
  readonly agreements: readonly AgreementInForce[];
  readonly permissions: readonly ItemPermission[];
  readonly prohibitions: readonly ItemProhibition[];
  readonly obligations: readonly ItemObligation[];
};

/** The item, who holds it, and what is known at that moment: as `decideUse` is asked, without a use. */
export type ItemHeld = {
  readonly actor: Did;
  readonly item: ItemFacts;
  readonly state: UseState;
  readonly at: Instant;
};

/**
 * The rules that go along with an item when it leaves for a system that cannot ask `decideUse`. Clauses about other items are
 * left out, and so is what is suspended or over. What only this node knows is written out: embargo and age of the offer as
 * moments, the end of the agreement as a condition of each permission. Where it is not known whether a selector matches,
 * a permission does not hold and a prohibition does, as in `decideUse`.
 */
export function rulesAboutItem(agreements: CompiledAgreements, held: ItemHeld): ItemRules {
  const { provider } = held.item;
  const directions = directionsTo(agreements, held.item, held.actor).filter(
    (direction) => judgeStanding(direction, held.at) === undefined,
  );
  const binding = ACTIONS.flatMap((action) =>
    (agreements.prohibitions.get(prohibitionKey(provider, held.actor, action)) ?? [])
      .filter((one) => isBinding(one.inForce, one.standing, held.at))
      .filter(({ prohibition }) => mayMatch(prohibition.target, held.item))
      .map((one) => ({ inForce: one.inForce, rule: prohibitionOf(one, action, held) })),
  );
  const said = directions.map((direction) => ({
    inForce: direction.inForce,
    permissions: permissionsIn(direction, held),
    obligations: obligationsIn(direction, held),
  }));
  const speaking = said.filter(({ permissions, obligations }) => permissions.length + obligations.length > 0);
  const sources = [...speaking, ...binding].map(({ inForce }) => inForce);
  return {
    agreements: [...new Map(sources.map((one) => [one.agreement.uid, one])).values()],
    permissions: [
      ...said.flatMap(({ permissions }) => permissions),
      ...overriddenIn(agreements, directions, held),
    ],
    prohibitions: [...binding.map(({ rule }) => rule), ...restrictionsOf(held)],
    obligations: said.flatMap(({ obligations }) => obligations),
  };
}

function permissionsIn(direction: Direction, held: ItemHeld): readonly ItemPermission[] {
  const end = endOf(direction.inForce, direction.standing);
  const untilEnd: readonly ConstraintTerm[] = end
    ? [{ operand: 'dateTime', operator: 'lt', value: end }]
    : [];
  return ACTIONS.flatMap((action) =>
    (direction.permissions.get(action) ?? [])
      .filter(({ suspendedBy }) => suspendedBy === undefined)
      .filter(({ permission }) =>
        permission.target.terms.every((term) => checkSelectorTerm(term, held.item) === 'satisfied'),
      )
      .map(({ clause, permission, refinements, constraints }) => ({
        clause,
        assigner: permission.assigner,
        assignee: held.actor,
        action: { action, refinements },
        conditions: [...constraints, ...untilEnd].flatMap((term) => settled(term, permission.uid, held)),
        duties: permission.duties,
      })),
  );
}

/** What two people let pass until an end, each under the clause that would grant it: for one outlet, market and language. */
function overriddenIn(
  agreements: CompiledAgreements,
  directions: readonly Direction[],
  held: ItemHeld,
): readonly ItemPermission[] {
  const { actor, item, state, at } = held;
  return (state.overrides ?? []).flatMap((override) =>
    requestsOf(override, actor).flatMap((request) => {
      const decision = decideUse(agreements, { request, item, state, at });
      if (decision.override !== override.id) return [];
      const waived = override.waived.map((code) => code.replace('constraint.', ''));
      return permissionsOf(directions, request).flatMap(({ clause, permission, constraints }) =>
        permission.uid === decision.rule
          ? [
              {
                clause,
                assigner: permission.assigner,
                assignee: actor,
                action: { action: override.action, refinements: refinementsOf(request) },
                conditions: [
                  ...constraints
                    .filter(({ operand }) => !waived.includes(operand))
                    .flatMap((term) => settled(term, permission.uid, held)),
                  { term: { operand: 'spatial', operator: 'eq', values: [override.territory] } } as const,
                  { term: { operand: 'dateTime', operator: 'lt', value: override.until } } as const,
                ],
                duties: permission.duties,
                override: override.id,
              },
            ]
          : [],
      );
    }),
  );
}

function permissionsOf(directions: readonly Direction[], { action }: UseRequest): readonly PermissionFor[] {
  return typeof action === 'string'
    ? directions.flatMap(({ permissions }) => permissions.get(action) ?? [])
    : [];
}

function refinementsOf({ action, channel, targetLanguage }: UseRequest): readonly RefinementTerm[] {
  if (action === 'translate')
    return targetLanguage === undefined
      ? []
      : [{ operand: 'targetLanguage', operator: 'eq', values: [targetLanguage] }];
  return channel === undefined ? [] : [{ operand: 'deliveryChannel', operator: 'eq', values: [channel] }];
}

function prohibitionOf(
  { prohibition, clause, refinements }: ProhibitionFor,
  action: Action,
  held: ItemHeld,
): ItemProhibition {
  return {
    from: { clause },
    assigner: prohibition.assigner,
    assignee: held.actor,
    action: { action, refinements },
    conditions: prohibition.constraints.flatMap((term) => settled(term, prohibition.uid, held)),
  };
}

function obligationsIn(
  { obligations, clauses }: Direction,
  { actor: assignee, item }: ItemHeld,
): readonly ItemObligation[] {
  return obligations
    .filter(({ target }) => mayMatch(target, item))
    .map((obligation) => ({
      clause: clauseOf(clauses, obligation.uid),
      assigner: obligation.assigner,
      assignee,
      obligation,
    }));
}

function mayMatch({ terms }: Selector, item: ItemFacts): boolean {
  return terms.every((term) => checkSelectorTerm(term, item) !== 'unsatisfied');
}

/** What only this node knows becomes a moment; an embargo that does not exist is no condition. */
function settled(term: ConstraintTerm, rule: string, { item, state }: ItemHeld): readonly ItemCondition[] {
  if (term.operand === 'countPerPeriod') {
    const used = state.counts.get(rule);
    return [used === undefined ? { term } : { term, used }];
  }
  if (term.operand !== 'dateTime' && term.operand !== 'elapsedTime') return [{ term }];
  const boundary = boundaryOf(term, item);
  if (boundary === 'none') return [];
  if (boundary === undefined) return [{ term }];
  return [{ term: { operand: 'dateTime', operator: term.operator, value: boundary } }];
}

/** The confirmed reading of the words that came with the item; unread or unconfirmed words go along as words alone. */
function restrictionsOf({ actor: assignee, item }: ItemHeld): readonly ItemProhibition[] {
  const { restrictions, providerRestrictions = [], provider: assigner } = item;
  const confirmed = restrictions?.confirmed ? restrictions.terms : [];
  return [...providerRestrictions, ...confirmed].flatMap((restriction) =>
    FORBIDDEN_BY[restriction.code].map((action) => ({
      from: { words: restriction.words },
      assigner,
      assignee,
      action: { action, refinements: [] },
      conditions: conditionsOf(restriction),
    })),
  );
}

function conditionsOf({ code, territories, channels }: Restriction): readonly ItemCondition[] {
  const isOnly = code === 'territory-only' || code === 'outlet-only';
  const operator = isOnly ? 'isNoneOf' : 'isAnyOf';
  if (territories) return [{ term: { operand: 'spatial', operator, values: territories } }];
  if (channels) return [{ term: { operand: 'deliveryChannel', operator, values: channels } }];
  return [];
}
