import type { Instant } from '#kernel/instant.ts';
import type {
  ConstraintTerm,
  Duty,
  OrderOperator,
  RefinementTerm,
  Selector,
  SelectorTerm,
  Term,
} from './agreement.ts';
import { boundaryOf, checkConstraintTerm, checkRefinementTerm, checkSelectorTerm } from './check-term.ts';
import type { PermissionFor, ProhibitionFor } from './compile-agreements.ts';
import type { ClauseRef, Outcome, TraceLine } from './decision.ts';
import { dutyOutcome, isDue } from './judge-permission.ts';
import { quotaPeriodAt } from './quota-period.ts';
import type { ItemFacts, UseQuestion, UseRequest } from './use-question.ts';

type Ruling = {
  readonly clause: ClauseRef;
  readonly target: Selector;
  readonly refinements: readonly RefinementTerm[];
  readonly constraints: readonly ConstraintTerm[];
};

/** Every term of a permission for this use, in the order of evaluation, with the duties that are due last. */
export function tracePermission(one: PermissionFor, question: UseQuestion): readonly TraceLine[] {
  const { permission, clause, refinements, constraints } = one;
  const terms = traceRuling({ clause, target: permission.target, refinements, constraints }, question);
  const duties = permission.duties
    .filter((duty) => isDue(duty, question.request))
    .map((duty) => traceDuty(duty, clause, question));
  return [...terms, ...duties];
}

export function traceProhibition(one: ProhibitionFor, question: UseQuestion): readonly TraceLine[] {
  const { prohibition, clause, refinements } = one;
  const { constraints } = prohibition;
  return traceRuling({ clause, target: prohibition.target, refinements, constraints }, question);
}

function traceRuling(
  { clause, target, refinements, constraints }: Ruling,
  question: UseQuestion,
): TraceLine[] {
  return [
    ...target.terms.map((term) =>
      line(
        { clause, place: 'target', term },
        foundInItem(term, question.item),
        checkSelectorTerm(term, question.item),
      ),
    ),
    ...refinements.map((term) =>
      line(
        { clause, place: 'refinement', term },
        foundInRequest(term, question.request),
        checkRefinementTerm(term, question.request),
      ),
    ),
    ...constraints.map((term) => traceConstraint(term, clause, question)),
  ];
}

function traceConstraint(term: ConstraintTerm, clause: ClauseRef, question: UseQuestion): TraceLine {
  const outcome = checkConstraintTerm(term, question, clause.uid);
  const traced = line(
    { clause, place: 'constraint', term },
    foundForConstraint(term, question, clause.uid),
    outcome,
  );
  const satisfiedAt = outcome === 'unsatisfied' ? whenSatisfied(term, question) : undefined;
  return satisfiedAt === undefined ? traced : { ...traced, satisfiedAt };
}

function whenSatisfied(term: ConstraintTerm, { item, at }: UseQuestion): Instant | undefined {
  switch (term.operand) {
    case 'dateTime':
    case 'elapsedTime': {
      const boundary = isLaterWanted(term.operator) ? boundaryOf(term, item) : undefined;
      return boundary === 'none' ? undefined : boundary;
    }
    case 'countPerPeriod':
      return quotaPeriodAt(term.period, term.zone, at).until;
    case 'spatial':
    case 'recipient':
    case 'deliveryChannel':
      return undefined;
  }
}

function isLaterWanted(operator: OrderOperator): boolean {
  return operator === 'gt' || operator === 'gteq';
}

type Placed = { readonly clause: ClauseRef; readonly place: TraceLine['place']; readonly term: Term };

function line(
  { clause, place, term }: Placed,
  found: readonly string[] | undefined,
  outcome: Outcome,
): TraceLine {
  const { operand, operator } = term;
  return { clause, place, operand, operator, wanted: wantedBy(term), outcome, ...(found ? { found } : {}) };
}

function traceDuty(duty: Duty, { number, agreement }: ClauseRef, { state }: UseQuestion): TraceLine {
  const done = state.duties[duty.action];
  return {
    clause: { kind: 'duty', uid: duty.uid, number, agreement },
    place: 'duty',
    operand: duty.action,
    operator: 'eq',
    wanted: ['true'],
    outcome: dutyOutcome(duty.action, state),
    ...(done === undefined ? {} : { found: [String(done)] }),
  };
}

function wantedBy(term: Term): readonly string[] {
  return 'values' in term ? term.values : [String(term.value)];
}

function foundInItem(term: SelectorTerm, item: ItemFacts): readonly string[] | undefined {
  switch (term.operand) {
    case 'provider':
      return [item.provider];
    case 'mediaTopic':
      return item.topics?.codes;
    case 'newsType':
      return listed(item.newsType);
    case 'language':
      return listed(item.language);
    case 'newsProduct':
      return item.newsProducts;
  }
}

function foundInRequest(term: RefinementTerm, request: UseRequest): readonly string[] | undefined {
  switch (term.operand) {
    case 'deliveryChannel':
      return listed(request.channel);
    case 'targetLanguage':
      return listed(request.targetLanguage);
    case 'wordCount':
      return listed(request.wordCount);
  }
}

/** Time constraints show the moment of use and, when it is not the value itself, the moment they turn on. */
function foundForConstraint(
  term: ConstraintTerm,
  question: UseQuestion,
  rule: string,
): readonly string[] | undefined {
  switch (term.operand) {
    case 'spatial':
      return listed(question.request.territory);
    case 'recipient':
      return listed(question.request.recipient);
    case 'deliveryChannel':
      return listed(question.request.channel);
    case 'dateTime':
    case 'elapsedTime': {
      const boundary = boundaryOf(term, question.item);
      return boundary === undefined ? undefined : [question.at, boundary];
    }
    case 'countPerPeriod':
      return listed(question.state.counts.get(rule));
  }
}

function listed(value: string | number | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [String(value)];
}
