import { lexemesAsked, type Concept, type SearchTerms } from '#domain/search/question.ts';

/** What share of the visible stories holds each of some lexemes, and how many stories were counted. */
export type LexemeShares = { readonly stories: number; readonly shares: ReadonlyMap<string, number> };

/** A search as PostgreSQL does it. */
export type SearchPlan = {
  /** tsqueries, one for each reading and kind of spelling: what a story must hold to be looked at closely. */
  readonly candidates: readonly string[];
  /** What of a story ranking wants to know. */
  readonly lexemes: readonly string[];
  /** Of the lexemes whose stories are all among the candidates, so that counting those counts all. */
  readonly counted: ReadonlySet<string>;
};

/** Looked at closely for each kind of spelling; beyond it the newest are taken. */
export const MOST_CANDIDATES = 250;
/** A word that is not among the common ones. */
export const RARE_SHARE = 0.0005;
/** A translation that is less probable than this brings no candidate; it still counts in those that others bring. */
const LEAST_PROBABILITY = 0.08;

type Sought = { readonly lexemes: readonly string[]; readonly share: number };

/**
 * OR with ranking, never AND: a long question must find the story that answers most of it (multilingual.md §2.2). Stories that hold
 * the rarest words of the question are candidates; what is rare is counted among what the reader may see, so nothing hidden
 * moves the order (I12). Undefined when there is nothing to look for.
 */
export function planSearch(terms: SearchTerms, known: LexemeShares): SearchPlan | undefined {
  const all = terms.all.map((group) => anyOf(group.map(quote)));
  const groups = terms.readings.flatMap(({ concepts }) => [
    ...Map.groupBy(concepts, ({ kind }) => kind).values(),
  ]);
  const sought = groups.map((concepts) => rarest(soughtOf(concepts, known), known.stories));
  if (sought.length === 0) return undefined;
  return {
    candidates: sought.map((some) =>
      everyOf([anyOf(some.map(({ lexemes }) => everyOf(lexemes.map(quote)))), ...all]),
    ),
    lexemes: lexemesAsked(terms),
    counted: new Set(
      all.length > 0
        ? []
        : sought.flatMap((some) => (isComplete(some, known.stories) ? some.flatMap(alone) : [])),
    ),
  };
}

function alone({ lexemes }: Sought): readonly string[] {
  return lexemes.length === 1 ? lexemes : [];
}

function soughtOf(concepts: readonly Concept[], { shares }: LexemeShares): readonly Sought[] {
  const sought = new Map<string, Sought>();
  for (const { lexemes, probability } of concepts.flatMap(({ alternatives }) => alternatives))
    if (probability >= LEAST_PROBABILITY)
      sought.set(lexemes.join(' '), {
        lexemes,
        share: Math.min(...lexemes.map((lexeme) => shares.get(lexeme) ?? RARE_SHARE)),
      });
  return [...sought.values()];
}

/** The rarest, as many as together stay under the number of candidates; at least one. */
function rarest(sought: readonly Sought[], stories: number): readonly Sought[] {
  const taken: Sought[] = [];
  let expected = 0;
  for (const one of sought.toSorted((a, b) => a.share - b.share)) {
    expected += one.share * stories;
    if (taken.length > 0 && expected > MOST_CANDIDATES) break;
    taken.push(one);
  }
  return taken;
}

function isComplete(sought: readonly Sought[], stories: number): boolean {
  return sought.reduce((sum, { share }) => sum + share * stories, 0) <= MOST_CANDIDATES;
}

function everyOf(queries: readonly string[]): string {
  return queries.length === 1 ? (queries[0] ?? '') : queries.map((query) => `(${query})`).join(' & ');
}

function anyOf(queries: readonly string[]): string {
  return queries.join(' | ');
}

function quote(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
