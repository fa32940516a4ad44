import { sql, type RawBuilder } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { lexemesAsked, type Said, type SearchTerms } from '#domain/search/question.ts';
import { rankStories, type Candidate, type Corpus } from '#domain/search/rank-stories.ts';
import { worthOf } from '#domain/search/searched-fields.ts';
import { whatMatched } from '#domain/search/what-matched.ts';
import { AFTER_STORY_COUNTS, STORY_COUNT, storiesOfLanguage } from '../search-shares.ts';
import type { AgencyTransaction } from '../transact.ts';
import {
  amongNext,
  MOST_CANDIDATES,
  planSearch,
  RARE_SHARE,
  type LexemeShares,
  type SearchPlan,
} from './search-plan.ts';
import { daysNamed, hasTraits, type TraitsAsked } from './story-traits.ts';
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
  asked: {
    readonly conditions: readonly Condition[];
    readonly traits: TraitsAsked;
    readonly in?: SearchedIn;
  },
): Promise<SearchFound | undefined> {
  const searched = await search(transaction, terms, asked);
  return searched && { ranked: searched.ranked, isPart: searched.isPart };
}

/** The same for few: at most so many, best first, each with what it was found by, the most telling first. */
export async function searchWithReasons(
  transaction: AgencyTransaction,
  terms: SearchTerms,
  asked: { readonly conditions: readonly Condition[]; readonly most: number },
): Promise<readonly { readonly id: string; readonly shared: readonly Said[] }[]> {
  const searched = await search(transaction, terms, { ...asked, traits: [] });
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
    // Each story by its name: how few a word and a filter leave together is not known, and all stories would be read to join them.
    from: sql`item_search s cross join lateral (select * from item where id = s.item_id offset 0) as i`,
    language: sql`i.language`,
    lexemes: sql`s.lexemes`,
    again: sql``,
  },
  'machine texts': {
    from: sql`machine_text m join item_search s on s.item_id = m.item_id
      join item i on i.id = s.item_id and i.latest_version = m.version`,
    language: sql`m.language`,
    lexemes: sql`m.lexemes`,
    again: sql`join machine_text m on m.item_id = f.id and m.language = f.language`,
  },
};

async function search(
  transaction: AgencyTransaction,
  terms: SearchTerms,
  { conditions, traits, in: searched = 'stories' }: Omit<Asked, 'searched'> & { readonly in?: SearchedIn },
) {
  const known = await readShares(transaction, terms);
  const plan = planSearch(terms, known);
  if (!plan) return undefined;
  const found = await readCandidates(transaction, plan, { conditions, traits, searched });
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

type Hit = { readonly id: string; readonly language: string; readonly number: number };
/** `traits`: what of the conditions the index of words knows. */
type Asked = {
  readonly conditions: readonly Condition[];
  readonly traits: TraitsAsked;
  readonly searched: SearchedIn;
};

/** Newest first, so that equals come in that order. */
async function readCandidates(
  transaction: AgencyTransaction,
  plan: SearchPlan,
  asked: Asked,
): Promise<Found> {
  const hits = await readHits(transaction, plan, asked);
  const candidates = await readWords(transaction, { hits, lexemes: plan.lexemes, searched: asked.searched });
  const whole = plan.candidates.filter(
    (_one, at) => hits.filter(({ number }) => number === at).length < MOST_CANDIDATES,
  );
  return {
    isPart: whole.length < plan.candidates.length,
    candidates,
    counted: new Set(whole.flatMap(({ words }) => words)),
  };
}

/**
 * What each query of the plan finds, the newest if it is too many. The newest stories are looked at first, as many as should hold enough,
 * then the next newest, as long as they held too few: the same is found, however many stories there are.
 */
async function readHits(
  transaction: AgencyTransaction,
  { candidates }: SearchPlan,
  asked: Asked,
): Promise<readonly Hit[]> {
  const reaches = asked.searched === 'stories' ? await readReaches(transaction) : [];
  const until = (among: number): { readonly reach?: Reach } => {
    const reach = reaches.find(({ stories }) => stories >= among);
    return reach ? { reach } : {};
  };
  const kept: Hit[] = [];
  let open = candidates.map(({ query, among }, number): HitQuery => ({
    query,
    number,
    most: MOST_CANDIDATES,
    ...until(among),
  }));
  while (open.length > 0) {
    const found = Map.groupBy(await findNewest(transaction, open, asked), ({ number }) => number);
    open = open.flatMap(({ reach, ...query }) => {
      const hits = found.get(query.number) ?? [];
      kept.push(...hits);
      const most = query.most - hits.length;
      if (!reach || most === 0) return [];
      return [{ ...query, most, after: reach, ...until(amongNext(reach.stories, MOST_CANDIDATES - most)) }];
    });
  }
  return kept;
}

/** `most` of what is as new as `reach` says, and was not looked at with those of `after`. */
type HitQuery = {
  readonly query: string;
  readonly number: number;
  readonly most: number;
  readonly reach?: Reach;
  readonly after?: Reach;
};

/** Since when so many of the newest came (search-shares.ts), the fewest first, and when the newest of all did. */
async function readReaches({ trx, agencyId }: AgencyTransaction): Promise<readonly Reach[]> {
  const { rows } = await sql<Reach>`
    select stories, since, (select max(updated_at) from item where agency_id = ${agencyId}::uuid) as until
    from story_reach where agency_id = ${agencyId}::uuid order by stories`.execute(trx);
  return rows;
}

type Reach = { readonly stories: number; readonly since: Instant; readonly until: Instant };

/** In an order that no index has: walking one from the newest on would unpack the words of every story on the way. */
async function findNewest(
  { trx }: AgencyTransaction,
  queries: readonly HitQuery[],
  { conditions, traits, searched }: Asked,
): Promise<readonly Hit[]> {
  const { from, language, lexemes } = SEARCHED[searched];
  const hits = queries.map(({ query, number, most, reach, after }) => {
    const newest = [
      ...(reach ? [sql<boolean>`s.updated_at >= ${reach.since}::timestamptz`] : []),
      ...(after ? [sql<boolean>`s.updated_at < ${after.since}::timestamptz`] : []),
    ];
    const days = reach ? daysNamed(reach.since, after?.since ?? reach.until) : [];
    // What a machine translated has an index of its own.
    const narrowed = searched === 'stories' ? hasTraits([...traits, ...days]) : [];
    return sql`(
      select i.id, ${language} as language, ${number}::integer as number
      from ${from}
      where ${lexemes} @@ ${query}::tsquery and ${and([...narrowed, ...newest, ...conditions])}
      order by s.updated_at at time zone 'UTC' desc, i.id desc limit ${most})`;
  });
  const { rows } = await sql<Hit>`${sql.join(hits, sql` union all `)}`.execute(trx);
  return rows;
}

/**
 * Weights name lines of the story; here they mark. Marking what was asked for and keeping what is marked leaves a vector of a few words,
 * whatever the length of the story, which is unpacked once (`offset 0`).
 */
async function readWords(
  { trx }: AgencyTransaction,
  asked: {
    readonly hits: readonly Hit[];
    readonly lexemes: readonly string[];
    readonly searched: SearchedIn;
  },
): Promise<Found['candidates']> {
  const { lexemes, again } = SEARCHED[asked.searched];
  const { rows } = await sql<{
    id: string;
    language: string;
    updatedAt: Instant;
    length: number;
    held: string;
  }>`
    with found as materialized (
      select distinct id, language from unnest(
        ${asked.hits.map(({ id }) => id)}::uuid[], ${asked.hits.map(({ language }) => language)}::text[]) as hit(id, language))
    select f.id, f.language, s.updated_at as "updatedAt", length(unmarked.words),
      ts_filter(setweight(unmarked.words, 'C', ${[...asked.lexemes]}::text[]), '{c}')::text as held
    from found f join item_search s on s.item_id = f.id ${again}
    cross join lateral (select setweight(${lexemes}, 'D') as words offset 0) as unmarked
    order by s.updated_at desc, f.id desc`.execute(trx);
  return rows.map(({ held, ...row }) => ({ ...row, counts: countsIn(held) }));
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

/** `starts_with`, as the index can be asked it. */
const isStoryCount = sql<boolean>`(lexeme >= ${STORY_COUNT} and lexeme < ${AFTER_STORY_COUNTS})`;

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
    .where(sql<boolean>`(lexeme = any(${[...lexemes]}::text[]) or ${isStoryCount})`)
    .execute();
  const shares = new Map(rows.map(({ lexeme, share }) => [lexeme, share]));
  return { stories: shares.get(STORY_COUNT) ?? 0, shares };
}
