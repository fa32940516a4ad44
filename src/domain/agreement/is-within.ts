import type { ConstraintTerm, Duty, RefinementTerm, SetOperator } from './agreement.ts';
import type { PermissionFor } from './compile-agreements.ts';

type Limit = RefinementTerm | ConstraintTerm;
type SetOf = { readonly operator: SetOperator; readonly values: readonly string[] };
type Ordered = Extract<Limit, { operand: 'dateTime' | 'elapsedTime' }>;

/**
 * Does what one permission lets happen lie within what another does, both for the same action? Each limit of the other has to follow from
 * one of its own. What cannot be compared is not within: two times since an offer run from two offers, two quotas count in two periods.
 */
export function isWithin(own: PermissionFor, other: PermissionFor): boolean {
  const limits = limitsOf(own);
  return (
    limitsOf(other).every((theirs) => limits.some((ours) => follows(theirs, ours))) &&
    other.permission.duties.every((theirs) => isKept(theirs, own.permission.duties))
  );
}

function limitsOf({ refinements, constraints }: PermissionFor): readonly Limit[] {
  return [...refinements, ...constraints];
}

function follows(theirs: Limit, ours: Limit): boolean {
  if (ours.operand === 'wordCount') return theirs.operand === ours.operand && ours.value <= theirs.value;
  if (ours.operand === 'countPerPeriod') return theirs.operand === ours.operand && isSmaller(ours, theirs);
  if (ours.operand === 'dateTime' || ours.operand === 'elapsedTime')
    return theirs.operand === ours.operand && isNoSooner(ours, theirs);
  if (theirs.operand !== ours.operand) return false;
  return isSubset(ours, theirs, ours.operand === 'targetLanguage' ? isNarrower : isSame);
}

type Quota = Extract<Limit, { operand: 'countPerPeriod' }>;

function isSmaller(ours: Quota, theirs: Quota): boolean {
  return ours.period === theirs.period && ours.zone === theirs.zone && ours.value <= theirs.value;
}

/** An item comes to a third party later than to us: of times since an offer only what has to be waited for is waited for in both. */
function isNoSooner(ours: Ordered, theirs: Ordered): boolean {
  if (theirs.operand === 'dateTime') return isLaterOrEarlier(ours, theirs);
  return isStart(theirs) && isSameLimit(ours, theirs);
}

function isSame(one: string, other: string): boolean {
  return one === other;
}

/** RFC 4647: `vi-VN` is narrower than `vi`. */
function isNarrower(tag: string, range: string): boolean {
  const [one, other] = [tag.toLowerCase(), range.toLowerCase()];
  return one === other || one.startsWith(`${other}-`);
}

function isSubset(ours: SetOf, theirs: SetOf, covers: (one: string, other: string) => boolean): boolean {
  const isApart = (one: string, other: string): boolean => !covers(one, other) && !covers(other, one);
  if (isExcluding(ours))
    return (
      isExcluding(theirs) && theirs.values.every((out) => ours.values.some((value) => covers(out, value)))
    );
  if (isExcluding(theirs))
    return ours.values.every((value) => theirs.values.every((out) => isApart(value, out)));
  return ours.values.every((value) => theirs.values.some((range) => covers(value, range)));
}

function isExcluding({ operator }: SetOf): boolean {
  return operator === 'neq' || operator === 'isNoneOf';
}

function isLaterOrEarlier(ours: Ordered, theirs: Ordered): boolean {
  if (isSameLimit(ours, theirs)) return true;
  if (isStart(ours) !== isStart(theirs) || isEmbargo(ours) || isEmbargo(theirs)) return false;
  // Instants are of fixed width and sort as text.
  return isStart(theirs) ? ours.value > theirs.value : ours.value < theirs.value;
}

function isSameLimit(ours: Ordered, theirs: Ordered): boolean {
  const isLooser = ours.operator.endsWith('eq') && !theirs.operator.endsWith('eq');
  return ours.value === theirs.value && isStart(ours) === isStart(theirs) && !isLooser;
}

/** From then on; the others are until then. */
function isStart({ operator }: Ordered): boolean {
  return operator.startsWith('gt');
}

function isEmbargo({ value }: Ordered): boolean {
  return value === 'itemEmbargoEnd';
}

/** Whose story it is stands on every page of a third party, whoever asks for it; words of a credit and links have to be agreed. */
function isKept(theirs: Duty, ours: readonly Duty[]): boolean {
  if (theirs.action === 'attribute' && theirs.wording === undefined) return true;
  return ours.some(
    (one) =>
      one.action === theirs.action &&
      one.attributedParty === theirs.attributedParty &&
      one.target === theirs.target &&
      JSON.stringify(one.wording) === JSON.stringify(theirs.wording) &&
      (one.constraints.length === 0 ||
        JSON.stringify(one.constraints) === JSON.stringify(theirs.constraints)),
  );
}
