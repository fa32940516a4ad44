import type { LinkKind, SaidKind } from '#domain/chain/story-link.ts';
import type { Instant } from '#kernel/instant.ts';
import type { StoryLine } from './wire.ts';

export type ChainStory = {
  readonly story: StoryLine;
  /** `by-way`: through another story of the chain. */
  readonly kind: Exclude<LinkKind, 'not-same-event'> | 'by-way';
  /** It is the same text by another road. */
  readonly road: boolean;
};

export type ChainSaying = {
  readonly story: StoryLine;
  readonly said: SaidKind;
  readonly by: string;
  readonly at: Instant;
  readonly ended?: { readonly by: string; readonly at: Instant };
};

/** Only of stories that the agency may see, and joined by none that it may not (I12). */
export type ChainReads = {
  /** `stories`: the oldest first; `said`: the latest first, what was taken back too. Undefined of a story that may not be seen. */
  read(
    agencyId: string,
    storyId: string,
    at: Instant,
  ): Promise<{ readonly stories: ChainStory[]; readonly said: ChainSaying[] } | undefined>;
};
