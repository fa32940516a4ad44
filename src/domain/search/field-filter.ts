import type { Instant } from '#kernel/instant.ts';

/** What can be said of a story on a line of the wire, and asked for; several may hold. */
export const STORY_STATES = [
  'new',
  'updated',
  'corrected',
  'withheld',
  'off-offer',
  'killed',
  'embargo',
  'taken',
  'published',
] as const;
export type StoryState = (typeof STORY_STATES)[number];

/** From the first moment on, up to the second and without it. */
export type Span = { readonly sinceAt?: Instant; readonly beforeAt?: Instant };

/** What a question says beside its words. Of `values` one must hold; without any, nothing fits. */
export type FieldFilter = { readonly isWanted: boolean } & (
  | { readonly filter: 'partner' | 'topic' | 'newsType' | 'language'; readonly values: readonly string[] }
  | { readonly filter: 'state'; readonly state: StoryState }
  | { readonly filter: 'date'; readonly span: Span }
);
