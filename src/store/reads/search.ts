import { sql } from 'kysely';
import type { SearchTerms } from '#ports/reads/wire.ts';
import { STORY_COUNT } from '../search-shares.ts';
import type { AgencyTransaction } from '../transact.ts';
import { MOST_CANDIDATES, planSearch, type LexemeShares } from './search-plan.ts';
import { and, type Condition } from './visible.ts';

/** {D, C, B, A}: a word in the headline counts two and a half times one in the body. */
const WEIGHTS = '{0.4, 0.4, 0.7, 1.0}';

/**
 * Ids of the stories that match best, best first; undefined when there is nothing to look for.
 * Two stages: the GIN index finds what holds the rarest words, the rank of all words orders it. Never ts_rank_cd, which
 * knows no rarity and no length (multilingual.md §2.2).
 */
export async function searchStories(
  transaction: AgencyTransaction,
  terms: SearchTerms,
  conditions: readonly Condition[],
): Promise<readonly string[] | undefined> {
  const plan = planSearch(terms, await readShares(transaction, terms));
  if (!plan) return undefined;
  const ranks = plan.groups.map(
    ({ query, weight }) => sql`${weight}::real * ts_rank(${WEIGHTS}::real[], lexemes, ${query}::tsquery, 1)`,
  );
  const score = ranks.length === 0 ? sql`0` : sql.join(ranks, sql` + `);
  const hits = plan.candidates.map(
    (query) => sql`(
      select i.id, s.updated_at from item_search s join item i on i.id = s.item_id
      where s.lexemes @@ ${query}::tsquery and ${and(conditions)}
      order by s.updated_at desc, i.id desc limit ${MOST_CANDIDATES})`,
  );
  // Letting all weights pass unpacks a vector once for all its ranks.
  const { rows } = await sql<{ id: string }>`
    with found as materialized (select distinct id, updated_at from (${sql.join(hits, sql` union all `)}) as hit),
    hit as materialized (
      select f.id, f.updated_at, ts_filter(s.lexemes, '{a,b,c,d}') as lexemes
      from found f join item_search s on s.item_id = f.id
    )
    select id from hit order by ${score} desc, updated_at desc, id desc`.execute(transaction.trx);
  return rows.map(({ id }) => id);
}

async function readShares({ trx }: AgencyTransaction, terms: SearchTerms): Promise<LexemeShares> {
  const lexemes = [STORY_COUNT, ...terms.any.map(({ lexeme }) => lexeme)];
  const rows = await trx
    .selectFrom('common_lexeme')
    .select(['lexeme', 'share'])
    .where(sql<boolean>`lexeme = any(${lexemes}::text[])`)
    .execute();
  const shares = new Map(rows.map(({ lexeme, share }) => [lexeme, share]));
  return { stories: shares.get(STORY_COUNT) ?? 0, shares };
}
