import { plusDuration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ConstraintTerm, DutyTerm, OrderOperator, RefinementTerm, SelectorTerm } from './agreement.ts';
import { checkLanguage, checkMany, checkOne, checkTopics } from './check-set.ts';
import type { Outcome } from './decision.ts';
import type { ItemFacts, UseQuestion, UseRequest } from './use-question.ts';

/** Three-valued on purpose: what is not known satisfies no permission and lifts no prohibition. */
export function checkSelectorTerm(term: SelectorTerm, item: ItemFacts): Outcome {
  switch (term.operand) {
    case 'provider':
      return checkOne(term, item.provider);
    case 'mediaTopic':
      return checkTopics(term, item.topics);
    case 'newsType':
      return checkOne(term, item.newsType);
    case 'language':
      return checkLanguage(term, item.language);
    case 'newsProduct':
      return checkMany(term, item.newsProducts);
  }
}

export function checkRefinementTerm(term: RefinementTerm, request: UseRequest): Outcome {
  switch (term.operand) {
    case 'deliveryChannel':
      return checkOne(term, request.channel);
    case 'targetLanguage':
      return checkLanguage(term, request.targetLanguage);
    case 'wordCount':
      if (request.wordCount === undefined) return 'unknown';
      return request.wordCount <= term.value ? 'satisfied' : 'unsatisfied';
  }
}

/** Counts are kept per rule, so the rule that a constraint stands in has to be named. */
export function checkConstraintTerm(term: ConstraintTerm, question: UseQuestion, rule: string): Outcome {
  switch (term.operand) {
    case 'spatial':
    case 'deliveryChannel':
      return checkDutyTerm(term, question.request);
    case 'recipient':
      return checkOne(term, question.request.recipient);
    case 'dateTime':
    case 'elapsedTime': {
      const boundary = boundaryOf(term, question.item);
      if (boundary === undefined) return 'unknown';
      if (boundary === 'none') return 'satisfied';
      return isInOrder(question.at, term.operator, boundary) ? 'satisfied' : 'unsatisfied';
    }
    case 'countPerPeriod':
      return checkQuota(term.value, question, rule);
  }
}

/** When a duty is due; also the two constraints that look at the request alone. */
export function checkDutyTerm(term: DutyTerm, request: UseRequest): Outcome {
  return checkOne(term, term.operand === 'spatial' ? request.territory : request.channel);
}

/** The moment a time constraint turns on; `none` for the end of an embargo that does not exist. */
export function boundaryOf(
  term: Extract<ConstraintTerm, { operand: 'dateTime' | 'elapsedTime' }>,
  item: ItemFacts,
): Instant | 'none' | undefined {
  if (term.operand === 'elapsedTime')
    return item.offeredAt === undefined ? undefined : plusDuration(item.offeredAt, term.value);
  return term.value === 'itemEmbargoEnd' ? item.embargoEndAt : term.value;
}

// Instants are of fixed width and sort as text.
function isInOrder(at: Instant, operator: OrderOperator, boundary: Instant): boolean {
  switch (operator) {
    case 'lt':
      return at < boundary;
    case 'lteq':
      return at <= boundary;
    case 'gt':
      return at > boundary;
    case 'gteq':
      return at >= boundary;
  }
}

function checkQuota(limit: number, { state }: UseQuestion, rule: string): Outcome {
  if (state.counted?.has(rule)) return 'satisfied';
  const count = state.counts.get(rule);
  if (count === undefined) return 'unknown';
  return count < limit ? 'satisfied' : 'unsatisfied';
}
