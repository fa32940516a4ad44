import type { Agreement, ConstraintTerm, Selector, SetOperator } from './agreement.ts';

type SetOf = { readonly operator: SetOperator; readonly values: readonly string[] };
type Constraints = readonly ConstraintTerm[];

/**
 * May one item be under both? Terms of the same operand are compared, provider apart (it says whose, not which); what is
 * not known to be different meets. Two different top topics count as apart although one story can bear both: otherwise
 * every agreement would meet every other.
 */
export function selectorsMeet(one: Selector, other: Selector): boolean {
  return one.terms.every((term) =>
    other.terms.every((that) => {
      if (term.operand !== that.operand || term.operand === 'provider') return true;
      return term.operand === 'mediaTopic' ? topicsMeet(term, that) : setsMeet(term, that);
    }),
  );
}

/** Is there a place in which both apply? No territory said means everywhere. */
export function placesMeet(one: Constraints, other: Constraints): boolean {
  return one.every((term) =>
    other.every((that) => term.operand !== 'spatial' || that.operand !== 'spatial' || setsMeet(term, that)),
  );
}

/** Is there a moment within the dates of both? */
export function periodsMeet(one: Agreement, other: Agreement): boolean {
  return startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
}

function startsBeforeEnd({ effectiveFrom }: Agreement, { effectiveUntil }: Agreement): boolean {
  return effectiveUntil === undefined || effectiveFrom < effectiveUntil;
}

function setsMeet(one: SetOf, other: SetOf): boolean {
  if (isExcluding(one)) return isExcluding(other) || setsMeet(other, one);
  return one.values.some((value) => other.values.includes(value) !== isExcluding(other));
}

function topicsMeet(one: SetOf, other: SetOf): boolean {
  const areAllTop = [...one.values, ...other.values].every((code) => code.endsWith('000000'));
  return !areAllTop || setsMeet(one, other);
}

function isExcluding({ operator }: SetOf): boolean {
  return operator === 'neq' || operator === 'isNoneOf';
}
