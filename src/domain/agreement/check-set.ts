import { isTopTopic, isUpperTopic } from '#domain/item/media-topics.ts';
import type { TopicFacts } from '#domain/item/topic-tree.ts';
import type { SetOperator } from './agreement.ts';
import type { Outcome } from './decision.ts';

type SetOf = { readonly operator: SetOperator; readonly values: readonly string[] };

/** Is one value in the set, or outside it when the operator says so? A missing value is unknown either way. */
export function checkOne(term: SetOf, value: string | undefined): Outcome {
  if (value === undefined) return 'unknown';
  return outcomeOf(term.operator, term.values.includes(value));
}

/** The same for a fact with several values: one of them in the set is a hit. */
export function checkMany(term: SetOf, values: readonly string[] | undefined): Outcome {
  if (values === undefined) return 'unknown';
  return outcomeOf(term.operator, hasOneOf(values, term.values));
}

/**
 * A topic matches itself and all narrower ones. No hit proves nothing while a chain upwards is incomplete, nor of a retired
 * topic whose place one of the story's own took.
 */
export function checkTopics(term: SetOf, topics: TopicFacts | undefined): Outcome {
  if (topics === undefined) return 'unknown';
  if (hasOneOf(topics.codes, term.values)) return outcomeOf(term.operator, true);
  const isProof = !hasOneOf(topics.retired ?? [], term.values) && isSureOf(term.values, topics);
  return isProof ? outcomeOf(term.operator, false) : 'unknown';
}

function isSureOf(values: readonly string[], { rooted, topsOnly, secondOnly }: TopicFacts): boolean {
  if (!rooted) return false;
  if (topsOnly) return values.every(isTopTopic);
  return !secondOnly || values.every(isUpperTopic);
}

/**
 * Language ranges by RFC 4647 §3.3.1: `vi` matches `vi-VN`. A tag less exact than the range (`zh` for `zh-Hans`)
 * neither matches nor fails: it is unknown.
 */
export function checkLanguage(term: SetOf, tag: string | undefined): Outcome {
  if (tag === undefined) return 'unknown';
  if (term.values.includes(tag)) return outcomeOf(term.operator, true);
  const asked = tag.toLowerCase();
  const ranges = term.values.map((value) => value.toLowerCase());
  if (ranges.some((range) => asked === range || asked.startsWith(`${range}-`)))
    return outcomeOf(term.operator, true);
  if (ranges.some((range) => range.startsWith(`${asked}-`))) return 'unknown';
  return outcomeOf(term.operator, false);
}

// A loop, since this is the innermost of a decision: a closure per check costs a third of it.
function hasOneOf(values: readonly string[], wanted: readonly string[]): boolean {
  for (const value of values) if (wanted.includes(value)) return true;
  return false;
}

function outcomeOf(operator: SetOperator, hit: boolean): Outcome {
  const wanted = operator === 'eq' || operator === 'isAnyOf';
  return hit === wanted ? 'satisfied' : 'unsatisfied';
}
