import { sql } from 'kysely';
import type { Trilingual } from '#kernel/language.ts';
import type { Facet, WirePage, WireQuestion } from '#ports/reads/wire.ts';
import type { AgencyTransaction } from '../transact.ts';
import { cardOf, type AgencyCards } from './agency-cards.ts';
import { languageName, newsTypeName, stateName, YES_NO } from './facet-names.ts';
import { readTopicNames } from './topics.ts';
import { and, DONE_BY_US, filterConditions, stateCounts, type Condition, type Filter } from './visible.ts';

/** Counted at most, the newest first, so that a page costs the same on a large node. */
const MOST_COUNTED = 10_000;

type Asked = {
  readonly question: WireQuestion;
  /** Visibility, side of the exchange and words; every count stands on it (I12). */
  readonly base: readonly Condition[];
  readonly cards: AgencyCards;
  /** What a search found with all filters; the counts are of these. */
  readonly found: readonly string[] | undefined;
};

/** How many stories each choice would leave, with the other choices as they are; `isPart`: of the newest alone. */
export async function readFacets(
  { trx }: AgencyTransaction,
  asked: Asked,
): Promise<Pick<WirePage, 'facets' | 'total' | 'isPart'>> {
  const { rows } = await countRows(asked).execute(trx);
  const topics = await readTopicNames(
    trx,
    rows.flatMap(({ facet: of, value }) => (of === 'topic' ? [value] : [])),
  );
  const facet = (name: keyof WirePage['facets'], label: (value: string) => Trilingual | undefined): Facet =>
    rows.flatMap(({ facet: of, value, count }) => {
      const words = of === name && count > 0 ? label(value) : undefined;
      return words ? [{ value, label: words, count }] : [];
    });
  const countOf = (name: string): number => rows.find((row) => row.facet === name)?.count ?? 0;
  return {
    total: countOf('total'),
    isPart: countOf('looked at') === MOST_COUNTED,
    facets: {
      language: facet('language', languageName),
      topic: facet('topic', (code) => topics.get(code)?.name),
      newsType: facet('newsType', newsTypeName),
      partner: facet('partner', (did) => cardOf(asked.cards, did).name),
      state: facet('state', stateName),
      taken: facet('taken', (value) => YES_NO[value]),
      published: facet('published', (value) => YES_NO[value]),
    },
  };
}

function countRows({ question, base, found }: Asked) {
  const among = found ? [...base, sql<boolean>`i.id = any(${[...found]}::uuid[])`] : base;
  const where = (except?: Filter) => and(found ? [] : filterConditions(question, except));
  return sql<{ facet: string; value: string; count: number }>`/* prepare story_counts */
    with i as materialized (
      select i.id, i.guid, i.language, i.news_type, i.provider_did, i.topics, i.state, i.latest_is_correction,
             i.embargo_end_at, i.arrived_at, i.updated_at
      from item_search s join item i on i.id = s.item_id
      where ${and(among)} order by s.updated_at desc, s.item_id desc limit ${MOST_COUNTED}
    )
    select 'language' as facet, language as value, count(*) from i where ${where('language')} group by 2
    union all
    select 'newsType', news_type, count(*) from i where ${where('newsType')} group by 2
    union all
    select 'partner', provider_did, count(*) from i where ${where('partner')} group by 2
    union all
    select 'topic', topic, count(*) from i, unnest(i.topics) as topic where ${where('topic')} group by 2
    union all
    ${stateRows(question, where('state'))}
    union all
    select 'taken', case when ${DONE_BY_US.taken} then 'yes' else 'no' end, count(*)
    from i where ${where('taken')} group by 2
    union all
    select 'published', case when ${DONE_BY_US.published} then 'yes' else 'no' end, count(*)
    from i where ${where('published')} group by 2
    union all
    select 'total', '', count(*) from i where ${where()}
    union all
    select 'looked at', '', count(*) from i
    order by 3 desc, 2`;
}

/** The `total` alone, of what is asked without words. */
export async function countStories(
  { trx }: AgencyTransaction,
  { question, base }: Pick<Asked, 'question' | 'base'>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with i as materialized (
      select i.* from item_search s join item i on i.id = s.item_id
      where ${and(base)} order by s.updated_at desc, s.item_id desc limit ${MOST_COUNTED}
    )
    select count(*) from i where ${and(filterConditions(question))}`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** A story may have several states, or none: each is counted by itself, in one pass over the stories. */
function stateRows({ at }: WireQuestion, where: Condition) {
  const counts = stateCounts(at);
  const held = counts.map(({ holds }) => sql`count(*) filter (where ${holds})`);
  return sql`select 'state', state.name, state.number from (
      select array[${sql.join(held)}]::bigint[] as numbers from i where ${where}) as counted,
      unnest(${counts.map(({ state }) => state)}::text[], counted.numbers) as state(name, number)`;
}
