import type { Digest } from '#kernel/digest.ts';
import { plusDuration, type Duration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import type {
  Consequence,
  Did,
  KillPolicy,
  Obligation,
  ObligationAction,
  ObligationEvent,
} from './agreement.ts';
import { checkSelectorTerm } from './check-term.ts';
import {
  clauseOf,
  directionsTo,
  endOf,
  type CompiledAgreements,
  type Direction,
} from './compile-agreements.ts';
import type { ClauseRef } from './decision.ts';
import type { ItemFacts } from './use-question.ts';

/** A duty with its clock running. */
export type ObligationAfter = {
  readonly clause: ClauseRef;
  readonly agreement: { readonly uid: string; readonly digest: Digest };
  readonly action: ObligationAction;
  readonly dueIn: Duration;
  readonly dueAt: Instant;
  /** Whether the copy comes down by itself; `desk` where the agreement says nothing. */
  readonly onKill: KillPolicy;
  readonly consequences: readonly Consequence[];
};

export type ObligingEvent = {
  readonly event: ObligationEvent;
  /** Who holds or used the item. */
  readonly holder: Did;
  readonly item: ItemFacts;
  readonly at: Instant;
};

/**
 * What an event obliges its holder to, the most urgent first; empty when no agreement says anything.
 * Corrections and kills oblige as long as a copy may be live, suspended or ended agreement or not;
 * reports until the tail is over. A target that cannot be judged counts as met.
 */
export function obligationsAfter(
  agreements: CompiledAgreements,
  happened: ObligingEvent,
): readonly ObligationAfter[] {
  const directions = directionsTo(agreements, happened.item, happened.holder);
  return directions
    .flatMap((direction) => obligationsOf(direction, happened))
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}

function obligationsOf(direction: Direction, happened: ObligingEvent): ObligationAfter[] {
  const { agreement, digest } = direction.inForce;
  return direction.obligations
    .filter((one) => one.event === happened.event && isOwed(one, direction, happened))
    .map((one) => ({
      clause: clauseOf(direction.clauses, one.uid),
      agreement: { uid: agreement.uid, digest },
      action: one.action,
      dueIn: one.dueIn,
      dueAt: plusDuration(happened.at, one.dueIn),
      onKill: one.onKill ?? 'desk',
      consequences: one.consequences,
    }));
}

function isOwed(
  { action, target }: Obligation,
  { inForce, standing }: Direction,
  { item, at }: ObligingEvent,
): boolean {
  if (at < inForce.agreement.effectiveFrom) return false;
  if (target.terms.some((term) => checkSelectorTerm(term, item) === 'unsatisfied')) return false;
  const end = action === 'reportUse' ? endOf(inForce, standing) : undefined;
  return end === undefined || at < plusDuration(end, inForce.agreement.tailPeriod);
}
