import type { StoryCard, StorySibling } from '#domain/publication/released.ts';
import type { LiveStory } from '#domain/publication/story-page.ts';
import type { Site } from './site.ts';

/** A story with everything that its page shows around it. */
export type StoryView = {
  readonly site: Site;
  readonly story: LiveStory;
  /** All live languages of the story, this one among them. */
  readonly siblings: readonly StorySibling[];
  readonly others: readonly StoryCard[];
  readonly views: number;
};
