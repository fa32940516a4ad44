import { sql } from 'kysely';
import { millisecondsOf, type Instant } from '#kernel/instant.ts';
import type { WireQuestion } from '#ports/reads/wire.ts';
import type { Condition } from './visible.ts';

/** Of each list a story has one trait. */
export type TraitsAsked = readonly (readonly string[])[];

const DAY_MILLISECONDS = 86_400_000;
/** More days than these are not named: it would cost more than it spares. */
const MOST_DAYS = 400;

/**
 * What the filters of a question ask, as the index of words knows it (`story_traits`). It is said beside the filters themselves, never in
 * their place: what the traits leave open, the filters decide.
 */
export function traitsAsked({
  from,
  language,
  topic,
  newsType,
  partner,
  fields = [],
}: WireQuestion): TraitsAsked {
  const chosen = { language, topic, newsType, partner };
  return [
    // Nearly all are partners' stories: to read that of each would spare nothing.
    ...(from === 'own' ? [['origin own']] : []),
    ...FIELDS.flatMap((filter) => (chosen[filter] === undefined ? [] : [[traitOf(filter, chosen[filter])]])),
    ...fields.flatMap((field) =>
      field.isWanted && 'values' in field ? [field.values.map((value) => traitOf(field.filter, value))] : [],
    ),
  ];
}

const FIELDS = ['language', 'topic', 'newsType', 'partner'] as const;
const NAMES = { language: 'language', topic: 'topic', newsType: 'type', partner: 'partner' } as const;

function traitOf(filter: (typeof FIELDS)[number], value: string): string {
  return `${NAMES[filter]} ${value}`;
}

/** The days from one moment to another, both included; nothing where they are too many to be named. */
export function daysNamed(since: Instant, until: Instant): TraitsAsked {
  const first = Math.floor(millisecondsOf(since) / DAY_MILLISECONDS);
  const days = Math.floor(millisecondsOf(until) / DAY_MILLISECONDS) - first + 1;
  if (days > MOST_DAYS) return [];
  return [Array.from({ length: Math.max(0, days) }, (_, after) => `day ${first + after}`)];
}

/** On `item_search s`. */
export function hasTraits(asked: TraitsAsked): readonly Condition[] {
  const single = asked.flatMap((traits) => (traits.length === 1 ? traits : []));
  return [
    ...(single.length === 0 ? [] : [sql<boolean>`s.traits @> ${single}::text[]`]),
    ...asked
      .filter(({ length }) => length !== 1)
      .map((traits) => sql<boolean>`s.traits && ${[...traits]}::text[]`),
  ];
}
