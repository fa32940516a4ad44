import type { Instant } from '#kernel/instant.ts';
import type { PublicationState } from '#domain/publication/publication.ts';
import type { TranslationState } from '#domain/translation/translation.ts';

/** One page of ours as the list of publications shows it; a withdrawn one has no headline (I6). */
export type PublicationLine = {
  readonly id: string;
  readonly storyId: string;
  readonly translationId?: string;
  readonly headline: string;
  readonly language: string;
  /** Path on this node's portal. */
  readonly path: string;
  readonly state: PublicationState;
  readonly version: number;
  readonly publishedAt: Instant;
  readonly updatedAt: Instant;
  /** Of all languages of the story together. */
  readonly views: number;
  readonly partnerOrigin: boolean;
  /** Whose story it shows. */
  readonly providerDid: string;
};

/** One translation in the list of open work. */
export type TranslationLine = {
  readonly id: string;
  readonly storyId: string;
  readonly headline: string;
  readonly language: string;
  readonly state: TranslationState;
  readonly staleBlocks: number;
  readonly savedAt: Instant;
};

export type PublicationReads = {
  /** Latest change first. */
  publications(agencyId: string): Promise<PublicationLine[]>;
  publication(agencyId: string, id: string): Promise<PublicationLine | undefined>;
  /** Stale ones first, then the latest saved; no killed ones. */
  translations(agencyId: string): Promise<TranslationLine[]>;
};
