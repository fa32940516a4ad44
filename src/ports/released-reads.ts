import type {
  PortalAgency,
  PublicNote,
  StoryCard,
  StoryProviderCard,
  StorySibling,
} from '#domain/publication/released.ts';
import type { LiveStory, ReleasedStory } from '#domain/publication/story-page.ts';

/** What decides whether a cached page may still be served: read for every request. */
export type StoryHead = {
  readonly number: number;
  readonly family: string;
  readonly language: string;
  readonly slug: string;
  readonly state: 'live' | 'withheld' | 'withdrawn';
  readonly revision: number;
  readonly edition: number;
};

export type PublicMedia = { readonly mediaType: string; readonly bytes: Uint8Array };

/** Everything the portal reads, with a database role that sees the released projection and nothing else. */
export type ReleasedReads = {
  agency(id: string): Promise<PortalAgency | undefined>;
  head(agencyId: string, number: number): Promise<StoryHead | undefined>;
  story(agencyId: string, number: number): Promise<ReleasedStory | undefined>;
  /** Live pages of the same story, this one among them. */
  siblings(agencyId: string, family: string): Promise<readonly StorySibling[]>;
  /** Newest first. */
  latest(agencyId: string, language: string, limit: number): Promise<readonly StoryCard[]>;
  /** Same topic in the same language, then same provider, then latest; the story itself is not among them. */
  others(agencyId: string, story: LiveStory, limit: number): Promise<readonly StoryCard[]>;
  /** Live stories of all languages, last changed first. */
  recentlyChanged(agencyId: string, limit: number): Promise<readonly StoryCard[]>;
  notes(agencyId: string, limit: number): Promise<readonly PublicNote[]>;
  providers(agencyId: string): Promise<readonly StoryProviderCard[]>;
  /** Of all languages of the story together. */
  views(family: string): Promise<number>;
  media(name: string): Promise<PublicMedia | undefined>;
};

/** Page views as sums; nothing else about readers is ever handed to it (I25). */
export type ViewTally = {
  add(
    sums: readonly {
      readonly family: string;
      readonly language: string;
      /** UTC, `2027-01-31`. */
      readonly day: string;
      readonly views: number;
    }[],
  ): Promise<void>;
};
