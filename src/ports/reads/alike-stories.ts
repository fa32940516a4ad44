import type { Instant } from '#kernel/instant.ts';
import type { Said, SearchTerms } from '#domain/search/question.ts';
import type { StoryLine } from './wire.ts';

/** A story that may tell of the same event, and by what it was found, in the words of the story that was asked of. */
export type AlikeStory = { readonly story: StoryLine; readonly shared: readonly Said[] };

export type AlikeStoryReads = {
  /** Best first, of those that the agency may see; never the story itself, and none that was killed. */
  list(
    agencyId: string,
    asked: {
      readonly storyId: string;
      /** What `questionOfStory` makes of it. */
      readonly terms: SearchTerms;
      /** Primary subtag of a language that is left out. */
      readonly exceptIn: string;
      readonly most: number;
      readonly at: Instant;
    },
  ): Promise<readonly AlikeStory[]>;
};
