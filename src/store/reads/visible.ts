import { sql, type RawBuilder } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import type { WireQuestion } from '#ports/reads/wire.ts';

/** A condition on `item i` joined with `item_search s`. */
export type Condition = RawBuilder<boolean>;

/**
 * May this agency see the story? Its own, those that an agreement in force lets it receive, and those it took while it
 * might. The one place that says so; every list, count and search is made of it (I12).
 */
export function isVisible(products: readonly number[]): Condition {
  return sql<boolean>`(s.products && ${[...products]}::integer[] or exists (
    select 1 from take t where t.item_id = i.id and t.undone_at is null))`;
}

/** May a story be named to somebody who did not ask for it now? Nothing that was killed, is stopped or lies under an embargo is. */
export function mayBeNamed(at: Instant): Condition {
  return sql<boolean>`(i.state = 'usable' and (i.embargo_end_at is null or i.embargo_end_at <= ${at}::timestamptz))`;
}

export const FILTERS = ['language', 'topic', 'newsType', 'partner'] as const;
export type Filter = (typeof FILTERS)[number];

/** The conditions of a question, all but those of one facet, which is to show what else could be chosen. */
export function filterConditions(question: WireQuestion, except?: Filter): readonly Condition[] {
  const conditions: { readonly [F in Filter]: Condition | undefined } = {
    language: question.language === undefined ? undefined : isInLanguage(question.language),
    topic: question.topic === undefined ? undefined : sql<boolean>`i.topics @> ${[question.topic]}::text[]`,
    newsType: question.newsType === undefined ? undefined : sql<boolean>`i.news_type = ${question.newsType}`,
    partner: question.partner === undefined ? undefined : sql<boolean>`i.provider_did = ${question.partner}`,
  };
  return FILTERS.filter((filter) => filter !== except).flatMap((filter) => conditions[filter] ?? []);
}

/** A tag also means the narrower ones: `zh` finds `zh-Hans` (RFC 4647 §3.3.1). */
function isInLanguage(language: string): Condition {
  return sql<boolean>`(i.language = ${language} or starts_with(i.language, ${`${language}-`}))`;
}

export function fromCondition(from: WireQuestion['from']): readonly Condition[] {
  if (from === 'all') return [];
  return [sql<boolean>`i.origin = ${from === 'own' ? 'own' : 'partner'}`];
}

export function and(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return sql<boolean>`true`;
  return sql<boolean>`${sql.join([...conditions], sql` and `)}`;
}
