import { sql, type RawBuilder } from 'kysely';
import { STORY_STATES, type FieldFilter, type Span, type StoryState } from '#domain/search/field-filter.ts';
import type { Demand } from '#domain/search/question.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { WireQuestion } from '#ports/reads/wire.ts';
import { demandQuery } from './search-plan.ts';

/** A condition on `item i`, and on `item_search s` where it says so. */
export type Condition = RawBuilder<boolean>;

/** Who asks, and what agreements in force let them receive. */
export type Sight = { readonly agencyId: string; readonly products: readonly number[] };

/**
 * May this agency see the story (`i` joined with `s`)? Its own, those that an agreement in force lets it receive, and those
 * it took while it might. The one place that says so; every list, count and search is made of it (I12). Row-level security says the
 * same by itself (store/in-sight.ts), so that each of the two holds without the other (I14).
 */
export function isVisible({ agencyId, products }: Sight): Condition {
  return sql<boolean>`(i.agency_id = ${agencyId}::uuid and s.agency_id = ${agencyId}::uuid
    and (s.products && ${[...products]}::integer[] or ${IS_TAKEN}))`;
}

/** May a story be named to somebody who did not ask for it now? Nothing that was killed, is stopped or lies under an embargo is. */
export function mayBeNamed(at: Instant): Condition {
  return sql<boolean>`(i.state = 'usable' and (i.embargo_end_at is null or i.embargo_end_at <= ${at}::timestamptz))`;
}

const IS_TAKEN = sql<boolean>`exists (select 1 from take t where t.item_id = i.id and t.undone_at is null)`;
const IS_PUBLISHED = sql<boolean>`exists (
  select 1 from publication x where x.item_id = i.id and x.state <> 'withdrawn')`;
const IS_OFF_OFFER = sql<boolean>`exists (
  select 1 from off_offer o where o.provider_did = i.provider_did and o.guid = i.guid)`;

/** May whoever sees the story read it? The same as `isShut` of its page (story.ts): a partner's that is stopped or gone only who took it in time. */
export const canBeRead = sql<boolean>`(i.state <> 'killed' and (
  i.origin = 'own' or not (i.state = 'withheld' or ${IS_OFF_OFFER}) or ${IS_TAKEN}))`;

/** What can be chosen beside the words; each is a key of the question, and all but `span` have counts. */
export const FILTERS = [
  'language',
  'topic',
  'newsType',
  'partner',
  'state',
  'taken',
  'published',
  'span',
] as const;
export type Filter = (typeof FILTERS)[number];

/** The conditions on `i` of a question, all but those of one facet, which is to show what else could be chosen. */
export function filterConditions(question: WireQuestion, except?: Filter): readonly Condition[] {
  const { language, topic, newsType, partner, state, taken, published, span, fields = [], at } = question;
  const conditions: { readonly [F in Filter]: Condition | undefined } = {
    language: language === undefined ? undefined : isInLanguage(language),
    topic: topic === undefined ? undefined : hasTopic(topic),
    newsType: newsType === undefined ? undefined : sql<boolean>`i.news_type = ${newsType}`,
    partner: partner === undefined ? undefined : sql<boolean>`i.provider_did = ${partner}`,
    state: state && isInState(state, at),
    taken: taken === undefined ? undefined : isIt(taken, IS_TAKEN),
    published: published === undefined ? undefined : isIt(published, IS_PUBLISHED),
    span: span && isWithin(span),
  };
  return [
    ...FILTERS.filter((filter) => filter !== except).flatMap((filter) => conditions[filter] ?? []),
    ...fields.map((field) => isIt(field.isWanted, fieldCondition(field, at))),
  ];
}

/** What a person put aside, on `i`: without it, or only what was put aside so. */
export function asideCondition(aside: WireQuestion['aside']): readonly Condition[] {
  if (!aside) return [];
  const { personId, want } = aside;
  const mine = sql`select 1 from story_aside x where x.item_id = i.id and x.person_id = ${personId}::uuid`;
  return [
    want === 'hide'
      ? sql<boolean>`not exists (${mine})`
      : sql<boolean>`exists (${mine} and x.aside = ${want})`,
  ];
}

/** What the words demand, on `s`, and the stories that were named. */
export function wordConditions({ terms, among }: WireQuestion): readonly Condition[] {
  const all = (terms?.all ?? []).map(isMet);
  // What the lexemes leave open must be read; to leave out what they allow would leave out too much.
  const none = (terms?.none ?? []).filter(({ phrase }) => phrase === undefined);
  return [
    ...all,
    ...none.map((demand) => sql<boolean>`not ${isMet(demand)}`),
    ...(among ? [sql<boolean>`i.id = any(${[...among]}::uuid[])`] : []),
  ];
}

function isMet(demand: Demand): Condition {
  const query = demandQuery(demand);
  return query === undefined ? sql<boolean>`false` : sql<boolean>`(s.lexemes @@ ${query}::tsquery)`;
}

function isIt(isWanted: boolean, condition: Condition): Condition {
  return isWanted ? condition : sql<boolean>`not ${condition}`;
}

function fieldCondition(field: FieldFilter, at: Instant): Condition {
  switch (field.filter) {
    case 'state':
      return isInState(field.state, at);
    case 'date':
      return sql<boolean>`(${isWithin(field.span)})`;
    case 'language':
      return anyOf(field.values.map(isInLanguage));
    case 'topic':
      return anyOf(field.values.map(hasTopic));
    case 'newsType':
      return sql<boolean>`(i.news_type = any(${[...field.values]}::text[]))`;
    case 'partner':
      return sql<boolean>`(i.provider_did = any(${[...field.values]}::text[]))`;
  }
}

/** A tag also means the narrower ones: `zh` finds `zh-Hans` (RFC 4647 §3.3.1). */
function isInLanguage(language: string): Condition {
  return sql<boolean>`(i.language = ${language} or starts_with(i.language, ${`${language}-`}))`;
}

/** A killed story is about nothing any more (I6). */
function hasTopic(topic: string): Condition {
  return sql<boolean>`(i.topics @> ${[topic]}::text[])`;
}

function isWithin({ sinceAt, beforeAt }: Span): Condition {
  return and([
    ...(sinceAt ? [sql<boolean>`i.updated_at >= ${sinceAt}::timestamptz`] : []),
    ...(beforeAt ? [sql<boolean>`i.updated_at < ${beforeAt}::timestamptz`] : []),
  ]);
}

/** So long a story is new. */
export const NEW_FOR_SECONDS = 2 * 3600;

/** Says a line of the wire this of its story? The same as its badges (story-lines.ts), asked of many. */
function isInState(state: StoryState, at: Instant): Condition {
  if (state === 'killed') return sql<boolean>`(i.state = 'killed')`;
  const isChanged = sql<boolean>`i.updated_at > i.arrived_at`;
  const since = plusSeconds(at, -NEW_FOR_SECONDS);
  const holds: { readonly [S in Exclude<StoryState, 'killed'>]: Condition } = {
    withheld: sql<boolean>`i.state = 'withheld'`,
    'off-offer': IS_OFF_OFFER,
    corrected: sql<boolean>`i.latest_is_correction`,
    updated: sql<boolean>`${isChanged} and not i.latest_is_correction`,
    new: sql<boolean>`i.arrived_at > ${since}::timestamptz and not ${isChanged}
      and not ${IS_TAKEN} and not ${IS_PUBLISHED}`,
    embargo: sql<boolean>`i.embargo_end_at is not null and i.embargo_end_at > ${at}::timestamptz`,
    taken: IS_TAKEN,
    published: IS_PUBLISHED,
  };
  return sql<boolean>`(i.state <> 'killed' and ${holds[state]})`;
}

/** What of a story is counted for the facets of its state. */
export function stateCounts(
  at: Instant,
): readonly { readonly state: StoryState; readonly holds: Condition }[] {
  return STORY_STATES.filter((state) => state !== 'taken' && state !== 'published').map((state) => ({
    state,
    holds: isInState(state, at),
  }));
}

/** Were the stories taken, or published, by us? */
export const DONE_BY_US = { taken: IS_TAKEN, published: IS_PUBLISHED } as const;

export function fromCondition(from: WireQuestion['from']): readonly Condition[] {
  if (from === 'all') return [];
  return [sql<boolean>`i.origin = ${from === 'own' ? 'own' : 'partner'}`];
}

export function and(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return sql<boolean>`true`;
  return sql<boolean>`${sql.join([...conditions], sql` and `)}`;
}

function anyOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join([...conditions], sql` or `)})`;
}
