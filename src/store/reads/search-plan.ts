import type { SearchTerms } from '#ports/reads/wire.ts';

/** What share of the visible stories holds each of some lexemes, and how many stories were counted. */
export type LexemeShares = { readonly stories: number; readonly shares: ReadonlyMap<string, number> };

/** A search as PostgreSQL does it: fetch by each of `candidates`, order all by the sum of the groups. */
export type SearchPlan = {
  /** tsqueries, one for each kind of spelling: what a story must hold to be looked at, the rarest words of the question. */
  readonly candidates: readonly string[];
  /** tsquery and what its rank counts. Words of about equal weight share a group: one ts_rank for all of them. */
  readonly groups: readonly { readonly query: string; readonly weight: number }[];
};

/** Looked at closely for each kind of spelling; beyond it the newest are taken. */
export const MOST_CANDIDATES = 250;
/** A word that is not among the common ones. */
const RARE_SHARE = 0.0005;
/** Weights that differ by less than this factor count as equal. */
const GROUP_RATIO = 1.5;
const MOST_GROUPS = 5;

type Weighed = SearchTerms['any'][number] & { readonly share: number };

/**
 * OR with ranking, never AND: a long question must find the story that answers most of it (multilingual.md §2.2). Words
 * weigh by how rare they are among what the reader may see, so nothing hidden moves the order (I12). Undefined when there
 * is nothing to look for.
 */
export function planSearch(terms: SearchTerms, known: LexemeShares): SearchPlan | undefined {
  const weighed = terms.any
    .map((one): Weighed => {
      const share = known.shares.get(one.lexeme) ?? RARE_SHARE;
      return { ...one, share, weight: one.weight * Math.log(1 + (1 - share) / share) };
    })
    .toSorted((a, b) => b.weight - a.weight);
  const all = terms.all.map((group) => anyOf(group));
  const candidates = [...Map.groupBy(weighed, ({ kind }) => kind).values()].map((ofKind) =>
    everyOf([anyOf(rarest(ofKind, known.stories).map(({ lexeme }) => lexeme)), ...all]),
  );
  if (candidates.length === 0) return undefined;
  return { candidates, groups: groupsOf(weighed) };
}

/** The rarest words, as many as together stay under the number of candidates; at least one. */
function rarest(weighed: readonly Weighed[], stories: number): readonly Weighed[] {
  const taken: Weighed[] = [];
  let expected = 0;
  for (const one of weighed.toSorted((a, b) => a.share - b.share)) {
    expected += one.share * stories;
    if (taken.length > 0 && expected > MOST_CANDIDATES) break;
    taken.push(one);
  }
  return taken;
}

function groupsOf(weighed: readonly Weighed[]): { readonly query: string; readonly weight: number }[] {
  const groups: Weighed[][] = [];
  for (const one of weighed) {
    const [first] = groups.at(-1) ?? [];
    const isNear = first !== undefined && first.weight <= one.weight * GROUP_RATIO;
    if (isNear || groups.length === MOST_GROUPS) groups.at(-1)?.push(one);
    else groups.push([one]);
  }
  // ts_rank divides by the number of words, so the sum of their weights is what the group counts.
  return groups.map((group) => ({
    query: anyOf(group.map(({ lexeme }) => lexeme)),
    weight: group.reduce((sum, { weight }) => sum + weight, 0),
  }));
}

function everyOf(queries: readonly string[]): string {
  return queries.map((query) => `(${query})`).join(' & ');
}

function anyOf(lexemes: readonly string[]): string {
  return lexemes.map(quote).join(' | ');
}

function quote(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
