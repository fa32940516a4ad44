import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Ownership } from '#domain/newsroom/agency.ts';
import type { SearchTerms } from '#domain/search/question.ts';

export type AgencyCard = { readonly did: string; readonly name: Trilingual; readonly ownership: Ownership };

/** Which lines of the wire are wanted. Everything left out does not restrict. */
export type WireQuestion = {
  readonly at: Instant;
  readonly from: 'partners' | 'own' | 'all';
  /** With terms: best match first. Without: newest first. */
  readonly terms?: SearchTerms;
  /** `zh` also means `zh-Hans`. */
  readonly language?: string;
  readonly topic?: string;
  readonly newsType?: string;
  /** DID of the provider. */
  readonly partner?: string;
  /** Where an hour begins: what arrived in it. */
  readonly hour?: Instant;
  /** The `next` of the page before; one that is none gives the first page. */
  readonly after?: string;
  /** 1 to 100. */
  readonly limit: number;
};

export type Badge =
  | 'new'
  | 'updated'
  | 'corrected'
  | 'withheld'
  | 'off-offer'
  | 'killed'
  | 'embargo'
  | 'taken'
  | 'published';

/** One line. Of a killed story only that it was: no headline, summary or picture (I6). */
export type StoryLine = {
  readonly id: string;
  readonly origin: 'own' | 'partner';
  readonly provider: AgencyCard;
  readonly headline: string;
  readonly summary: string;
  readonly language: string;
  readonly newsType: string;
  readonly version: number;
  readonly arrivedAt: Instant;
  readonly updatedAt: Instant;
  readonly embargoEndAt?: Instant;
  readonly topics: { readonly code: string; readonly name: Trilingual }[];
  readonly badges: Badge[];
  readonly takenBy?: string;
  /** Path on this node. */
  readonly thumbnail?: string;
};

export type Facet = { readonly value: string; readonly label: Trilingual; readonly count: number }[];

/**
 * One page. Every count, and the order, is made from what this agency may see and nothing else (I12). Counts are of the
 * newest 10,000 stories, or of the best matches, and come with the first page.
 */
export type WirePage = {
  readonly stories: StoryLine[];
  readonly facets: {
    readonly language: Facet;
    readonly topic: Facet;
    readonly newsType: Facet;
    readonly partner: Facet;
  };
  readonly total: number;
  readonly next?: string;
};

export type ArrivalsQuestion = Pick<WireQuestion, 'at' | 'from'>;

/** Hours in a row from `since`, the last one still running; agencies with most stories first. */
export type Arrivals = {
  readonly since: Instant;
  readonly lanes: { readonly agency: AgencyCard; readonly hours: number[]; readonly total: number }[];
};

export type WireReads = {
  list(agencyId: string, question: WireQuestion): Promise<WirePage>;
  arrivals(agencyId: string, question: ArrivalsQuestion): Promise<Arrivals>;
};
