import { instantOf, millisecondsOf, type Instant } from '#kernel/instant.ts';
import type { ConstraintTerm } from './agreement.ts';
import { boundaryOf, checkConstraintTerm, checkRefinementTerm, checkSelectorTerm } from './check-term.ts';
import { endOf, prohibitionKey, type CompiledAgreements, type ProhibitionFor } from './compile-agreements.ts';
import type { Decision } from './decision.ts';
import { isBinding } from './judge-standing.ts';
import { traceProhibition } from './trace-terms.ts';
import { isKeeping, type ItemFacts, type UseQuestion } from './use-question.ts';

/**
 * Step 2: every prohibition that may apply, as a denial; undefined when certainly none does. A reason has the moment at
 * which a term of its clause ends it, or the end of its agreement before that.
 */
export function matchProhibitions(
  agreements: CompiledAgreements,
  question: UseQuestion,
): Decision | undefined {
  const { action, actor } = question.request;
  if (typeof action !== 'string' || isKeeping(action)) return undefined;
  const candidates = agreements.prohibitions.get(prohibitionKey(question.item.provider, actor, action));
  const matched = candidates?.filter(
    (one) => isBinding(one.inForce, one.standing, question.at) && mayApply(one, question),
  );
  if (!matched || matched.length === 0) return undefined;
  const because = matched.map((one) => {
    const at = overAt(one, question.item);
    return {
      code: 'prohibition',
      clause: one.clause,
      found: [action],
      ...(at === undefined ? {} : { at }),
    } as const;
  });
  return {
    permitted: false,
    because,
    duties: [],
    obligations: [],
    trace: matched.flatMap((one) => traceProhibition(one, question)),
  };
}

/** Fails closed: only a term that certainly does not hold lifts a prohibition. */
function mayApply({ prohibition, refinements }: ProhibitionFor, question: UseQuestion): boolean {
  return (
    prohibition.target.terms.every((term) => checkSelectorTerm(term, question.item) !== 'unsatisfied') &&
    refinements.every((term) => checkRefinementTerm(term, question.request) !== 'unsatisfied') &&
    prohibition.constraints.every(
      (term) => checkConstraintTerm(term, question, prohibition.uid) !== 'unsatisfied',
    )
  );
}

/** The first moment at which one of its terms about time no longer holds; undefined while that is not known. */
function overAt({ prohibition, inForce, standing }: ProhibitionFor, item: ItemFacts): Instant | undefined {
  const [over] = prohibition.constraints
    .map((term) => termOver(term, item))
    .filter((one) => one !== undefined)
    .toSorted();
  const end = endOf(inForce, standing);
  return over !== undefined && end !== undefined && end < over ? end : over;
}

function termOver(term: ConstraintTerm, item: ItemFacts): Instant | undefined {
  if (term.operand !== 'elapsedTime' && term.operand !== 'dateTime') return undefined;
  const boundary = boundaryOf(term, item);
  if (boundary === undefined || boundary === 'none') return undefined;
  if (term.operator === 'lt') return boundary;
  // “Up to and with” holds at the moment itself.
  return term.operator === 'lteq' ? instantOf(millisecondsOf(boundary) + 1) : undefined;
}
