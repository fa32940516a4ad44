import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Ownership } from '#domain/newsroom/agency.ts';
import type { ReasonClass } from './reason-class.ts';
import type { StoryPicture } from './story-page.ts';

/** The agency whose portal it is, as readers see it. */
export type PortalAgency = {
  readonly id: string;
  readonly did: string;
  readonly name: Trilingual;
  readonly ownership: Ownership;
  /** Of its portal, the first being its own. */
  readonly languages: readonly string[];
  readonly timeZone: string;
  /** Raised by everything that changes what readers see; part of every validator. */
  readonly edition: number;
};

/** A live story as lists show it. */
export type StoryCard = {
  readonly number: number;
  readonly language: string;
  readonly slug: string;
  readonly headline: string;
  readonly summary?: string;
  readonly provider: { readonly did: string; readonly name: Trilingual };
  readonly isPartners: boolean;
  readonly isTranslation: boolean;
  readonly isAdaptation?: true;
  readonly sourceLanguage: string;
  readonly isCorrected: boolean;
  readonly isIndexed: boolean;
  readonly picture?: StoryPicture;
  readonly publishedAt: Instant;
  readonly updatedAt: Instant;
};

export type PublicNoteKind = 'correction' | 'withholding' | 'release' | 'withdrawal';

/** What was done to a published page, as the public record tells it. A withheld or withdrawn one has no headline. */
export type PublicNote = {
  readonly kind: PublicNoteKind;
  readonly number: number;
  readonly language: string;
  readonly slug?: string;
  readonly headline?: string;
  readonly reasonClass: ReasonClass;
  readonly note: string;
  readonly at: Instant;
};

/** An agency whose stories run on the portal, and how many do. */
export type StoryProviderCard = {
  readonly did: string;
  readonly name: Trilingual;
  readonly ownership: Ownership;
  readonly stories: number;
};

/** The other languages of a story. */
export type StorySibling = { readonly number: number; readonly language: string; readonly slug: string };
