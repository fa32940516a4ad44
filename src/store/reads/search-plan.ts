import {
  lexemesAsked,
  type AskedLine,
  type Concept,
  type Demand,
  type Reading,
  type SearchTerms,
} from '#domain/search/question.ts';

/** What share of the visible stories holds each of some lexemes, and how many stories were counted. */
export type LexemeShares = { readonly stories: number; readonly shares: ReadonlyMap<string, number> };

export type CandidateQuery = {
  readonly query: string;
  readonly words: readonly string[];
  /** Among so many of the newest stories that may be seen there should be as many as are looked at closely, as far as anybody can tell. */
  readonly among: number;
};

/** A search as PostgreSQL does it. */
export type SearchPlan = {
  /**
   * For each reading, kind of spelling and rarity a tsquery: what a story must hold to be looked at closely. `words` stand alone in it, so
   * that whoever has all that it finds has all stories with them.
   */
  readonly candidates: readonly CandidateQuery[];
  /** What of a story ranking wants to know. */
  readonly lexemes: readonly string[];
};

/** Looked at closely for each; beyond it the newest are taken. */
export const MOST_CANDIDATES = 250;
/** How common a word is that was not counted is not known: so many of the newest are looked at first, where a node has more. */
const AMONG_FOR_RARE = 64_000;
/** So many times as many as are needed are expected among the newest that are looked at; too few cost a look at the next. */
const MARGIN = 1.3;
/** So many words that are not among the common ones are sought; most of them stand in a handful of stories. */
const MOST_RARE = 40;
/** A name that was typed without marks is read in many ways; most of them stand in no story. */
const MOST_WAYS = 240;
const NAME = /^name /;
/** What a word that is not among the common ones counts for where it was not counted. */
export const RARE_SHARE = 0.0005;
/** A translation that is less probable than this brings no candidate; it still counts in those that others bring. */
const LEAST_PROBABILITY = 0.05;

type Sought = {
  readonly lexemes: readonly string[];
  readonly probability: number;
  /** Of the visible stories; undefined while it is not among the common ones. */
  readonly share?: number;
};

/**
 * OR with ranking, never AND: a long question must find the story that answers most of it (multilingual.md §2.2). Candidates are the
 * stories with a rare word of the question, and those with the rarest of its common ones; what is rare is counted among what the
 * reader may see, so nothing hidden moves the order (I12). Undefined when there is nothing to look for.
 */
export function planSearch(terms: SearchTerms, known: LexemeShares): SearchPlan | undefined {
  const groups = terms.readings.flatMap(({ concepts }) => [...Map.groupBy(concepts, ({ kind }) => kind)]);
  const sought = groups.flatMap(([kind, concepts]) => {
    const all = soughtOf(concepts, known);
    return [rarest(all, NAME.test(kind) ? MOST_WAYS : MOST_RARE), leastCommon(all, known.stories)].filter(
      (some) => some.length > 0,
    );
  });
  if (sought.length === 0) return undefined;
  const isFree = terms.all.length + terms.none.length === 0;
  return {
    candidates: sought.map((some) => ({
      query: anyOf(some.map(({ lexemes }) => everyOf(lexemes.map((one) => quote(one))))),
      words: isFree ? some.flatMap(({ lexemes }) => (lexemes.length === 1 ? lexemes : [])) : [],
      among: amongNewest(some),
    })),
    lexemes: lexemesAsked(terms),
  };
}

/** Weights as `indexFields` gives them. */
const WEIGHTS: Readonly<Record<AskedLine, string>> = { headline: 'A', byline: 'B', place: 'C' };

/** A demand as a tsquery; undefined when nothing can fulfil it. */
export function demandQuery({ anyOf: spellings, line }: Demand): string | undefined {
  const weight = line === undefined ? '' : `:${WEIGHTS[line]}`;
  const queries = spellings.map((lexemes) => everyOf(lexemes.map((one) => quote(one, weight))));
  return queries.length === 0 ? undefined : anyOf(queries.map((query) => `(${query})`));
}

function soughtOf(concepts: readonly Concept[], { shares }: LexemeShares): readonly Sought[] {
  const sought = new Map<string, Sought>();
  for (const { lexemes, probability } of concepts.flatMap(({ alternatives }) => alternatives)) {
    if (probability < LEAST_PROBABILITY) continue;
    const common = lexemes.map((lexeme) => shares.get(lexeme));
    // Several that must all be there are as rare as the rarest of them.
    const share = common.includes(undefined) ? undefined : Math.min(...common.map((one) => one ?? 1));
    sought.set(lexemes.join(' '), { lexemes, probability, ...(share === undefined ? {} : { share }) });
  }
  return [...sought.values()];
}

/** All that are not common, the likeliest first. */
function rarest(sought: readonly Sought[], most: number): readonly Sought[] {
  const rare = sought.filter(({ share }) => share === undefined);
  return rare.toSorted((a, b) => b.probability - a.probability).slice(0, most);
}

/** As many as together stay under the number of candidates; at least one, if there is one. */
function leastCommon(sought: readonly Sought[], stories: number): readonly Sought[] {
  const taken: Sought[] = [];
  let expected = 0;
  for (const one of sought.toSorted((a, b) => (a.share ?? 1) - (b.share ?? 1))) {
    if (one.share === undefined) continue;
    expected += one.share * stories;
    if (taken.length > 0 && expected > MOST_CANDIDATES) break;
    taken.push(one);
  }
  return taken;
}

function amongNewest(sought: readonly Sought[]): number {
  const share = Math.max(...sought.map((one) => one.share ?? 0));
  return share > 0 ? amongFor(share) : AMONG_FOR_RARE;
}

function amongFor(share: number): number {
  return Math.ceil((MARGIN * MOST_CANDIDATES) / share);
}

/** Among how many of the newest to look next, when so few were found among so many: as if the others were like them. */
export function amongNext(stories: number, found: number): number {
  return amongFor(found / stories);
}

/** What a story must hold for a reading to say something of it at all: every lexeme of one alternative (rank-stories.ts). */
export function heldBy({ concepts }: Reading): string {
  return anyOf(
    concepts.flatMap(({ alternatives }) =>
      alternatives.map(({ lexemes }) => `(${everyOf(lexemes.map((one) => quote(one)))})`),
    ),
  );
}

function everyOf(queries: readonly string[]): string {
  return queries.length === 1 ? (queries[0] ?? '') : queries.map((query) => `(${query})`).join(' & ');
}

function anyOf(queries: readonly string[]): string {
  return queries.join(' | ');
}

function quote(lexeme: string, weight = ''): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'${weight}`;
}
