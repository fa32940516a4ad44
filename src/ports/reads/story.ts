import type { Instant } from '#kernel/instant.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Block } from '#domain/item/item.ts';
import type { AgencyCard, StoryLine } from './wire.ts';

/** A picture that this node holds; `url` is a path on it. */
export type StoryPicture = {
  readonly url: string;
  readonly mediaType: string;
  readonly width?: number;
  readonly height?: number;
  readonly caption?: string;
  readonly creditLine?: string;
};

/** A version in the list of versions; of a killed story without its headline (I6). */
export type StoryVersion = {
  readonly version: number;
  readonly headline: string;
  readonly at: Instant;
  readonly note?: string;
  readonly correction: boolean;
};

/**
 * One story with everything this agency did with it and learnt of it; what may be done is judged elsewhere. A killed
 * story has no words and no pictures: its `editorialNote` is the public reason.
 */
export type Story = StoryLine & {
  readonly guid: string;
  readonly byline?: string;
  readonly dateline?: string;
  readonly creditLine?: string;
  readonly copyrightNotice?: string;
  readonly usageTerms?: string;
  readonly editorialNote?: string;
  readonly blocks: Block[];
  readonly pictures: StoryPicture[];
  readonly versions: StoryVersion[];
  readonly dropped: Dropped[];
  /** The dialect of its agency that the latest version was read with. */
  readonly readWith?: { readonly id: string; readonly version?: number };
  readonly take?: { readonly id: string; readonly takenAt: Instant; readonly by: string };
  readonly translations: {
    readonly id: string;
    readonly language: string;
    readonly state: string;
    readonly staleBlocks: number;
  }[];
  readonly publications: {
    readonly id: string;
    readonly language: string;
    /** Path on this node's portal. */
    readonly path: string;
    readonly state: string;
    readonly version: number;
    readonly publishedAt: Instant;
  }[];
  readonly uses: {
    readonly agency: AgencyCard;
    /** Who has it by the agency, if it is no use of its own. */
    readonly holder?: AgencyCard;
    readonly url?: string;
    readonly language: string;
    readonly channel: string;
    readonly place?: string;
    readonly version: number;
    readonly state: 'live' | 'removed';
    readonly publishedAt: Instant;
    readonly reportedAt: Instant;
  }[];
  readonly offeredTo: {
    readonly agency: AgencyCard;
    readonly version: number;
    readonly at: Instant;
    readonly state: string;
  }[];
};

export type StoryReads = {
  /** Undefined when there is none or it may not be seen; the two cannot be told apart (I12). */
  read(agencyId: string, itemId: string, at: Instant): Promise<Story | undefined>;
  /** The type of a picture that belongs to a story this agency may see and that was not killed. */
  picture(
    agencyId: string,
    picture: { readonly itemId: string; readonly digest: string },
    at: Instant,
  ): Promise<{ readonly mediaType: string } | undefined>;
};
