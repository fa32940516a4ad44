import { sql } from 'kysely';
import type { Trilingual } from '#kernel/language.ts';
import type { Facet, WirePage, WireQuestion } from '#ports/reads/wire.ts';
import type { AgencyTransaction } from '../transact.ts';
import { cardOf, type AgencyCards } from './agency-cards.ts';
import { languageName, newsTypeName } from './facet-names.ts';
import { readTopicNames } from './topics.ts';
import { and, filterConditions, type Condition, type Filter } from './visible.ts';

/** Counted at most, the newest first, so that a page costs the same on a large node. */
const MOST_COUNTED = 10_000;

type Asked = {
  readonly question: WireQuestion;
  /** Visibility and side of the exchange; every count stands on it (I12). */
  readonly base: readonly Condition[];
  readonly cards: AgencyCards;
  /** What a search found with all filters; the counts are of these. */
  readonly found: readonly string[] | undefined;
};

/** How many stories each choice would leave, with the other choices as they are. */
export async function readFacets(
  { trx }: AgencyTransaction,
  asked: Asked,
): Promise<Pick<WirePage, 'facets' | 'total'>> {
  const { question, base, cards, found } = asked;
  const among = found ? [...base, sql<boolean>`i.id = any(${[...found]}::uuid[])`] : base;
  const where = (except?: Filter) => and(found ? [] : filterConditions(question, except));
  const { rows } = await sql<{ facet: string; value: string; count: number }>`
    with i as materialized (
      select i.id, i.language, i.news_type, i.provider_did, i.topics
      from item i join item_search s on s.item_id = i.id
      where ${and(among)} order by i.updated_at desc limit ${MOST_COUNTED}
    )
    select 'language' as facet, language as value, count(*) from i where ${where('language')} group by 2
    union all
    select 'newsType', news_type, count(*) from i where ${where('newsType')} group by 2
    union all
    select 'partner', provider_did, count(*) from i where ${where('partner')} group by 2
    union all
    select 'topic', topic, count(*) from i, unnest(i.topics) as topic where ${where('topic')} group by 2
    union all
    select 'total', '', count(*) from i where ${where()}
    order by 3 desc, 2`.execute(trx);
  const topics = await readTopicNames(
    trx,
    rows.flatMap(({ facet: of, value }) => (of === 'topic' ? [value] : [])),
  );
  const facet = (name: Filter, label: (value: string) => Trilingual | undefined): Facet =>
    rows.flatMap(({ facet: of, value, count }) => {
      const words = of === name ? label(value) : undefined;
      return words ? [{ value, label: words, count }] : [];
    });
  return {
    total: rows.find((row) => row.facet === 'total')?.count ?? 0,
    facets: {
      language: facet('language', languageName),
      topic: facet('topic', (code) => topics.get(code)?.name),
      newsType: facet('newsType', newsTypeName),
      partner: facet('partner', (did) => cardOf(cards, did).name),
    },
  };
}
