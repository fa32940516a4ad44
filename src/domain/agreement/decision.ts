import type { Digest } from '#kernel/digest.ts';
import type { Duration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Duty, ObligationAction, SetOperator, OrderOperator, Term } from './agreement.ts';

/** Where in a rule a term stands; with its operand it names the reason. */
export type Place = 'target' | 'refinement' | 'constraint';

export const UNMET_CODES = [
  'target.provider',
  'target.mediaTopic',
  'target.newsType',
  'target.language',
  'target.newsProduct',
  'refinement.deliveryChannel',
  'refinement.language',
  'refinement.wordCount',
  'constraint.spatial',
  'constraint.recipient',
  'constraint.deliveryChannel',
  'constraint.dateTime',
  'constraint.elapsedTime',
  'constraint.countPerPeriod',
  'duty.attribute',
  'duty.linkBack',
  'duty.nextPolicy',
] as const;
/** Place and operand of a term; `refinement.language` is the target language, as on the wire. */
export type UnmetCode = (typeof UNMET_CODES)[number];

/** Every answer a decision can give, docs/protocol/agreement.md lists them. `….unknown`: a fact was missing. */
export type ReasonCode =
  | UnmetCode
  | `${UnmetCode}.unknown`
  | 'item.killed'
  | 'item.withheld'
  | 'item.status.unknown'
  | 'item.restricted'
  | 'item.restricted.byProvider'
  | 'item.restrictions.unconfirmed'
  | 'item.superseded'
  | 'item.superseded.unknown'
  | 'prohibition'
  | 'agreement.notYetEffective'
  | 'agreement.expired'
  | 'agreement.suspended'
  | 'agreement.terminated'
  | 'channel.stale'
  | 'channel.stale.unknown'
  | 'rule.suspended'
  | 'no.rule'
  | 'passing.wider'
  | 'tail.correction'
  | 'tail.keepPublished'
  | 'tail.removeAll'
  | 'archive.until'
  | 'item.own'
  | 'rule.granted';

/** A clause by its signed uid, with the number it bears in the sentences (`sayAgreement`). */
export type ClauseRef = {
  readonly kind: 'permission' | 'prohibition' | 'obligation' | 'duty' | 'commitment' | 'term';
  /** A `term` has no uid in the document: `termUid` names it. */
  readonly uid: string;
  readonly number: number;
  /** uid of the agreement. */
  readonly agreement: string;
};

/** One reason, most specific first in a decision; the facts are those of the trace, so it can be said in any language. */
export type Reason = {
  readonly code: ReasonCode;
  readonly clause?: ClauseRef;
  /** What is the case; left out when unknown. */
  readonly found?: readonly string[];
  readonly operator?: SetOperator | OrderOperator;
  /** What the clause wants. */
  readonly wanted?: readonly string[];
  /** The moment the reason turns on: start or end of the agreement or its tail, end of an embargo, next quota period. */
  readonly at?: Instant;
};

export type Outcome = 'satisfied' | 'unsatisfied' | 'unknown';

/** One constraint as it was judged: the facts of ODRL's compliance report. */
export type TraceLine = {
  readonly clause: ClauseRef;
  readonly place: Place | 'duty';
  readonly operand: Term['operand'] | Duty['action'];
  readonly found?: readonly string[];
  readonly operator: SetOperator | OrderOperator;
  readonly wanted: readonly string[];
  readonly outcome: Outcome;
  /** When waiting alone would satisfy it; only of an unsatisfied line. */
  readonly satisfiedAt?: Instant;
};

export type ObligationDue = {
  readonly rule: string;
  readonly action: ObligationAction;
  readonly dueIn: Duration;
};

/**
 * The answer to "may I?", a value that is shown, sent and stored unchanged.
 * Denied: `because` is never empty. Permitted: it names the clause that grants, and `rule` is its uid or `own`.
 */
export type Decision = {
  readonly permitted: boolean;
  readonly rule?: string;
  /** Which agreement granted; the digest says which version of it. */
  readonly agreement?: { readonly uid: string; readonly digest: Digest };
  readonly because: readonly Reason[];
  /** Duties of the granting (or nearest) permission that are due for this use. */
  readonly duties: readonly Duty[];
  /** What the use will oblige to, counted from the moment of use. */
  readonly obligations: readonly ObligationDue[];
  /** When waiting alone would help: the end of an embargo, the next quota period. */
  readonly retryAt?: Instant;
  /** Every term of the clause that decided. */
  readonly trace: readonly TraceLine[];
  /** The override without which the answer were no; `because` names what it waives. */
  readonly override?: string;
};

/** A reason as one word for logs and partners; a prohibition carries its own name: `prohibition.#n1`. */
export function printReason(reason: Reason): string {
  if (reason.code !== 'prohibition') return reason.code;
  const uid = reason.clause?.uid ?? '';
  return `prohibition.${uid.slice(Math.max(0, uid.indexOf('#')))}`;
}
