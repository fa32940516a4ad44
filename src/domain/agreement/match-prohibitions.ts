import { checkConstraintTerm, checkRefinementTerm, checkSelectorTerm } from './check-term.ts';
import { prohibitionKey, type CompiledAgreements, type ProhibitionFor } from './compile-agreements.ts';
import type { Decision } from './decision.ts';
import { isBinding } from './judge-standing.ts';
import { traceProhibition } from './trace-terms.ts';
import { KEEP_PUBLISHED, type UseQuestion } from './use-question.ts';

/** Step 2: every prohibition that may apply, as a denial; undefined when certainly none does. */
export function matchProhibitions(
  agreements: CompiledAgreements,
  question: UseQuestion,
): Decision | undefined {
  const { action, actor } = question.request;
  if (typeof action !== 'string' || action === KEEP_PUBLISHED) return undefined;
  const candidates = agreements.prohibitions.get(prohibitionKey(question.item.provider, actor, action));
  const matched = candidates?.filter(
    (one) => isBinding(one.inForce, one.standing, question.at) && mayApply(one, question),
  );
  if (!matched || matched.length === 0) return undefined;
  return {
    permitted: false,
    because: matched.map(({ clause }) => ({ code: 'prohibition', clause, found: [action] })),
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
