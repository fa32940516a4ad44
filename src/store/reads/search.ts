import { sql, type RawBuilder } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { lexemesAsked, type Said, type SearchTerms } from '#domain/search/question.ts';
import { rankStories, type Candidate, type Corpus } from '#domain/search/rank-stories.ts';
import { worthOf } from '#domain/search/searched-fields.ts';
import { whatMatched } from '#domain/search/what-matched.ts';
import { STORY_COUNT, storiesOfLanguage } from '../search-shares.ts';
import type { AgencyTransaction } from '../transact.ts';
import {
  MOST_CANDIDATES,
  planSearch,
  RARE_SHARE,
  type LexemeShares,
  type SearchPlan,
} from './search-plan.ts';
import { and, type Condition } from './visible.ts';

/** A story that was found, with what the order is made of. */
export type Ranked = { readonly id: string; readonly score: number; readonly updatedAt: Instant };

/** `isPart`: some word brought as many candidates as are looked at, so there may be more. */
export type SearchFound = { readonly ranked: readonly Ranked[]; readonly isPart: boolean };

/**
 * The stories that match best, best first and newest first of equals; undefined when there is nothing to look for.
 * Two stages: the GIN index finds what holds the rarest words, BM25 over all words orders it. Never ts_rank_cd, which
 * knows no rarity and no length (multilingual.md §2.2).
 */
export async function searchStories(
  transaction: AgencyTransaction,
  terms: SearchTerms,
  asked: { readonly conditions: readonly Condition[]; readonly in?: SearchedIn },
): Promise<SearchFound | undefined> {
  const searched = await search(transaction, terms, asked.conditions, asked.in);
  return searched && { ranked: searched.ranked, isPart: searched.isPart };
}

/** The same for few: at most so many, best first, each with what it was found by, the most telling first. */
export async function searchWithReasons(
  transaction: AgencyTransaction,
  terms: SearchTerms,
  asked: { readonly conditions: readonly Condition[]; readonly most: number },
): Promise<readonly { readonly id: string; readonly shared: readonly Said[] }[]> {
  const searched = await search(transaction, terms, asked.conditions);
  if (!searched) return [];
  const { ranked, corpus, candidates } = searched;
  return ranked.slice(0, asked.most).flatMap(({ id }) => {
    const candidate = candidates.find((one) => one.id === id);
    return candidate ? [{ id, shared: whatMatched(candidate, terms.readings, corpus) }] : [];
  });
}

/** The stories themselves, or what a machine translated of them. */
export type SearchedIn = 'stories' | 'machine texts';

/** Where what holds the words is read from, and again from what was found, `f`. */
type Place = 'from' | 'language' | 'lexemes' | 'again';
const SEARCHED: Readonly<Record<SearchedIn, { readonly [P in Place]: RawBuilder<unknown> }>> = {
  stories: {
    from: sql`item_search s join item i on i.id = s.item_id`,
    language: sql`i.language`,
    lexemes: sql`s.lexemes`,
    again: sql`item_search s on s.item_id = f.id`,
  },
  'machine texts': {
    from: sql`machine_text m join item_search s on s.item_id = m.item_id
      join item i on i.id = s.item_id and i.latest_version = m.version`,
    language: sql`m.language`,
    lexemes: sql`m.lexemes`,
    again: sql`machine_text m on m.item_id = f.id and m.language = f.language`,
  },
};

async function search(
  transaction: AgencyTransaction,
  terms: SearchTerms,
  conditions: readonly Condition[],
  searched: SearchedIn = 'stories',
) {
  const known = await readShares(transaction, terms);
  const plan = planSearch(terms, known);
  if (!plan) return undefined;
  const found = await readCandidates(transaction, plan, { conditions, searched });
  const { candidates, isPart } = found;
  const corpus = corpusOf(found, known);
  const updated = new Map(candidates.map(({ id, updatedAt }) => [id, updatedAt]));
  const ranked = rankStories(candidates, terms.readings, corpus).flatMap((one): Ranked[] => {
    const updatedAt = updated.get(one.id);
    return updatedAt === undefined ? [] : [{ ...one, updatedAt }];
  });
  return { ranked, corpus, candidates, isPart };
}

type Found = {
  readonly candidates: readonly (Candidate & { readonly updatedAt: Instant })[];
  readonly isPart: boolean;
  /** Words of which every story that may be seen is among the candidates. */
  readonly counted: ReadonlySet<string>;
};

/** Newest first, so that equals come in that order. */
async function readCandidates(
  { trx }: AgencyTransaction,
  plan: SearchPlan,
  { conditions, searched }: { readonly conditions: readonly Condition[]; readonly searched: SearchedIn },
): Promise<Found> {
  const { from, language, lexemes, again } = SEARCHED[searched];
  const hits = plan.candidates.map(
    ({ query }, number) => sql`(
      select i.id, ${language} as language, s.updated_at, ${number}::integer as number
      from ${from}
      where ${lexemes} @@ ${query}::tsquery and ${and(conditions)}
      order by s.updated_at desc, i.id desc limit ${MOST_CANDIDATES})`,
  );
  // Weights name lines of the story; here they mark. Marking what was asked for and keeping what is marked leaves a vector of a few words, whatever the length of the story.
  const { rows } = await sql<{
    id: string;
    language: string;
    updatedAt: Instant;
    numbers: readonly number[];
    length: number;
    held: string;
  }>`
    with found as materialized (
      select id, language, updated_at, array_agg(number) as numbers
      from (${sql.join(hits, sql` union all `)}) as hit group by id, language, updated_at)
    select f.id, f.language, f.updated_at as "updatedAt", f.numbers, length(${lexemes}),
      ts_filter(setweight(setweight(${lexemes}, 'D'), 'C', ${[...plan.lexemes]}::text[]), '{c}')::text as held
    from found f join ${again}
    order by f.updated_at desc, f.id desc`.execute(trx);
  const whole = plan.candidates.filter(
    (_one, at) => rows.filter(({ numbers }) => numbers.includes(at)).length < MOST_CANDIDATES,
  );
  return {
    isPart: whole.length < plan.candidates.length,
    candidates: rows.map(({ id, language, updatedAt, length, held }) => ({
      id,
      language,
      updatedAt,
      length,
      counts: countsIn(held),
    })),
    counted: new Set(whole.flatMap(({ words }) => words)),
  };
}

/** `'huế':1C,201C 'lũ':202C`, as PostgreSQL writes a tsvector. */
function countsIn(held: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, lexeme = '', positions = ''] of held.matchAll(/'((?:[^']|'')*)':([\dC,]+)/gu)) {
    const plain = lexeme.includes("'") || lexeme.includes('\\') ? unquote(lexeme) : lexeme;
    counts.set(plain, worthOf(positions.split(',').map((position) => Number.parseInt(position, 10))));
  }
  return counts;
}

function unquote(lexeme: string): string {
  return lexeme.replaceAll("''", "'").replaceAll('\\\\', '\\');
}

/** In how many stories a word is: counted where all of them are here, else by its share, and at least as many as are here. */
function corpusOf({ candidates, counted }: Found, known: LexemeShares): Corpus {
  const here = new Map<string, number>();
  for (const { counts } of candidates)
    for (const lexeme of counts.keys()) here.set(lexeme, (here.get(lexeme) ?? 0) + 1);
  return {
    storiesOf: (language) =>
      known.shares.get(storiesOfLanguage(language)) ?? Math.max(known.stories, candidates.length),
    storiesWith(lexeme) {
      const found = here.get(lexeme) ?? 0;
      if (counted.has(lexeme)) return found;
      return Math.max(found, (known.shares.get(lexeme) ?? RARE_SHARE) * known.stories);
    },
  };
}

/** How common the words of a question are among what may be seen. */
export async function readShares(
  { trx, agencyId }: AgencyTransaction,
  terms: SearchTerms,
): Promise<LexemeShares> {
  const lexemes = lexemesAsked(terms);
  const rows = await trx
    .selectFrom('common_lexeme')
    .select(['lexeme', 'share'])
    .where('agency_id', '=', agencyId)
    .where(sql<boolean>`(lexeme = any(${[...lexemes]}::text[]) or starts_with(lexeme, ${STORY_COUNT}))`)
    .execute();
  const shares = new Map(rows.map(({ lexeme, share }) => [lexeme, share]));
  return { stories: shares.get(STORY_COUNT) ?? 0, shares };
}
