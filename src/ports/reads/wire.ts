import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Ownership } from '#domain/newsroom/agency.ts';
import type { FieldFilter, Span, StoryState } from '#domain/search/field-filter.ts';
import type { Near } from '#domain/search/near.ts';
import type { SearchTerms } from '#domain/search/question.ts';

export type AgencyCard = { readonly did: string; readonly name: Trilingual; readonly ownership: Ownership };

/** Put off, or not wanted: what a person does with a line of their own wire. */
export type Aside = 'later' | 'not-for-us';

/** Which lines of the wire are wanted. Everything left out does not restrict. */
export type WireQuestion = {
  readonly at: Instant;
  readonly from: 'partners' | 'own' | 'all';
  readonly terms?: SearchTerms;
  /** Where the question lies, for whoever wants the best matches: what lies near it is fused with what its words find. */
  readonly near?: Near;
  /** Also what a machine translated of stories is searched. */
  readonly readsMachine?: boolean;
  /** Left out: best match first where the terms say what to rank by, else newest first. */
  readonly sort?: 'newest' | 'best';
  /** `zh` also means `zh-Hans`. */
  readonly language?: string;
  readonly topic?: string;
  readonly newsType?: string;
  /** DID of the provider. */
  readonly partner?: string;
  readonly state?: StoryState;
  /** By this agency, or not. */
  readonly taken?: boolean;
  readonly published?: boolean;
  /** When the story, or its newest version, came. */
  readonly span?: Span;
  /** What the words said beside themselves: each of these must hold too. */
  readonly fields?: readonly FieldFilter[];
  /** These stories only, as far as they may be seen. */
  readonly among?: readonly string[];
  /** Leaves out what we published, the same by another road, and our own translations come home. */
  readonly hide?: 'ran';
  /** Without what this person has put aside, or only what they put aside so. */
  readonly aside?: { readonly personId: string; readonly want: 'hide' | Aside };
  /** Where an hour begins: what arrived in it. */
  readonly hour?: Instant;
  /** Counts are not wanted: of a large node they take longer than the page. */
  readonly counts?: 'no';
  /** The `next` of the page before; one that is none gives the first page. */
  readonly after?: string;
  /** 1 to 100. */
  readonly limit: number;
};

export type Badge = StoryState;

/** One line. Of a killed story only that it was: no headline, summary or picture (I6). */
export type StoryLine = {
  readonly id: string;
  readonly origin: 'own' | 'partner';
  readonly provider: AgencyCard;
  /** The partner that passed it on to us, where its provider did not give it itself. */
  readonly suppliedBy?: AgencyCard;
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
  /** In a list: how many others bring the same text, of which this is the newest that matches. */
  readonly roads?: number;
  /** In a list: what alone led to it, where its own words did not. */
  readonly foundBy?: FoundBy;
};

/** A translation of it by machine, or that it lies near in meaning. */
export type FoundBy = 'machine-translation' | 'nearness';

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
    readonly state: Facet;
    /** `yes` and `no`. */
    readonly taken: Facet;
    readonly published: Facet;
  };
  readonly total: number;
  /** There may be more than the total: only so many of those that fit were looked at, the newest. */
  readonly isPart: boolean;
  readonly next?: string;
};

/** What fits a question, in its order; `isPart` as of a page. */
export type WireCandidates = { readonly ids: readonly string[]; readonly isPart: boolean };

/** The words of a story as it reads now. */
export type StoryText = {
  readonly id: string;
  readonly language: string;
  readonly headline: string;
  readonly byline: string;
  readonly places: readonly string[];
  /** Summary, then the text block by block; empty where the agency may see that the story is there and not read it. */
  readonly texts: readonly string[];
};

/** A value of a filter, and what people call it. */
export type NamedValue = { readonly value: string; readonly name: Trilingual };

export type ArrivalsQuestion = Pick<WireQuestion, 'at' | 'from'>;

/** Hours in a row from `since`, the last one still running; agencies with most stories first. */
export type Arrivals = {
  readonly since: Instant;
  readonly lanes: { readonly agency: AgencyCard; readonly hours: number[]; readonly total: number }[];
};

export type WireReads = {
  list(agencyId: string, question: WireQuestion): Promise<WirePage>;
  /** The `total` of its first page, and nothing else. */
  count(agencyId: string, question: WireQuestion): Promise<number>;
  /** Whoever must look at each story asks for these first, and then for the page `among` those that held. */
  candidates(agencyId: string, question: WireQuestion): Promise<WireCandidates>;
  /** Of these the ones that may be seen, in any order; killed ones are not among them (I6). */
  texts(
    agencyId: string,
    asked: { readonly ids: readonly string[]; readonly at: Instant },
  ): Promise<StoryText[]>;
  /** What filters can be called by name. */
  names(agencyId: string): Promise<{
    readonly partner: readonly NamedValue[];
    readonly topic: readonly NamedValue[];
    readonly newsType: readonly NamedValue[];
  }>;
  arrivals(agencyId: string, question: ArrivalsQuestion): Promise<Arrivals>;
};
